import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAccessible } from './accessible';
import { expect, shot, signIn, test } from './support';

/** So many drills that were begun, each an hour after the one before. */
const begin = (profile: string, count: number): void => {
  for (let n = 1; n <= count; n += 1) {
    const folder = join(profile, 'drills', `june-2016-${n}`);
    mkdirSync(folder, { recursive: true });
    const place = join(folder, 'drill.json');
    writeFileSync(place, JSON.stringify({ v: 1, scenario: 'june-2016', seed: 100 + n, supplies: 40 }));
    const at = Date.UTC(2026, 9, 1, n) / 1000;
    utimesSync(place, at, at);
  }
};

test('[DRL-10] of many drills the last are shown, and one that is not wanted is removed by keys alone, asked once', async ({
  start,
  profile,
}) => {
  begin(profile, 40);
  const { page } = await start();
  await signIn(page);
  await page.keyboard.press('F8');
  const heading = page.getByRole('heading', { name: /^Drills that were begun/ });
  await expect(heading).toHaveText('Drills that were begun (40)');
  const rows = page.getByRole('row', { name: /^June 2016 Number/ });
  await expect(rows).toHaveCount(5);
  await expect(rows.first()).toContainText('Number 140');

  const remove = rows.nth(1).getByRole('button', { name: /^Remove/ });
  await remove.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Remove June 2016, number 139?' });
  // The dangerous one is not the first.
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await checkAccessible(page);
  await shot(page, 'drill-remove-1366');
  await page.keyboard.press('Escape');
  await expect(remove).toBeFocused();
  expect(readdirSync(join(profile, 'drills'))).toHaveLength(40);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText('Drills that were begun (39)');
  await expect(heading).toBeFocused();
  await expect(page.getByText('June 2016, number 139 was removed.')).toBeVisible();
  expect(readdirSync(join(profile, 'drills'))).not.toContain('june-2016-39');
  expect(readdirSync(join(profile, 'drills'))).toHaveLength(39);

  await shot(page, 'drill-begun-many-1366');
  await page.getByRole('button', { name: 'Show all 39' }).focus();
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(39);
  await page.getByRole('button', { name: 'Show the last 5' }).scrollIntoViewIfNeeded();
  await checkAccessible(page);
  await shot(page, 'drill-begun-all-1366');
});
