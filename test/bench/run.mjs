import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../../electron/launcher/built.mjs';
import { ensureDependencies } from '../../electron/launcher/dependencies.mjs';
import { openDisplay } from '../../electron/launcher/display.mjs';
import { run } from '../../electron/launcher/run.mjs';
import { ensureRuntime } from '../../electron/launcher/runtime.mjs';
import { Missing, runMain } from '../../electron/launcher/say.mjs';
import { ensureSystemLibraries, rootFlags } from '../../electron/launcher/system-libraries.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Bundles one bench into dist/bench; what it drives lies beside it.
 * @param {string} name */
const bundle = async (name) => {
  const { build } = await import('esbuild');
  const outfile = join(root, 'dist', 'bench', `${name}.cjs`);
  await build({
    entryPoints: [join(root, 'test', 'bench', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['electron', '@playwright/test', 'playwright-core', 'esbuild'],
    logLevel: 'warning',
  });
  return outfile;
};

/** `npm run bench:NAME`: sets up all it needs, then runs test/bench/NAME.ts. `--in-node` needs no window. */
await runMain(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  if (!/^[a-z-]+$/.test(name)) throw new Missing('No bench was named.', 'Run npm run bench:start, for one.');
  await ensureDependencies(root);
  await ensureBuilt(root);
  const file = await bundle(name);
  const env = { ...process.env, HOLDFAST_ROOT: root };
  if (args.includes('--in-node'))
    return (await run(process.execPath, [file, ...args], { cwd: root, env })).code;
  const runtime = await ensureRuntime(root);
  await ensureSystemLibraries(runtime.path);
  const display = await openDisplay();
  const windowed = {
    ...env,
    ...display.env,
    HOLDFAST_RUNTIME: runtime.path,
    HOLDFAST_RUNTIME_FLAGS: rootFlags().join(' '),
  };
  const { code } = await run(process.execPath, [file, ...args], { cwd: root, env: windowed });
  display.end();
  return code;
});
