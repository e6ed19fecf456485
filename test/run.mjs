import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from '../electron/launcher/dependencies.mjs';
import { openDisplay } from '../electron/launcher/display.mjs';
import { run } from '../electron/launcher/run.mjs';
import { ensureRuntime } from '../electron/launcher/runtime.mjs';
import { runMain, say } from '../electron/launcher/say.mjs';
import { ensureSystemLibraries, rootFlags } from '../electron/launcher/system-libraries.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const results = join(root, 'test-results');
const zones = [
  'electron/contract/tsconfig.json',
  'electron/tsconfig.json',
  'electron/tsconfig.preload.json',
  'renderer/domain/tsconfig.json',
  'renderer/tsconfig.json',
  'renderer/tools/tsconfig.json',
  'test/tsconfig.json',
];

let passed = 0;
let failed = 0;

/** @param {string} tool */
const bin = (tool) => join(modules, '.bin', process.platform === 'win32' ? `${tool}.cmd` : tool);

/** One check that passes or fails as a whole; its output is shown only when it fails.
 * @param {string} name @param {string} program @param {readonly string[]} args @param {NodeJS.ProcessEnv} [env] */
const check = async (name, program, args, env = {}) => {
  const from = Date.now();
  const { code, output } = await run(program, args, {
    cwd: root,
    quiet: true,
    env: { ...process.env, ...env },
  });
  say(`${code === 0 ? 'passed' : 'FAILED'} ${name} (${Math.round((Date.now() - from) / 1000)} s)`);
  if (code === 0) passed += 1;
  else {
    failed += 1;
    process.stdout.write(`${output}\n`);
  }
};

/** The native compiler, by path: the one that the linter reads with has a program of the same name (ADR 0033).
 * @param {string} zone */
const types = (zone) =>
  check(`types ${zone}`, process.execPath, [join(modules, 'typescript-native', 'bin', 'tsc'), '-p', zone]);

/** What a tool found out last time is kept beside the dependencies; the whole run starts afresh.
 * @param {boolean} quick @param {string} tool */
const remembered = (quick, tool) =>
  quick ? ['--cache', '--cache-location', join(root, '.cache', `${tool}.json`)] : [];

/** @typedef {() => Promise<void>} Task */

/** @param {boolean} quick @returns {readonly Task[]} */
const tasksOf = (quick) => [
  // The quick run leaves out the lint rules that need types; the compiler itself reads them all.
  () =>
    check(
      'lint',
      bin('eslint'),
      ['.', '--max-warnings', '0', ...remembered(quick, 'eslint')],
      quick ? { HOLDFAST_QUICK: '1' } : {},
    ),
  () =>
    check('format', bin('prettier'), [
      '--check',
      '.',
      '--log-level',
      'warn',
      ...remembered(quick, 'prettier'),
    ]),
  ...zones.map((zone) => () => types(zone)),
  () =>
    check('import rules', bin('depcruise'), [
      '--config',
      '.dependency-cruiser.cjs',
      'electron',
      'renderer',
      'test',
    ]),
  () => check('dead code', bin('knip'), []),
];

/** Two at a time, the longest first.
 * @param {boolean} quick */
const staticChecks = async (quick) => {
  const tasks = [...tasksOf(quick)];
  const work = async () => {
    for (let task = tasks.shift(); task; task = tasks.shift()) await task();
  };
  await Promise.all([work(), work()]);
};

/** Counts of a vitest run, from its own report. */
const unitTests = async () => {
  const report = join(results, 'unit.json');
  const { code } = await run(
    bin('vitest'),
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    { cwd: root },
  );
  if (!existsSync(report)) {
    failed += 1;
    return;
  }
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests + (code !== 0 && numFailedTests === 0 ? 1 : 0);
  if (numPendingTests > 0) say(`${numPendingTests} unit tests were skipped; each says why in its name`);
};

/** One after the other: the tests of the walls plant what the checks would find. */
const withoutWindow = async () => {
  await staticChecks(false);
  await unitTests();
};

const build = async () => {
  const { code } = await run(process.execPath, [join(root, 'build.mjs')], { cwd: root });
  say(`${code === 0 ? 'passed' : 'FAILED'} build`);
  if (code === 0) passed += 1;
  else failed += 1;
  return code === 0;
};

const endToEnd = async () => {
  const runtime = await ensureRuntime(root);
  await ensureSystemLibraries(runtime.path);
  const display = await openDisplay();
  const report = join(results, 'e2e.json');
  const env = {
    ...display.env,
    HOLDFAST_RUNTIME: runtime.path,
    HOLDFAST_RUNTIME_FLAGS: rootFlags().join(' '),
  };
  say(`end to end on Electron ${runtime.version}`);
  const { code } = await run(bin('playwright'), ['test', '--config', 'test/e2e/playwright.config.ts'], {
    cwd: root,
    env,
  });
  display.end();
  if (!existsSync(report)) {
    failed += 1;
    return;
  }
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  passed += stats.expected;
  failed += stats.unexpected + stats.flaky + (code !== 0 && stats.unexpected + stats.flaky === 0 ? 1 : 0);
  if (stats.skipped > 0) say(`${stats.skipped} end-to-end tests were skipped; the list above says why`);
};

// A journey waits for its windows a quarter of the time: what needs none runs beside it.
await runMain(async () => {
  const quick = process.argv.includes('--quick');
  await ensureDependencies(root);
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  if (quick) await staticChecks(quick);
  else {
    const built = await build();
    await Promise.all([withoutWindow(), built ? endToEnd() : undefined]);
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});
