import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

/** Runs the program until it ends without asking for another start (another kind of profile, for one).
 * @param {string} path @param {readonly string[]} first @param {NodeJS.ProcessEnv} env */
const runAgainAndAgain = async (path, first, env) => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-start-'));
  const next = join(folder, 'next.json');
  const flags = rootFlags();
  try {
    for (let args = first; ;) {
      const { code } = await run(path, [...flags, root, ...args], { env: { ...env, HOLDFAST_NEXT: next } });
      if (!existsSync(next)) return code;
      args = JSON.parse(readFileSync(next, 'utf8'));
      rmSync(next);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

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
    return await runAgainAndAgain(runtime.path, args, display.env);
  } finally {
    display.end();
  }
});
