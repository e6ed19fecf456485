import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './built.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureRuntime } from './runtime.mjs';
import { Missing, runMain, say } from './say.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {readonly string[]} args @returns {string} */
const folderIn = ([option, value, ...more]) => {
  if (option === undefined) {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return join(root, 'release', `Holdfast-${version}-${process.platform}-${process.arch}`);
  }
  if (option !== '--to' || value === undefined || more.length > 0)
    throw new Missing('npm run package knows one option.', 'Name a folder: npm run package -- --to DIR.');
  return resolve(value);
};

/** `npm run package [-- --to DIR]`: a folder that runs on a computer without Node, for this kind of system. */
await runMain(async () => {
  const to = folderIn(process.argv.slice(2));
  if (process.platform !== 'win32' && process.platform !== 'linux')
    throw new Missing('The program is packaged on Windows or Linux, for the same system.', 'Go on there.');
  await ensureDependencies(root);
  await ensureBuilt(root);
  const runtime = await ensureRuntime(root);
  const { packageInto } = await import('./packaging.mjs');
  say(`the program is ready: ${await packageInto({ root, runtime, to })}`);
  if (runtime.older)
    say(
      `Electron ${runtime.version} gets no security fixes any more, so this one opens training profiles only`,
    );
  if (process.platform === 'win32') say('sign it before it leaves this computer');
  return 0;
});
