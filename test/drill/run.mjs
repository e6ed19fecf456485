import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from '../../electron/launcher/dependencies.mjs';
import { run } from '../../electron/launcher/run.mjs';
import { runMain } from '../../electron/launcher/say.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** `npm run drill -- SCENARIO …`: sets up all it needs, then plays the drill in this Node; no window, no network. */
await runMain(async () => {
  await ensureDependencies(root);
  const { build } = await import('esbuild');
  const outfile = join(root, 'dist', 'tools', 'drill.cjs');
  await build({
    entryPoints: [join(root, 'test', 'drill', 'drill.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
  });
  const env = { ...process.env, HOLDFAST_ROOT: root };
  return (await run(process.execPath, [outfile, ...process.argv.slice(2)], { cwd: root, env })).code;
});
