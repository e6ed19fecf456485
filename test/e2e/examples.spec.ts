import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chosenRow, expect, handedOut, root, shot, signIn, test, workThrough } from './support';

const examples = process.env.EPS_EXAMPLES_DIR ?? join(root, '..', 'shared', 'eps-examples');

type Start = Parameters<Parameters<typeof test>[2]>[0]['start'];

/** NHS’s patients have the same medicines on several scripts, so these are held; here each is meant to be supplied. */
const letAllGoOn = async (page: Page, most: number): Promise<void> => {
  await page.keyboard.press('F9');
  const open = page.getByTestId('register-row').filter({ hasText: 'duplicate?' });
  await expect(open.first()).toBeVisible();
  for (let n = 0; n < most && (await open.count()) > 0; n += 1) {
    const before = await open.count();
    await open.first().click();
    const why = page.getByLabel('Why are both meant to be supplied?');
    // The pair may be drawn anew while its second script is still being opened.
    await expect(async () => {
      await page.getByRole('button', { name: /Different supplies: both go on/ }).click({ timeout: 2_000 });
      await expect(why).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await why.fill('They are examples.');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /Different supplies/ })).toBeHidden();
    await page.keyboard.press('F9');
    await expect(open).toHaveCount(before - 1);
  }
};

/** Of a few scripts a few pairs are asked about; of all of them each with each. */
const fewExamples = join(
  examples,
  ...['examples', 'primary-care', 'acute', 'nominated-pharmacy', 'medical-prescriber'],
);

/** Starts with the prescriptions of a folder, all of which are received; how many. */
const load = async (
  start: Start,
  folder: string,
): Promise<{ readonly page: Page; readonly loaded: number }> => {
  test.skip(!existsSync(folder), `skipped: no NHS examples at ${folder} (EPS_EXAMPLES_DIR)`);
  const { page } = await start([`--prescriptions=${folder}`]);
  await signIn(page);
  await page.keyboard.press('F8');
  await expect(page.getByText(/prescriptions were loaded into the training Spine/)).toBeVisible();
  const loaded = Number(/(\d+) prescriptions were loaded/.exec(await page.locator('main').innerText())?.[1]);
  await page.keyboard.press('F2');
  await expect(page.getByRole('tab', { name: new RegExp(`All ${loaded}`) })).toBeVisible();
  return { page, loaded };
};

test('NHS’s own prescriptions are loaded, received, and each is shown', async ({ start }) => {
  test.setTimeout(120_000);
  const { page, loaded } = await load(start, examples);
  await shot(page, 'examples-1366');
  await page.getByRole('tab', { name: /^All/ }).click();
  await expect(chosenRow(page)).toBeVisible();
  const seen = new Set<string>();
  for (let n = 0; n < loaded; n += 1) {
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('short-id')).toBeVisible();
    seen.add(await page.locator('main').innerText());
    await page.keyboard.press('Escape');
    await expect(chosenRow(page)).toBeVisible();
    await page.keyboard.press('ArrowDown');
  }
  expect(seen.size).toBe(loaded);
});

test('NHS’s own prescriptions of one patient are compared, and dispensed', async ({ start }) => {
  test.setTimeout(180_000);
  const { page, loaded } = await load(start, fewExamples);
  await letAllGoOn(page, 4 * loaded);
  await page.keyboard.press('F2');
  await expect(page.getByRole('tab', { name: new RegExp(`To check ${loaded}`) })).toBeVisible();
  let dispensed = 0;
  for (let n = 0; n < loaded; n += 1) {
    const first = page.getByRole('tab', { name: /To check/ });
    if (/To check 0/.test(await first.innerText())) break;
    await expect(chosenRow(page)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('short-id')).toBeVisible();
    await workThrough(page);
    const another = page.getByText(/nobody has compared the two yet/);
    await expect(handedOut(page).or(another)).toBeVisible();
    // A third script of the same medicines is compared with each of the others, one at a time.
    for (let pair = 0; pair < loaded && (await another.isVisible()); pair += 1) {
      await letAllGoOn(page, loaded);
      await page.keyboard.press('F2');
      await page.getByRole('tab', { name: /Ready 1/ }).click();
      await expect(chosenRow(page)).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('short-id')).toBeVisible();
      await page.keyboard.press('h');
      await expect(handedOut(page).or(another)).toBeVisible();
    }
    await expect(page.getByTestId('message-notification')).toContainText('EPS accepted it');
    dispensed += 1;
    await page.keyboard.press('Escape');
    await first.click();
    await expect(first).toHaveText(new RegExp(`To check ${loaded - dispensed}`));
  }
  expect(dispensed).toBe(loaded);
});
