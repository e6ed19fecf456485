import type { Page } from '@playwright/test';
import { checkAccessible } from './accessible';
import { scan } from './scans';
import { chosenRow, expect, openRow, shot, signIn, test } from './support';

const box = (page: Page) => page.getByRole('combobox', { name: 'Search or scan anything' });

test('[SCN-2] [SCN-3] a scan anywhere opens the script, and its keys do nothing else', async ({ start }) => {
  const program = await start();
  const { page } = program;
  await signIn(page);
  const first = await openRow(page, 4);
  await page.keyboard.press('Escape');
  await expect(chosenRow(page)).toBeVisible();
  const second = await openRow(page, 2);
  expect(second).not.toBe(first);
  // On the screen of one script, where C, A, D and F are near to keys that act.
  await scan(program, first);
  await expect(page.getByTestId('short-id')).toHaveText(first);
  await expect(page.getByRole('button', { name: /Pass the clinical check/ })).toBeEnabled();
  await page.keyboard.press('F6');
  await expect(page.getByRole('heading', { name: 'Messages' })).toBeVisible();
  await scan(program, second.toLowerCase().replace(/-/g, ''), 'Tab');
  await expect(page.getByTestId('short-id')).toHaveText(second);
  await page.keyboard.press('F8');
  await scan(program, first, '');
  await expect(page.getByTestId('short-id')).toHaveText(first);
});

test('[SCN-1] [SCN-2] a field keeps what was typed and nothing of the scan', async ({ start }) => {
  const program = await start();
  const { page } = program;
  await signIn(page);
  const first = await openRow(page, 4);
  await page.keyboard.press('Escape');
  await expect(chosenRow(page)).toBeVisible();
  await page.keyboard.press('/');
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('Oka', { delay: 120 });
  await scan(program, first);
  await expect(page.getByTestId('short-id')).toHaveText(first);
  await expect(box(page)).toHaveValue('Oka');
  await page.keyboard.type('for', { delay: 120 });
  await expect(box(page)).toHaveValue('Okafor');
  // Quick fingers: a command and the first letters within one gap.
  await page.keyboard.press('Escape');
  await page.keyboard.type('/smi', { delay: 10 });
  await expect(box(page)).toHaveValue('smi');
});

test('[SCN-5] [SCN-12] what cannot be taken is said, and changes nothing', async ({ start }) => {
  const program = await start();
  const { page } = program;
  await expect(page.getByText('Who is here?')).toBeVisible();
  await scan(program, '24F5DA-A83008-7EFE6Z');
  await expect(page.getByText(/Nobody is signed in, so the scan was not taken/)).toBeVisible();
  await signIn(page);
  const first = await openRow(page, 4);
  const wrong = `${first.slice(0, -1)}${first.endsWith('A') ? 'B' : 'A'}`;
  await scan(program, wrong);
  await expect(page.getByText(/is not a prescription id/)).toBeVisible();
  await shot(page, 'scan-wrong-1366');
  await expect(page.getByTestId('short-id')).toHaveText(first);
  await scan(program, '5012345678900');
  await expect(page.getByText(/Pack 05012345678900\. Holdfast has no list/)).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog')).toBeVisible();
  await scan(program, first);
  await expect(page.getByText(/A question is open/)).toBeVisible();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await scan(program, '24F5DA-A83008-7EFE6Z');
  await expect(box(page)).toHaveValue('24F5DA-A83008-7EFE6Z');
  await expect(page.getByText(/is not here\. Enter asks the Spine for it/)).toBeVisible();
  await shot(page, 'scan-not-here-1366');
  await checkAccessible(page);
});

test('[STO-9] a search that found nothing finds what came meanwhile, without another key', async ({
  start,
  spine,
}) => {
  const program = await start(spine.args);
  const { page } = program;
  await signIn(page);
  await expect(page.getByRole('button', { name: /Last download/ })).toBeVisible();
  const before = (await spine.scripts()).map(({ shortId }) => shortId);
  await spine.prescribe(1);
  const fresh = (await spine.scripts()).find(({ shortId }) => !before.includes(shortId))?.shortId ?? '';
  await page.keyboard.press('F4');
  await box(page).fill(fresh.slice(0, 13));
  await expect(page.getByText('Nothing here by that name or number.')).toBeVisible();
  await box(page).blur();
  // The desk asks the Spine for it; nothing is typed into the box again.
  await scan(program, fresh);
  await box(page).focus();
  await expect(page.getByRole('option', { name: new RegExp(fresh) })).toBeVisible();
  await shot(page, 'search-came-1366');
  await box(page).press('Enter');
  await expect(page.getByTestId('short-id')).toHaveText(fresh);
});
