import { existsSync } from 'node:fs';
import { run } from './run.mjs';
import { Missing, say } from './say.mjs';

/** Packages of Debian that bring what Electron and a display without a screen need. */
const debianPackages = [
  'libasound2',
  'libatk-bridge2.0-0',
  'libatk1.0-0',
  'libcups2',
  'libdrm2',
  'libgbm1',
  'libgtk-3-0',
  'libnss3',
  'libx11-xcb1',
  'libxcomposite1',
  'libxdamage1',
  'libxkbcommon0',
  'libxrandr2',
  'libxss1',
  'fonts-liberation',
  'xvfb',
];

const isRoot = () => process.getuid?.() === 0;

/** Names of libraries in the output of ldd that were not found.
 * @param {string} output */
export const missingIn = (output) =>
  [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');

/** @param {string} binary */
const missingLibraries = async (binary) => missingIn((await run('ldd', [binary], { quiet: true })).output);

const hasXvfb = async () => (await run('Xvfb', ['-help'], { quiet: true })).code !== 127;

const needsXvfb = () => !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

const installOnDebian = async () => {
  say('installing missing system libraries with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, quiet: true });
  // Debian 13 renamed some; those that are unknown under one name are there under the other.
  const names = await Promise.all(
    debianPackages.map(async (name) =>
      (await run('apt-cache', ['show', '--quiet', name], { quiet: true })).output.includes('Package:')
        ? name
        : `${name}t64`,
    ),
  );
  const { code, output } = await run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...names],
    { env, quiet: true },
  );
  if (code !== 0)
    throw new Missing('apt-get could not install them.', output.trim().split('\n').at(-1) ?? '');
};

/** Sees to it that the runtime can load: installs on Debian as root, names what is missing elsewhere.
 * @param {string} binary */
export const ensureSystemLibraries = async (binary) => {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(binary);
  const xvfbMissing = needsXvfb() && !(await hasXvfb());
  if (missing.length === 0 && !xvfbMissing) return;
  const names = [...missing, ...(xvfbMissing ? ['Xvfb (there is no display)'] : [])].join(', ');
  if (!isRoot() || !existsSync('/usr/bin/apt-get'))
    throw new Missing(
      `These are missing on this computer: ${names}.`,
      `On Debian or Ubuntu: sudo apt-get install ${debianPackages.join(' ')}`,
    );
  await installOnDebian();
  const still = await missingLibraries(binary);
  if (still.length > 0)
    throw new Missing(`These are still missing: ${still.join(', ')}.`, 'Install them, then start again.');
};

/** As root Chromium's own sandbox cannot work, and only then it is left out.
 * @returns {readonly string[]} */
export const rootFlags = () => {
  if (process.platform !== 'linux' || !isRoot()) return [];
  say('running as root: --no-sandbox is passed, because Chromium’s sandbox does not work for root');
  return ['--no-sandbox'];
};
