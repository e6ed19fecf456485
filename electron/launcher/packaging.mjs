import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { Missing } from './say.mjs';

/**
 * What the program's executable may do beside opening Holdfast: nothing. Each fuse that an Electron has must stand
 * here, so that a new one is decided on.
 * @type {Readonly<Record<FuseV1Options, boolean>>}
 */
const fuses = {
  // It would be a Node that may open what the program may: the keychain, for one.
  [FuseV1Options.RunAsNode]: false,
  // We keep none; to seal them Chromium would ask for the keychain at each start.
  [FuseV1Options.EnableCookieEncryption]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Needs a mark in a Windows executable, which a signature covers already (ADR 43).
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** @param {string} executable @returns {Promise<Map<number, number>>} each fuse that it has, with its state */
const fusesOf = async (executable) => {
  const { version, ...wire } = await getCurrentFuseWire(executable);
  if (version !== FuseVersion.V1) throw new Error(`fuses of version ${version}`);
  return new Map(Object.entries(wire).map(([fuse, state]) => [Number(fuse), Number(state)]));
};

/** Sets every fuse of an executable, and looks that it is set.
 * @param {string} executable */
const setFuses = async (executable) => {
  const has = await fusesOf(executable);
  const wanted = new Map(Object.entries(fuses).map(([fuse, on]) => [Number(fuse), on]));
  const undecided = [...has.keys()].filter((fuse) => !wanted.has(fuse));
  if (undecided.length > 0)
    throw new Missing(
      `This Electron has ${undecided.length} fuses that nobody has decided on.`,
      'Decide in electron/launcher/packaging.mjs.',
    );
  const chosen = Object.fromEntries([...wanted].filter(([fuse]) => has.has(fuse)));
  await flipFuses(executable, { version: FuseVersion.V1, ...chosen });
  for (const [fuse, state] of await fusesOf(executable))
    if (state !== (wanted.get(fuse) ? FuseState.ENABLE : FuseState.DISABLE))
      throw new Missing(
        `The fuse ${FuseV1Options[fuse]} could not be set.`,
        'Take another Electron: this program must not leave here.',
      );
};

/** The program's own files in one archive; tools, tests and sources stay behind.
 * @param {string} root @param {string} archive */
const archiveProgram = async (root, archive) => {
  const stage = mkdtempSync(join(tmpdir(), 'holdfast-package-'));
  try {
    const { name, version, license, main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const manifest = { name, productName: 'Holdfast', version, license, main };
    writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const folder of ['main', 'preload', 'renderer', 'resources'])
      cpSync(join(root, 'dist', folder), join(stage, 'dist', folder), { recursive: true });
    await createPackage(stage, archive);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
};

/** @typedef {{ dev?: boolean, optional?: boolean, devOptional?: boolean, version?: string, license?: string }} Locked */

/** What a library says of its licence: its file, else that part of its README.
 * @param {string} folder @returns {string} */
const licenceIn = (folder) => {
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length > 0) return texts.join('\n\n');
  const { homepage = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const [, words = ''] =
    /^#+ Licen[cs]e\n+([^#]+)/im.exec(readFileSync(join(folder, 'README.md'), 'utf8')) ?? [];
  return `${homepage}\n\n${words.trim()}`;
};

/** The licences of what is built into the program: the libraries that are not for development alone.
 * @param {string} root @returns {string} */
export const licencesOf = (root) => {
  /** @type {Record<string, Locked>} */
  const packages = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(packages)
    .filter(([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional)
    .map(
      ([path, { version = '', license = '' }]) =>
        `${path.replace(/^.*node_modules\//, '')} ${version}, ${license}\n\n${licenceIn(join(root, path))}`,
    )
    .join(`\n\n${'-'.repeat(80)}\n\n`);
};

/** What whoever installs the program wants to know.
 * @param {string} exe */
const howToInstall = (exe) => `Holdfast

1. Put this folder where only an administrator can change it, such as C:\\Program Files\\Holdfast.
2. Make a shortcut for the pharmacy's people that starts
     ${exe} --kind=live        (or --kind=companion, beside another PMR)
   Without it the program asks each time which profile to open. Training: --kind=training.
3. Open recovery packs (.epspack) with ${exe} by "Open with...".

Data is kept for each Windows user in %LOCALAPPDATA%\\Holdfast (Linux: ~/.local/share/Holdfast), never in this folder.
To update, put the new folder in the place of this one while the program is closed; data stays where it is.
Back up from Settings (F8) in the program.
`;

/**
 * Makes a folder that holds all the program needs: the runtime, the program in one archive, the licences.
 * @param {{ readonly root: string, readonly runtime: import('./runtime.mjs').Runtime, readonly to: string }} parts
 * @returns {Promise<string>} the executable
 */
export const packageInto = async ({ root, runtime, to }) => {
  if (existsSync(to) && readdirSync(to).length > 0)
    throw new Missing(`There is something in ${to} already.`, 'Remove it, or name another folder with --to.');
  mkdirSync(to, { recursive: true });
  cpSync(runtime.dist, to, { recursive: true, verbatimSymlinks: true });
  for (const name of ['app', 'default_app.asar'])
    rmSync(join(to, 'resources', name), { recursive: true, force: true });
  await archiveProgram(root, join(to, 'resources', 'app.asar'));
  const exe = process.platform === 'win32' ? 'Holdfast.exe' : 'holdfast';
  renameSync(join(to, process.platform === 'win32' ? 'electron.exe' : 'electron'), join(to, exe));
  await setFuses(join(to, exe));
  writeFileSync(join(to, 'LICENCES.txt'), `${licencesOf(root)}\n`);
  cpSync(join(root, 'LICENSE'), join(to, 'LICENSE.holdfast.txt'));
  writeFileSync(join(to, 'INSTALL.txt'), howToInstall(exe));
  return join(to, exe);
};
