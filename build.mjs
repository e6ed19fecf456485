import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
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

/** @type {import('esbuild').Plugin} What is read at the edges is read in main and beside the engine; screen and engine wait for their scripts. */
const withoutZod = {
  name: 'without-zod',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^zod$/ }, ({ importer }) => ({
      errors: [{ text: `zod would be a large part of this script; ${importer} brings it in` }],
    })),
};

/** @type {import('esbuild').Plugin} The engine reads packs by zod, a fifth of its script, and reads it when a pack comes. */
const packsApart = {
  name: 'packs-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/read-part$/ }, () => ({ path: './read-part.js', external: true })),
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

/** The script that begins the engine stands in the page: a file of its own would be one more wait before the first. */
const earlyScript = async () => {
  const entry = join(root, 'renderer', 'app', 'early.ts');
  const { outputFiles } = await build({ ...page, entryPoints: [entry], write: false });
  return outputFiles.map(({ text }) => text.trim()).join('');
};

/** What a script waits for before it runs.
 * @param {import('esbuild').Metafile} metafile @param {string} path @returns {readonly string[]} */
const neededBy = (metafile, path) => {
  const needed = (metafile.outputs[path]?.imports ?? []).filter(({ kind }) => kind === 'import-statement');
  return [...new Set(needed.flatMap((one) => [one.path, ...neededBy(metafile, one.path)]))];
};

/** In parts: the first screen does not wait for what is behind it. Answers with the parts that it does wait for. */
const screen = async () => {
  const { metafile } = await build({
    ...page,
    format: 'esm',
    splitting: true,
    metafile: true,
    entryPoints: { app: join(root, 'renderer', 'app', 'main.tsx') },
    outdir: join(dist, 'renderer'),
    chunkNames: 'part-[hash]',
    define,
    jsx: 'automatic',
    plugins: [withoutZod],
    logLevel: 'warning',
  });
  const app = Object.keys(metafile.outputs).filter((path) => basename(path) === 'app.js');
  return app.flatMap((path) => neededBy(metafile, path)).map((path) => basename(path));
};

/** More than this before the first screen, and the engine proper has come into the first part. */
const firstPartBytes = 160_000;

/** In parts too: what the first screen shows is read and said before the engine proper is read (ADR 44). */
const engine = async () => {
  const { metafile } = await build({
    ...page,
    format: 'esm',
    splitting: true,
    metafile: true,
    entryPoints: { engine: join(root, 'renderer', 'engine', 'worker.ts') },
    outdir: join(dist, 'renderer'),
    chunkNames: 'engine-[hash]',
    define,
    plugins: [packsApart, withoutZod],
    logLevel: 'warning',
  });
  const entry = Object.keys(metafile.outputs).find((path) => basename(path) === 'engine.js') ?? '';
  const bytes = [entry, ...neededBy(metafile, entry)].map((path) => metafile.outputs[path]?.bytes ?? 0);
  const sum = bytes.reduce((all, one) => all + one, 0);
  if (production && sum > firstPartBytes)
    throw new Error(`the engine's first part has ${sum} bytes: what does open-engine.ts bring in?`);
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, 'renderer'), { recursive: true });
cpSync(join(root, 'resources'), join(dist, 'resources'), { recursive: true });
const [early, parts] = await Promise.all([
  earlyScript(),
  screen(),
  bundle('electron/main.ts', 'main/main.cjs', { ...node, ...brief }),
  // Main begins with what the window needs; the program is a file of its own, read while the page loads (ADR 0040).
  bundle('electron/program.ts', 'main/program.cjs', { ...node, ...brief, define }),
  bundle('electron/preload.ts', 'preload/preload.cjs', node),
  bundle('electron/training/cli/spine.ts', 'tools/spine.cjs', node),
  bundle('electron/packs/cli/epspack.ts', 'tools/epspack.cjs', node),
  bundle('renderer/tools/conformance.ts', 'tools/conformance.cjs', node),
  engine(),
  bundle('renderer/domain/recovery/read-part.ts', 'renderer/read-part.js', { ...page, format: 'esm' }),
  bundle('renderer/reading/worker.ts', 'renderer/reader.js', { ...page, loader: { '.wasm': 'binary' } }),
  styles(),
]);
const html = readFileSync(join(root, 'renderer', 'app', 'index.html'), 'utf8')
  .replace('<!-- early -->', () => `<script>${early}</script>`)
  .replace('<!-- parts -->', parts.map((name) => `<link rel="modulepreload" href="${name}" />`).join(''));
writeFileSync(join(dist, 'renderer', 'index.html'), html);
const files = readdirSync(join(dist, 'renderer'));
const inline = `sha256-${createHash('sha256').update(early).digest('base64')}`;
writeFileSync(join(dist, 'renderer', 'manifest.json'), JSON.stringify({ files, inline }));
