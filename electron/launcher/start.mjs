import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from './arguments.mjs';
import { ensureBuilt } from './built.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { openDisplay } from './display.mjs';
import { run } from './run.mjs';
import { ensureRuntime } from './runtime.mjs';
import { runMain, say } from './say.mjs';
import { ensureSystemLibraries, rootFlags } from './system-libraries.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** `npm start`: everything that is needed, then the program. */
await runMain(async () => {
  const args = readArguments(process.argv.slice(2));
  await ensureDependencies(root);
  await ensureBuilt(root);
  const runtime = await ensureRuntime(root);
  await ensureSystemLibraries(runtime.path);
  const display = await openDisplay();
  say(`opening Holdfast on Electron ${runtime.version}`);
  try {
    const { code } = await run(runtime.path, [...rootFlags(), root, ...args], { env: display.env });
    return code;
  } finally {
    display.end();
  }
});
