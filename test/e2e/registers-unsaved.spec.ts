import type { Page } from '@playwright/test';
import { checkAccessible } from './accessible';
import { scan } from './scans';
import { chosenRow, expect, openRow, shot, signIn, test } from './support';

const delay = { delay: 90 };
const asked = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' });
const family = (page: Page) => page.getByLabel('Family name');

/** A script's work up to where it is handed out. */
const steps = [
  ['c', /Pass the clinical check/],
  ['a', /Assembled/],
  ['v', /Pass the accuracy check/],
] as const;

/** An emergency supply, half written, with the keys in its family name. */
const halfWritten = async (page: Page): Promise<void> => {
  await page.keyboard.press('e');
  await page.keyboard.type('zzyzx marta', delay);
  await expect(page.getByRole('option', { name: /Somebody who is not here/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(family(page)).toBeFocused();
};

test('[DSK-21] a scan, a place’s key or Esc does not throw a half-written supply away', async ({
  start,
  spine,
}) => {
  const program = await start(spine.args);
  const { page } = program;
  await signIn(page);
  const here = await openRow(page, 1);
  await page.keyboard.press('Escape');
  await expect(chosenRow(page)).toBeVisible();
  await halfWritten(page);
  const before = await family(page).inputValue();

  // A script that is here, and one that nobody heard of: both are answered over the form.
  await scan(program, here);
  await expect(page.getByText(/Save this entry or leave it, then scan again/)).toContainText(here);
  await expect(family(page)).toBeFocused();
  await expect(family(page)).toHaveValue(before);
  await shot(page, 'registers-scan-while-filling');
  await scan(program, '24F5DA-A83008-7EFE6Z');
  await expect(page.getByText('24F5DA-A83008-7EFE6Z is not here.')).toBeVisible();
  await expect(family(page)).toBeFocused();

  for (const key of ['F2', 'F9', 'Escape']) {
    await page.keyboard.press(key);
    await expect(asked(page)).toBeVisible();
    if (key === 'F2') await checkAccessible(page);
    await page.keyboard.press('Enter');
    await expect(asked(page)).toBeHidden();
    await expect(family(page)).toHaveValue(before);
    await expect(family(page)).toBeFocused();
  }
  await page.keyboard.press('F2');
  await asked(page).getByRole('button', { name: 'Leave without saving' }).click();
  await expect(chosenRow(page)).toBeVisible();

  // With nothing filled in nothing is asked.
  await page.keyboard.press('e');
  await page.keyboard.press('F2');
  await expect(chosenRow(page)).toBeVisible();
});

test('[DSK-21] a scan does not throw away the part quantities that were chosen on a script', async ({
  start,
  spine,
}) => {
  const program = await start(spine.args);
  const { page } = program;
  await signIn(page);
  const other = await openRow(page, 1);
  await page.keyboard.press('Escape');
  const open = await openRow(page, 0);
  for (const [key, step] of steps) {
    await expect(page.getByRole('button', { name: step })).toBeEnabled();
    await page.keyboard.press(key);
  }
  const item = page.getByRole('group', { name: 'Hand out item 1' });
  await item.getByLabel('Part').check();
  await item.getByLabel(/How many now/).fill('7');
  await scan(program, other);
  await expect(page.getByText(/Save what you chose for this script or leave it/)).toContainText(other);
  await expect(page.getByTestId('short-id')).toHaveText(open);
  await expect(item.getByLabel(/How many now/)).toHaveValue('7');
  await page.keyboard.press('F2');
  await page.keyboard.press('Enter');
  await expect(asked(page)).toBeHidden();
  await expect(item.getByLabel(/How many now/)).toHaveValue('7');
  // As prescribed again, nothing is lost by going.
  await item.getByLabel('All').check();
  await scan(program, other);
  await expect(page.getByTestId('short-id')).toHaveText(other);
});
