import type { Page } from '@playwright/test';
import { checkAccessible } from './accessible';
import { chosenRow, expect, nameOf, shot, signIn, test } from './support';

const rows = (page: Page) => page.getByRole('option');
/** The last column of each row that is drawn, from above. */
const whys = (page: Page): Promise<readonly string[]> =>
  rows(page).locator('> span:last-child').allInnerTexts();
const order = (page: Page) => page.getByTestId('order');

/** Every download that is due has come. */
const filled = async (page: Page): Promise<void> => {
  await expect(order(page)).toHaveText('Sorted by need.');
  await expect(page.getByRole('button', { name: /^Last download/ })).toBeVisible();
  // The list follows what its tab counts; till then its end is not the end.
  const list = page.getByRole('listbox', { name: /^To check: [1-9]/ });
  await expect
    .poll(() =>
      list.evaluate((shown) => {
        const inner = shown.querySelector('.hf-list__inner')?.clientHeight ?? 0;
        const row = shown.querySelector<HTMLElement>('[role="option"]')?.offsetHeight ?? 1;
        return `To check: ${inner / row}` === shown.getAttribute('aria-label');
      }),
    )
    .toBe(true);
};

test('[TRI-1] [TRI-9] [TRI-10] what waits is sorted by need, says why, and Space takes the next one for the role', async ({
  start,
}) => {
  const { page } = await start();
  await signIn(page);
  await filled(page);
  expect((await whys(page))[0]).toMatch(/due today|expires|item expired/);
  await page.keyboard.press('End');
  await expect.poll(async () => (await whys(page)).at(-1)).toBe('');
  await page.keyboard.press('Home');
  await expect.poll(async () => (await whys(page))[0]).not.toBe('');
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

  const first = await nameOf(chosenRow(page));
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await expect(page.locator('.hf-patient')).toContainText(first);
});

test('[TRI-13] the chosen row stays in view: come back to, in another order, and not forced on whoever scrolled away', async ({
  start,
}) => {
  const { page } = await start();
  await signIn(page);
  await filled(page);
  const patient = () => nameOf(chosenRow(page));
  await page.keyboard.press('End');
  await expect(chosenRow(page)).toBeInViewport();
  const last = await patient();
  await page.keyboard.press('Enter');
  await expect(page.locator('.hf-patient')).toContainText(last);
  await page.keyboard.press('Escape');
  await expect(chosenRow(page)).toBeInViewport();
  expect(await patient()).toBe(last);

  await page.keyboard.press('o');
  await expect(order(page)).toHaveText('Sorted by waiting time.');
  await expect(chosenRow(page)).toBeInViewport();
  expect(await patient()).toBe(last);
  // What came together stands in no order of its own: the last by waiting time is surely far from the first.
  await page.keyboard.press('End');
  await expect(chosenRow(page)).toBeInViewport();
  await page.keyboard.press('o');
  await expect(order(page)).toHaveText('Sorted by need.');
  await expect(chosenRow(page)).toBeInViewport();

  await rows(page).first().hover();
  await page.mouse.wheel(0, -5_000);
  const top = page.locator('#row-0');
  await expect(top).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('o');
  await expect(order(page)).toHaveText('Sorted by waiting time.');
  await expect(chosenRow(page)).toHaveCount(0);
  await expect(top).toBeInViewport();
  await page.keyboard.press('ArrowUp');
  await expect(chosenRow(page)).toBeInViewport();
});

test('[TRI-5] [TRI-6] [TRI-7] [TRI-8] the list of urgent medicines is edited by a pharmacist, on record, and can be undone', async ({
  start,
}) => {
  const { page } = await start();
  await signIn(page);
  await filled(page);
  await page.keyboard.press('F8');
  const panel = page.getByRole('region', { name: 'Urgent medicines' });
  await expect(panel.getByTestId('urgent-changed')).toContainText('a beginning and not advice');
  await panel.getByRole('button', { name: 'Add a kind…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Word on the row').fill('statin');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('Nothing says which medicines are of this kind.');
  await dialog.getByLabel('Words of medicines’ names').fill('atorvastatin');
  await checkAccessible(page);
  await shot(page, 'triage-dialog-1366');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(panel).toContainText('statin is on the list, as its last.');
  await expect(panel.getByTestId('urgent-changed')).toContainText('Changed by Priya Shah');
  await panel.getByRole('heading').scrollIntoViewIfNeeded();
  await checkAccessible(page);
  await shot(page, 'triage-list-1366');

  await page.keyboard.press('F2');
  await expect.poll(() => whys(page).then((found) => found.includes('antibiotic'))).toBe(true);
  await page.keyboard.press('F8');
  await panel.getByRole('button', { name: 'Remove antibiotic' }).click();
  await page.keyboard.press('F2');
  await expect.poll(() => whys(page).then((found) => found.includes('statin'))).toBe(true);
  expect(await whys(page)).not.toContain('antibiotic');
  await page.keyboard.press('F8');
  await panel.getByRole('button', { name: 'Undo the last change' }).click();
  await page.keyboard.press('F2');
  await expect.poll(() => whys(page).then((found) => found.includes('antibiotic'))).toBe(true);

  await page.keyboard.press('Control+l');
  await signIn(page, 'Tom Reed', '2222');
  await page.keyboard.press('Space');
  await expect(page.getByText('Nothing waits for a technician')).toBeVisible();
  await page.keyboard.press('F8');
  await panel.getByRole('button', { name: 'Remove insulin' }).click();
  const notTheirs = panel.getByText(/Saying which medicines cannot wait needs a pharmacist or the manager/);
  await expect(notTheirs).toBeVisible();
  await panel.getByRole('button', { name: 'Close' }).click();
  await panel.getByRole('button', { name: 'Add a kind…' }).click();
  await expect(notTheirs).toBeVisible();
  await expect(dialog).toHaveCount(0);
});
