import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { drawPdf } from '../support/pdf';
import { checkAccessible } from './accessible';
import { jobsOf, plugIn } from './printers';
import { expect, openRow, shot, signIn, test } from './support';

const panel = (page: Page) => page.getByRole('region', { name: 'Printers' });

/** By keyboard alone: the list has the keys, and its letters choose. */
const choose = async (page: Page, use: string, printer: string): Promise<void> => {
  const list = panel(page).getByLabel(use);
  await list.focus();
  await page.keyboard.type(printer, { delay: 80 });
  await expect(list).toHaveValue(printer);
};

const lastLines = async (page: Page): Promise<readonly string[]> => {
  const log = page.getByRole('table', { name: 'Log of this script' });
  await expect(log).toBeVisible();
  return (await log.getByRole('row').allInnerTexts()).slice(-2);
};

test('[PRT-5] [PRT-6] a printer is chosen for each use, kept, and used without a question', async ({
  start,
}) => {
  const first = await start();
  await plugIn(first.app, ['Office', 'Zebra']);
  await signIn(first.page);
  await first.page.keyboard.press('F8');
  await expect(panel(first.page).getByLabel('Tokens')).toHaveValue('');
  await choose(first.page, 'Tokens', 'Office');
  await choose(first.page, 'Labels', 'Zebra');
  await panel(first.page).scrollIntoViewIfNeeded();
  await checkAccessible(first.page);
  await shot(first.page, 'printers-1366');
  await first.app.close();
  const { app, page } = await start();
  await plugIn(app, ['Office', 'Zebra']);
  await signIn(page);
  await page.keyboard.press('F8');
  await expect(panel(page).getByLabel('Tokens')).toHaveValue('Office');
  await page.keyboard.press('b');
  await page.getByRole('button', { name: 'Print the set-up codes' }).press('Enter');
  await expect(page.getByText('Sent to the printer chosen in the print window.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  await openRow(page, 4);
  await page.keyboard.press('t');
  await expect(page.getByText('Sent to Office.')).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByText('Sent to Zebra.')).toBeVisible();
  expect(await jobsOf(app)).toEqual([
    { silent: false, deviceName: '' },
    { silent: true, deviceName: 'Office' },
    { silent: true, deviceName: 'Zebra' },
  ]);
});

test('[PRT-5] [PRN-1] [PRN-3] [PRN-4] prints are in the log, a token’s reprint is told, a printer that is gone is said', async ({
  start,
  saved,
}) => {
  const { app, page } = await start(saved.args);
  await plugIn(app, ['Office', 'Zebra']);
  await signIn(page);
  await page.keyboard.press('F8');
  await choose(page, 'Tokens', 'Office');
  await page.keyboard.press('F2');
  await openRow(page, 4);
  await page.keyboard.press('l');
  await page.keyboard.press('t');
  await expect(page.getByText('Done: Sent to Office.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print token again' })).toBeVisible();
  await page.keyboard.press('t');
  await expect(
    page.getByText(/A reprint, copy 2: the one before was printed on .* by Priya Shah\./),
  ).toBeVisible();
  await expect
    .poll(() => lastLines(page))
    .toEqual([
      expect.stringMatching(/Dispensing token, reprint \(copy 2\): asked for on paper\.\s+Priya Shah/),
      expect.stringMatching(/Dispensing token: sent to Office\.\s+Priya Shah/),
    ]);
  await checkAccessible(page);
  await shot(page, 'prints-log-1366');
  await plugIn(app, ['Office', 'Zebra'], 'Print job failed');
  await page.keyboard.press('t');
  await expect(page.getByRole('alert').getByText('The printer Office did not take the page.')).toBeVisible();
  await expect
    .poll(() => lastLines(page))
    .toEqual([
      expect.stringMatching(/reprint \(copy 3\): asked for on paper/),
      expect.stringMatching(/not printed\. The printer Office did not take the page\./),
    ]);
  await plugIn(app, ['Zebra']);
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('The printer Office, chosen for this, is not connected');
  await shot(page, 'printer-gone-1366');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Done: Saved as .* A reprint, copy 3/)).toBeVisible();
  const [file = ''] = readdirSync(saved.folder);
  const [paper] = await drawPdf(readFileSync(join(saved.folder, file)));
  expect(paper?.text).toContain('REPRINT, copy 3.');
  await page.keyboard.press('F8');
  await expect(panel(page).getByRole('status')).toContainText('Office, chosen for tokens');
  await checkAccessible(page);
  await panel(page).scrollIntoViewIfNeeded();
  await shot(page, 'printers-gone-1366');
  await plugIn(app, ['Zebra'], 'Print job canceled');
  await page.keyboard.press('F2');
  await openRow(page, 4);
  await page.keyboard.press('l');
  await page.keyboard.press('p');
  await expect
    .poll(() => lastLines(page))
    .toEqual([
      expect.stringMatching(/Dispensing labels: asked for on paper/),
      expect.stringMatching(/Dispensing labels: stopped by hand, not printed/),
    ]);
});
