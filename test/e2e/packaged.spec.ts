import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { removeFolder } from '../support/folder';
import { expect, flags, root, shot, signIn, test } from './support';

const foreign = 'FOREIGN CODE RUNS';
let folder = '';
let executable = '';
let running: ChildProcess | undefined;

/** Runs a command to its end. */
const end = (command: string, args: readonly string[]): Promise<string> =>
  new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: root });
    let output = '';
    child.stdout.on('data', (part) => (output += String(part)));
    child.stderr.on('data', (part) => (output += String(part)));
    child.once('close', (code) => (code === 0 ? done(output) : fail(new Error(output))));
  });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-packaged-'));
  const script = join(root, 'electron', 'launcher', 'package.mjs');
  const said = await end(process.execPath, [script, '--to', join(folder, 'Holdfast')]);
  executable = /the program is ready: (.+)$/m.exec(said)?.[1] ?? '';
});
test.afterEach(() => {
  running?.kill();
});
test.afterAll(() => removeFolder(folder));

/** Its first page: Playwright waits for ever where it comes before there is one. */
const pageAt = async (address: string): Promise<Page> => {
  const list = address.replace(/^ws:(.+?)\/devtools.*$/, 'http:$1/json/list');
  for (;;) {
    const targets = (await (await fetch(list)).json()) as readonly { readonly url: string }[]; // Chromium's own
    if (targets.some(({ url }) => url.startsWith('app:'))) break;
    await new Promise((turn) => setTimeout(turn, 50));
  }
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const [page] = browser.contexts().flatMap((context) => context.pages());
  if (!page) throw new Error('it has no page');
  return page;
};

/** Starts the packaged program as a person would, or somebody who wants more of it than that; its fuses keep Playwright's own way shut. */
const start = (
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ page: Page; output: () => string }> =>
  new Promise((done, fail) => {
    const child = spawn(executable, [...flags, '--remote-debugging-port=0', ...args], {
      env: { ...process.env, XDG_DATA_HOME: folder, ...env },
    });
    running = child;
    let output = '';
    const hear = async (part: unknown): Promise<void> => {
      const before = output;
      output += String(part);
      const listening = /DevTools listening on (\S+)/;
      const url = listening.exec(output)?.[1];
      if (url === undefined || listening.test(before)) return;
      done({ page: await pageAt(url), output: () => output });
    };
    child.stdout.on('data', (part) => (output += String(part)));
    child.stderr.on('data', (part) => void hear(part).catch(fail));
    child.once('exit', () => fail(new Error(`it ended: ${output}`)));
  });

test('[PRF-7] the packaged program asks for the kind of profile where none is named', async () => {
  const { page } = await start([]);
  await expect(page.getByRole('button', { name: 'Set up training' })).toBeVisible();
  await shot(page, 'packaged-choose');
});

test('[PRF-7] the packaged program works from its one archive, and runs nothing but itself', async () => {
  const hook = join(folder, 'foreign.cjs');
  writeFileSync(hook, `process.stderr.write(${JSON.stringify(foreign)});`);
  const beside = join(dirname(executable), 'resources', 'app');
  mkdirSync(beside, { recursive: true });
  writeFileSync(
    join(beside, 'package.json'),
    JSON.stringify({ name: 'foreign', main: '../../../foreign.cjs' }),
  );
  const { page, output } = await start(
    [`--profile=${join(folder, 'profile')}`, '--kind=training', '--inspect=0', '-r', hook],
    { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${hook}` },
  );
  await signIn(page);
  await page.keyboard.press('d');
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(output()).not.toContain(foreign);
  expect(output()).not.toContain('Debugger listening');
});
