import type { Page } from '@playwright/test';
import { checkAccessible } from './accessible';
import { openCompanion, switches } from './real-profile';
import { expect, shot, signIn, test } from './support';

const sections = (page: Page) => page.getByRole('navigation', { name: 'Sections' }).getByRole('button');

/** The headings of the screen, in its order. */
const headings = (page: Page): Promise<string[]> => page.locator('main h2').allTextContents();

/** Each section is gone to by keys alone, lands in sight below the list, and has the keys. */
const goToEach = async (page: Page, late: string): Promise<void> => {
  // Those that wait for the index come last.
  for (const name of ['This profile', late])
    await expect(page.getByRole('heading', { name, exact: true })).toBeAttached();
  await expect(async () =>
    expect(await sections(page).allTextContents()).toEqual(await headings(page)),
  ).toPass();
  const names = await headings(page);
  for (const [i, name] of names.entries()) {
    await page.keyboard.press('j');
    await expect(sections(page).first()).toBeFocused();
    for (let n = 0; n < i; n += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const heading = page.locator('main h2').nth(i);
    await expect(heading, name).toBeFocused();
    await expect(heading, name).toBeInViewport({ ratio: 1 });
    // Not below what stays in sight over it.
    const isOnTop = await heading.evaluate((one) => {
      const { left, top } = one.getBoundingClientRect();
      return one.contains(document.elementFromPoint(left + 2, top + 2));
    });
    expect(isOnTop, name).toBe(true);
  }
};

test('each section of Settings is gone to by J, arrows and Enter, and Tab goes on from it', async ({
  start,
}) => {
  const { page } = await start();
  await signIn(page);
  await page.keyboard.press('F8');
  await goToEach(page, 'Urgent medicines');
  await page.keyboard.press('j');
  for (const name of ['Recovery packs', 'Backup']) {
    const at = (await headings(page)).indexOf(name);
    await sections(page).nth(at).focus();
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Back up now…' })).toBeFocused();
  await checkAccessible(page);
  await shot(page, 'settings-backup-1366');
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('jump to a section');
});

test('[FIL-6] what came of a backup stands in Settings, though the place was left while it was made', async ({
  start,
  saved,
}) => {
  const { page } = await start(saved.args);
  await signIn(page);
  await page.keyboard.press('F8');
  const panel = page.getByRole('region', { name: 'Backup' });
  await expect(panel.getByText('This profile was never backed up from here.')).toBeVisible();
  await panel.getByRole('button', { name: 'Back up now…' }).click();
  await page.keyboard.press('F2');
  await expect(page.getByRole('tab', { name: /To check/ })).toBeVisible();
  await page.keyboard.press('F8');
  await expect(panel.getByText(/Everything up to entry [\d,]+ is in/)).toBeVisible();
  await expect(panel.getByText(/Last backed up on/)).toBeVisible();
});

test('a training Spine that runs by itself has no levers in Settings, and says so', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await page.keyboard.press('F8');
  await expect(
    page.getByText(/This training Spine runs by itself and is steered from outside/),
  ).toBeVisible();
  await expect(
    page.getByRole('main').getByRole('button', { name: /Broker|Prescribe|recovery pack|Send it/ }),
  ).toHaveCount(0);
  await expect(page.getByText(/to be downloaded/)).toHaveCount(0);
  // [USR-6] Whoever may not change people reads who may, and sets their own PIN.
  await page.keyboard.press('Control+l');
  await signIn(page, 'Tom Reed', '2222');
  await page.keyboard.press('F8');
  const people = page.getByRole('region', { name: 'People' });
  await expect(people).toContainText('Changing people needs a pharmacist or the manager');
  await expect(people.getByRole('button')).toHaveText(['My PIN']);
});

test('a companion’s Settings names its own sections, none of a broker or of the training', async ({
  start,
}) => {
  const { page } = await start(['--kind=companion', ...switches]);
  await openCompanion(page);
  await expect(page.getByText('No script is worked on here', { exact: false })).toBeVisible();
  await page.keyboard.press('F8');
  await goToEach(page, 'Recovery packs');
  await expect(sections(page).filter({ hasText: /Connection|Training|Urgent/ })).toHaveCount(0);
  // [SET-4] Nothing here prints a token.
  await expect(page.getByRole('combobox', { name: 'Labels' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Tokens' })).toHaveCount(0);
});
