import type { Page } from '@playwright/test';
import { checkAccessible } from './accessible';
import { chosenRow, expect, shot, signIn, test } from './support';

const rows = (page: Page) => page.getByRole('option');
/** The last column of each row that is drawn, from above. */
const whys = (page: Page): Promise<readonly string[]> =>
  rows(page).locator('> span:last-child').allInnerTexts();
const order = (page: Page) => page.getByTestId('order');

/** Every download that is due has come. */
const filled = async (page: Page): Promise<void> => {
  await expect(order(page)).toHaveText('Sorted by need.');
  await expect.poll(() => rows(page).count()).toBeGreaterThan(12);
};

test('[TRI-1] [TRI-9] [TRI-10] what waits is sorted by need, says why, and Space takes the next one for the role', async ({
  start,
}) => {
  const { page } = await start();
  await signIn(page);
  await filled(page);
  const found = await whys(page);
  const firstPlain = found.findIndex((why) => why === '');
  expect(firstPlain).toBeGreaterThan(0);
  expect(found.slice(firstPlain).some((why) => /antibiotic|anticoagulant|controlled/.test(why))).toBe(false);
  await checkAccessible(page);
  await shot(page, 'triage-by-need-1366');

  await page.keyboard.press('o');
  await expect(order(page)).toHaveText('Sorted by waiting time.');
  await shot(page, 'triage-by-waiting-1366');
  await page.reload();
  await signIn(page);
  await expect(order(page)).toHaveText('Sorted by waiting time.');
  await page.keyboard.press('o');
  await filled(page);

  const first = await chosenRow(page).locator('.hf-row__patient').innerText();
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await expect(page.locator('.hf-patient')).toContainText(first);
});
