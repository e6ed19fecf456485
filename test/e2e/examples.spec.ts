import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chosenRow, expect, handedOut, root, shot, signIn, test, workThrough } from './support';

const examples = process.env.EPS_EXAMPLES_DIR ?? join(root, '..', 'shared', 'eps-examples');

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

test('NHS’s own prescriptions are loaded, received, shown and dispensed', async ({ start }) => {
  test.skip(!existsSync(examples), `skipped: no NHS examples at ${examples} (EPS_EXAMPLES_DIR)`);
  test.setTimeout(300_000);
  const { page } = await start([`--prescriptions=${examples}`]);
  await signIn(page);
  await page.keyboard.press('F8');
  await expect(page.getByText(/prescriptions were loaded into the training Spine/)).toBeVisible();
  const loaded = Number(/(\d+) prescriptions were loaded/.exec(await page.locator('main').innerText())?.[1]);
  await page.keyboard.press('F2');
  await expect(page.getByRole('tab', { name: new RegExp(`All ${loaded}`) })).toBeVisible();
  await shot(page, 'examples-1366');
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
