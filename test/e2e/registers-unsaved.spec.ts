import type { Page } from '@playwright/test';
import { checkAccessible } from './accessible';
import { scan } from './scans';
import { chosenRow, expect, openRow, shot, signIn, test } from './support';

const delay = { delay: 90 };
const asked = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' });
const family = (page: Page) => page.getByLabel('Family name');

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
