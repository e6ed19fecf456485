import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { anId, sheetPdf } from '../support/sheets';
import { argument, launch, signIn } from './program';
import { printResult, printTable } from './report';
import { removeFolder } from '../support/folder';

const pages = argument('pages', 200);
const perPage = 20;
/** Memory is first looked at when the reader has warmed up. */
const warmPage = Math.min(20, pages);
const patienceMs = 30 * 60_000;

/** What all processes of the program hold, in MB; Electron gives kilobytes. */
const heldMB = async (app: ElectronApplication): Promise<number> => {
  const metrics = await app.evaluate(({ app: self }) => self.getAppMetrics());
  return metrics.reduce((sum, { memory }) => sum + memory.workingSetSize, 0) / 1024;
};

type Read = {
  readonly tookMs: number;
  readonly warmMB: number;
  readonly mostMB: number;
  readonly found: number;
};

/** Opens the file by the menu's key and follows the reading to its report. */
const readSheets = async (app: ElectronApplication, page: Page): Promise<Read> => {
  const from = performance.now();
  await page.keyboard.press('Control+o');
  const dialog = page.getByRole('dialog');
  const at = async (): Promise<number> =>
    Number(/Page (\d+) of/.exec(await dialog.innerText().catch(() => ''))?.[1] ?? 0);
  while ((await at()) < warmPage) await page.waitForTimeout(50);
  const warmMB = await heldMB(app);
  let mostMB = warmMB;
  const report = dialog.getByRole('heading', { name: 'What is on this list' });
  while (!(await report.isVisible())) {
    mostMB = Math.max(mostMB, await heldMB(app));
    await page.waitForTimeout(500);
  }
  const tookMs = performance.now() - from;
  const numbers = await dialog.locator('.hf-import__numbers').innerText();
  return { tookMs, warmMB, mostMB, found: Number(/[\d,]+/.exec(numbers)?.[0].replace(',', '') ?? 0) };
};

const measure = async (): Promise<void> => {
  const profile = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  const shelf = join(profile, 'shelf');
  mkdirSync(shelf);
  const ids = (page: number) => Array.from({ length: perPage }, (_, i) => anId(page * perPage + i));
  const sheets = sheetPdf(Array.from({ length: pages }, (_, page) => ids(page)));
  writeFileSync(join(shelf, 'sheets.pdf'), sheets);
  const app = await launch(profile, [`--answer-open=${shelf}`]);
  try {
    const page = await app.firstWindow();
    page.setDefaultTimeout(patienceMs);
    await signIn(page);
    const { tookMs, warmMB, mostMB, found } = await readSheets(app, page);
    printTable([
      ['what', 'value'],
      ['pages of the PDF', pages],
      ['barcodes on them', pages * perPage],
      ['ids found', found],
      ['pages in a second', pages / (tookMs / 1000)],
      [`memory at page ${warmPage}, MB`, warmMB],
      ['most memory after that, MB', mostMB],
    ]);
    printResult({ pages, barcodes: pages * perPage, found, memoryRatio: mostMB / warmMB });
  } finally {
    await app.close();
    await removeFolder(profile);
  }
};

void measure();
