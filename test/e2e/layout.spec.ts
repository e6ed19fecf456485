import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { anId } from '../support/sheets';
import { drop } from './pack-shelves';
import { chosenRow, expect, openRow, shot, signIn, test } from './support';

/** A common screen, and what is left of it at 125 % and 150 %. */
const sizes = [
  [1366, 768],
  [1280, 720],
  [1092, 614],
  [910, 512],
] as const;

const resize = async (app: ElectronApplication, page: Page, width: number, height: number): Promise<void> => {
  await app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
};

/** Nothing on the screen has to be pushed aside to be read. */
const nothingBeside = async (page: Page, where: string): Promise<void> => {
  for (const part of ['html', 'main', '.hf-list', '.hf-top'])
    for (const one of await page.locator(part).all())
      expect(await one.evaluate((e) => e.scrollWidth - e.clientWidth), `${part} on ${where}`).toBeLessThan(1);
  await expect(page.getByRole('button', { name: /Priya Shah: lock/ })).toBeInViewport({ ratio: 1 });
};

const isCut = (one: Locator): Promise<boolean> => one.evaluate((e) => e.scrollWidth > e.clientWidth + 1);

test('no screen has anything to its side, at 125 % and 150 % neither, and what tells rows apart is whole', async ({
  start,
  spine,
}) => {
  test.setTimeout(120_000);
  const { app, page } = await start([...spine.args, '--watch-pace=60']);
  await signIn(page);
  await expect(page.getByRole('button', { name: /Last download/ })).toBeVisible();
  await expect(chosenRow(page)).toBeVisible();
  for (const [width, height] of sizes) {
    await resize(app, page, width, height);
    for (const key of ['F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9']) {
      await page.keyboard.press(key);
      await expect(page.locator('main h1').first()).toBeAttached();
      await nothingBeside(page, `${key} at ${width}`);
    }
    await page.keyboard.press('F1');
    await expect(page.getByRole('heading', { name: 'Keys' })).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.keyboard.type('garcia', { delay: 90 });
    await expect(page.getByRole('option', { name: /GARCÍA/ }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Another patient' })).toBeVisible();
    await nothingBeside(page, `a supply at ${width}`);
    // Nothing is chosen any more, so nothing is kept.
    await page.getByRole('button', { name: 'Another patient' }).click();
    await page.keyboard.press('F2');
    const row = page
      .getByRole('option')
      .filter({ hasText: /\+ [1-9]/ })
      .first();
    await expect(row).toBeVisible();
    const more = row.locator('.hf-row__items');
    expect(await isCut(more), `how many more, at ${width}`).toBe(false);
    expect(await isCut(row.locator('> span').nth(2)), `the birth date, at ${width}`).toBe(false);
    const long = page.getByRole('option').filter({ hasText: 'FEATHERSTONEHAUGH, Jean-Luc' }).first();
    const given = long.locator('.hf-row__patient > span').nth(1);
    if (width >= 1092)
      expect(await isCut(given), `the given name behind a long surname, at ${width}`).toBe(false);
    const cell = await long.locator('.hf-row__patient').boundingBox();
    const name = await given.boundingBox();
    expect((name?.x ?? 0) + (name?.width ?? 0)).toBeLessThan((cell?.x ?? 0) + (cell?.width ?? 0) + 1);
    await shot(page, `layout-today-${width}`);
    await openRow(page, 3);
    await nothingBeside(page, `a script at ${width}`);
    await shot(page, `layout-script-${width}`);
    await page.keyboard.press('F3');
    await expect(page.getByRole('button', { name: /Record allergies/ })).toBeVisible();
    await nothingBeside(page, `a patient at ${width}`);
    await shot(page, `layout-patient-${width}`);
    await page.keyboard.press('F2');
  }
  // With a long status the way to lock the screen stays.
  await spine.faults([{ kind: 'refuse-connection', only: 'any' }]);
  await expect(page.getByText(/Offline since/)).toBeVisible({ timeout: 90_000 });
  await nothingBeside(page, 'Today, offline');
  await shot(page, 'layout-offline-910');
  // On the second day of an outage it says the date, twice: the search is still wide enough for an id.
  await resize(app, page, 1366, 768);
  await page.locator('.hf-status').evaluate((status) => {
    const date = document.createElement('span');
    date.style.flex = '0 0 560px';
    status.append(date);
  });
  await nothingBeside(page, 'Today, offline for days');
  const search = await page.locator('.hf-search').boundingBox();
  expect(search?.width ?? 0).toBeGreaterThanOrEqual(220);
});

test('each screen begins at its top, and what was answered is in sight wherever one has scrolled to', async ({
  start,
  spine,
}) => {
  const { app, page } = await start(spine.args);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await resize(app, page, 1280, 720);
  const down = () => page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
  await page.keyboard.press('F7');
  await expect(page.getByRole('heading', { name: 'Backlog' })).toBeAttached();
  await down();
  await page.keyboard.press('F8');
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeInViewport();
  // What was looked for covers nothing of where one goes on to, and is there again with the keys.
  await page.keyboard.press('/');
  await page.keyboard.type('nobody', { delay: 90 });
  const found = page.getByText('Nothing here by that name or number.');
  await expect(found).toBeVisible();
  await page.keyboard.press('F2');
  await expect(found).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(found).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F8');

  // The answer stands at the top of its panel, far above the button.
  const urgent = page.getByRole('region', { name: 'Urgent medicines' });
  await urgent.getByRole('button', { name: /Up/ }).last().click();
  await expect(urgent.getByRole('status').filter({ hasText: 'Done:' })).toBeInViewport();

  await page.keyboard.press('e');
  await page.keyboard.type('garcia', { delay: 90 });
  await expect(page.getByRole('option', { name: /GARCÍA/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  // The keys have gone on to what is asked next; letters there are nobody's commands.
  await expect(page.getByLabel('Emergency supply asked for by a prescriber')).toBeFocused();
  await page.getByRole('button', { name: /^Add / }).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Item 1: name, strength, form')).toBeFocused();
  await page.getByRole('button', { name: 'Another item' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Item 2: name, strength, form')).toBeFocused();
  await down();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('Not done:');
  await expect(page.getByRole('alert')).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('F2');

  await openRow(page, 3);
  for (const key of ['c', 'a', 'v']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('status').filter({ hasText: 'Done:' })).toBeInViewport({ ratio: 1 });
  }
  await page.keyboard.press('l');
  await expect(page.getByRole('table', { name: 'Log of this script' })).toBeInViewport();
  await page.keyboard.press('u');
  await expect(page.getByRole('status').filter({ hasText: 'Done:' })).toBeInViewport({ ratio: 1 });
});

test('in high contrast the chosen row is framed, and the open place and tab are told from the others', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await page.emulateMedia({ forcedColors: 'active' });
  await signIn(page);
  const framed = async (row: Locator) => {
    await expect(row).toHaveCSS('outline-style', 'solid');
    await expect(row).toHaveCSS('outline-offset', '-3px');
  };
  const lineOf = (one: Locator, side: string) =>
    one.evaluate((e, name) => getComputedStyle(e).getPropertyValue(name), `border-${side}-color`);
  await framed(chosenRow(page));
  const tabs = page.getByRole('tab');
  expect(await lineOf(tabs.nth(0), 'bottom')).not.toBe(await lineOf(tabs.nth(1), 'bottom'));
  const places = page.locator('.hf-places button');
  expect(await lineOf(places.nth(0), 'left')).not.toBe(await lineOf(places.nth(1), 'left'));
  await page.keyboard.press('F7');
  const queues = page.getByRole('group', { name: 'Which queue' }).getByRole('button');
  expect(await lineOf(queues.nth(0), 'bottom')).not.toBe(await lineOf(queues.nth(1), 'bottom'));
  await page.keyboard.press('F3');
  await expect(page.getByTestId('person-row').first()).toBeVisible();
  await framed(chosenRow(page));
  await page.keyboard.press('Enter');
  await framed(page.getByTestId('patient-script').first());
});

test('[PRX-9] a script of which nothing can be handed out says so before anybody works on it', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await page.getByRole('option').filter({ hasText: 'Diazepam 5mg tablets' }).first().click();
  await expect(page.getByText('It must not be supplied.')).toBeVisible();
  const what = page.getByRole('complementary', { name: 'What to do' });
  await expect(what).toContainText('Every item of this script is cancelled or past its last day');
  await expect(what).toContainText(
    'Record it as not dispensed where an item is past its last day, return it',
  );
  await expect(what.getByRole('button', { name: /Record as not dispensed/ })).toBeVisible();
  await expect(what.getByRole('button', { name: /Pass the clinical check/ })).toHaveCount(0);
  // [LBL-7] What no label could be about is not offered one.
  await expect(page.getByRole('group', { name: 'Print' }).getByRole('button')).toHaveText([/Print token/]);
  await page.keyboard.press('c');
  await expect(page.getByText('Clinical check passed')).toHaveCount(0);
});

test('[DSK-1] the row that the keys act on stays in sight', async ({ start, spine }) => {
  const { app, page } = await start(spine.args);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await resize(app, page, 1280, 720);
  await page.keyboard.press('F4');
  const ids = Array.from({ length: 40 }, (_, n) => anId(n)).join('\n');
  await drop(page, 'forty.txt', Buffer.from(ids));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Put 40/ }).click();
  await dialog.getByRole('button', { name: 'Go to the PWAD desk' }).click();
  await expect(page.getByTestId('desk-row').first()).toBeVisible();
  const chosen = page.locator('.hf-desk__chosen');
  for (let i = 0; i < 25; i += 1) {
    await page.keyboard.press('ArrowDown');
    await expect(chosen).toBeInViewport({ ratio: 1 });
  }
  for (let i = 0; i < 24; i += 1) await page.keyboard.press('ArrowUp');
  await expect(chosen).toContainText(anId(0));
  await expect(chosen).toBeInViewport({ ratio: 1 });
});
