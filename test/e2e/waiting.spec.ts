import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { drawPdf } from '../support/pdf';
import { checkAccessible } from './accessible';
import { chosenRow, expect, nameOf, handOut, openRow, shot, signIn, test } from './support';

const panel = (page: Page) => page.getByRole('region', { name: /What waits, by need/ });
const count = (page: Page) => panel(page).locator('.hf-count');

test('[TRI-11] [TRI-12] what waits stands by need on the outage screen and goes on paper, by keyboard alone', async ({
  start,
  saved,
}) => {
  test.setTimeout(150_000);
  const { page } = await start(saved.args);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await page.keyboard.press('F7');
  await expect(count(page)).not.toHaveText('0');
  await checkAccessible(page);
  await shot(page, 'waiting-1366');

  const insulin = panel(page).getByRole('button', { name: /^Insulin/ });
  await insulin.focus();
  await page.keyboard.press('Enter');
  const rows = panel(page).getByTestId('waiting-row');
  await expect(rows.first()).toContainText(/insulin/i);
  await expect(page.locator('html')).toHaveJSProperty('scrollWidth', 1366);
  await checkAccessible(page);
  await shot(page, 'waiting-insulin-1366');

  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog', { name: 'What waits, by need, on paper' });
  await expect(dialog.getByLabel(/Those that stand before others/)).toBeChecked();
  await checkAccessible(page);
  await shot(page, 'waiting-dialog-1366');
  // There is no printer here: the sheet is not lost, and what to do stands in the dialog.
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText(/PDF/);
  await dialog.getByLabel(/Everything that waits/).focus();
  await page.keyboard.press('Space');
  await dialog.getByRole('button', { name: 'Save as PDF' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Saved as What waits/)).toBeVisible();
  const total = await count(page).innerText();
  const [file = ''] = readdirSync(saved.folder);
  expect(file).toMatch(/^What waits by need \d\d-\w{3}-\d{4}\.pdf$/);
  const pages = await drawPdf(readFileSync(join(saved.folder, file)));
  const text = pages.map((one) => one.text).join(' ');
  for (const one of pages) expect(one.text).toContain('TRAINING');
  expect(text).toContain(`What waits, by need: ${total} scripts`);
  expect(text).toContain('Everything that waits is on it.');
  expect(text).toMatch(/Insulin: \d/);

  await insulin.focus();
  await page.keyboard.press('Tab');
  for (let i = 0; i < 20 && !(await rows.first().evaluate((one) => one === document.activeElement)); i += 1)
    await page.keyboard.press('Tab');
  const name = await nameOf(rows.first());
  await page.keyboard.press('Enter');
  await expect(page.locator('.hf-patient')).toContainText(name);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeVisible();

  await page.keyboard.press('F2');
  await openRow(page, 4);
  await handOut(page);
  await page.keyboard.press('F7');
  await expect(count(page)).toHaveText(String(Number(total) - 1));

  await page.keyboard.press('F9');
  await page.keyboard.press('p');
  const prints = page.getByTestId('print-row');
  await expect(prints).toHaveCount(2);
  await expect(prints.first()).toContainText(/List of what waits, by need.*Priya Shah.*saved as PDF/);
  await expect(prints.nth(1)).toContainText(/not printed.*printer/);
  await checkAccessible(page);
  await shot(page, 'registers-prints-1366');
  await page.keyboard.press('ArrowLeft');
  await expect(prints).toHaveCount(0);
  await expect(page.getByText(/No list, sheet or report was printed on/)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(prints).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Registers', exact: true })).toBeVisible();
});

test('[TRI-12] where nothing waits nothing is offered for print, and it says so', async ({
  start,
  spine,
}) => {
  await spine.faults([{ kind: 'refuse-connection', only: 'any' }]);
  const { page } = await start(spine.args);
  await signIn(page);
  await page.keyboard.press('F7');
  await expect(count(page)).toHaveText('0');
  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog', { name: 'What waits, by need, on paper' });
  await expect(dialog).toContainText('Nothing waits, so there is nothing to print.');
  await expect(dialog.getByRole('button', { name: /Print it/ })).toBeDisabled();
  await expect(dialog.getByRole('button', { name: 'Save as PDF' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
