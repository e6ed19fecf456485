import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compileAsync } from 'sass';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const production = process.env.NODE_ENV !== 'development';

/** @type {import('esbuild').BuildOptions} Both runtimes are served: the pinned Electron and the older one of the registry (Node 18, Chrome 114). */
const node = { bundle: true, platform: 'node', format: 'cjs', target: 'node18', external: ['electron'] };
/** Half as much for Node to read before the window can be asked for; names stay, for what an error says of its place. */
const brief = { minifyWhitespace: production, minifySyntax: production };
/** @type {import('esbuild').BuildOptions} */
const page = { bundle: true, platform: 'browser', format: 'iife', target: 'chrome114', minify: production };

const define = {
  HOLDFAST_VERSION: JSON.stringify(manifest.version),
  PINNED_ELECTRON_MAJOR: manifest.devDependencies.electron.split('.')[0],
  'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development'),
};

/** @type {import('esbuild').Plugin} What is read at the edges is read in main and the engine; the screen waits for its script. */
const withoutZod = {
  name: 'without-zod',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^zod$/ }, ({ importer }) => ({
      errors: [{ text: `zod would be half of the screen's script; ${importer} brings it in` }],
    })),
};

/** @param {string} from @param {string} to @param {import('esbuild').BuildOptions} options */
const bundle = (from, to, options) =>
  build({ ...options, entryPoints: [join(root, from)], outfile: join(dist, to), logLevel: 'warning' });

const styles = async () => {
  const { css } = await compileAsync(join(root, 'renderer', 'ui', 'holdfast.scss'), {
    loadPaths: [join(root, 'node_modules')],
    style: 'compressed',
    quietDeps: true,
    silenceDeprecations: ['if-function'],
  });
  writeFileSync(join(dist, 'renderer', 'app.css'), css);
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, 'renderer'), { recursive: true });
cpSync(join(root, 'resources'), join(dist, 'resources'), { recursive: true });
cpSync(join(root, 'renderer', 'app', 'index.html'), join(dist, 'renderer', 'index.html'));
await Promise.all([
  bundle('electron/main.ts', 'main/main.cjs', { ...node, ...brief, define }),
  bundle('electron/preload.ts', 'preload/preload.cjs', node),
  bundle('electron/training/cli/spine.ts', 'tools/spine.cjs', node),
  bundle('electron/packs/cli/epspack.ts', 'tools/epspack.cjs', node),
  bundle('renderer/tools/conformance.ts', 'tools/conformance.cjs', node),
  bundle('renderer/engine/worker.ts', 'renderer/engine.js', { ...page, define }),
  bundle('renderer/app/early.ts', 'renderer/early.js', page),
  bundle('renderer/reading/worker.ts', 'renderer/reader.js', { ...page, loader: { '.wasm': 'binary' } }),
  bundle('renderer/app/main.tsx', 'renderer/app.js', {
    ...page,
    define,
    jsx: 'automatic',
    plugins: [withoutZod],
  }),
  styles(),
]);
writeFileSync(join(dist, 'renderer', 'manifest.json'), JSON.stringify(readdirSync(join(dist, 'renderer'))));
