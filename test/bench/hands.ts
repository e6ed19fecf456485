import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { removeFolder } from '../support/folder';
import { makeRandom, type Random } from '../support/fuzz';
import { actOnce } from './hands/act';
import { argument, launch } from './program';
import { printResult, printTable } from './report';

/** `npm run bench:hands [-- --runs=N] [-- --seed=N] [-- --acts=N]`: hands that know nothing, on the training pharmacy. */
const runs = argument('runs', 10);
const first = argument('seed', 1);
const acts = argument('acts', 600);
/** So often somebody signs in where nobody is, and the screen is read. */
const lookEvery = 20;

const people = { 'Priya Shah': '1111', 'Tom Reed': '2222', 'Grace Owusu': '3333' } as const;

const signInAnybody = async (page: Page, random: Random): Promise<void> => {
  const [name, pin] = random.pick(Object.entries(people));
  const button = page.getByRole('button', { name: new RegExp(name) }).first();
  if (!(await button.isVisible())) return;
  const patience = { timeout: 2_000 };
  // The names may stand elsewhere too, and what was done before may still change the screen.
  await button
    .click(patience)
    .then(() => page.getByLabel(/^PIN of/).fill(pin, patience))
    .then(() => page.keyboard.press('Enter'))
    .catch(() => undefined);
};

/** What no screen may show: that the program has stopped, or a value that nobody put into words. */
const nonsense =
  /Holdfast has stopped|cannot read it|.{0,60}(?:undefined|\bNaN\b|\[object |Invalid Date).{0,40}/;

/** Tells what goes wrong in the page and in main. */
const listen = (app: ElectronApplication, page: Page, wrong: string[]): void => {
  page.on('pageerror', (failure) => wrong.push(`the page threw: ${failure.stack ?? failure.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(`the console says: ${message.text()}`);
  });
  // A page that is left over something unsaved asks; it may be gone before it is answered.
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  app.process().stderr?.on('data', (data: Buffer) => {
    if (data.toString().includes('Holdfast:')) wrong.push(`main says: ${data.toString().trim()}`);
  });
};

/** Whatever was done: steps back lead to the list, to whoever signs in, or to a question about what is unsaved. */
const leadsBack = async (page: Page): Promise<void> => {
  for (let n = 0; n < 5; n += 1) await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  const list = page.getByRole('tab', { name: /To check/ });
  const nobody = page.getByRole('heading', { name: 'Who is here?' });
  await list.or(nobody).or(page.getByRole('dialog')).first().waitFor({ timeout: 10_000 });
};

const life = async (seed: number): Promise<readonly string[]> => {
  const profile = mkdtempSync(join(tmpdir(), 'holdfast-hands-'));
  const app = await launch(profile, [`--answer-save=${join(profile, 'saved')}`]);
  const random = makeRandom(seed);
  const wrong: string[] = [];
  const done: string[] = [];
  try {
    const page = await app.firstWindow();
    listen(app, page, wrong);
    await page.getByRole('button', { name: /Priya Shah/ }).waitFor();
    for (let n = 0; n < acts && wrong.length === 0; n += 1) {
      if (n % lookEvery === 0) {
        await signInAnybody(page, random);
        const seen = nonsense.exec(await page.locator('body').innerText());
        if (seen) wrong.push(`the screen says: ${seen[0]}`);
      }
      done.push(await actOnce(page, random));
    }
    if (wrong.length === 0) await leadsBack(page);
  } catch (failure) {
    const { exitCode, signalCode } = app.process();
    const how = `exit ${String(exitCode)}, signal ${String(signalCode)}`;
    wrong.push(
      `the program was gone (${how}): ${failure instanceof Error ? failure.message : String(failure)}`,
    );
  } finally {
    await app.close();
    await removeFolder(profile);
  }
  return wrong.length === 0 ? [] : [...wrong, `after: ${done.slice(-15).join(' | ')}`];
};

const main = async (): Promise<void> => {
  const seeds: number[] = [];
  for (let seed = first; seed < first + runs; seed += 1) {
    const found = await life(seed);
    for (const line of found) console.log(`seed ${seed}: ${line}`);
    if (found.length > 0) seeds.push(seed);
  }
  printTable([
    ['runs', 'acts each', 'went wrong'],
    [String(runs), String(acts), String(seeds.length)],
  ]);
  printResult({ runs, acts, failures: seeds.length, seeds });
  process.exit(seeds.length === 0 ? 0 : 1);
};

void main();
