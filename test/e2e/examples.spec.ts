import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chosenRow, expect, handOut, root, shot, signIn, test } from './support';

const examples = process.env.EPS_EXAMPLES_DIR ?? join(root, '..', 'shared', 'eps-examples');

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
  let dispensed = 0;
  for (let n = 0; n < loaded; n += 1) {
    const first = page.getByRole('tab', { name: /To check/ });
    if (/To check 0/.test(await first.innerText())) break;
    await expect(chosenRow(page)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('short-id')).toBeVisible();
    await handOut(page);
    await expect(page.getByTestId('message-notification')).toContainText('EPS accepted it');
    dispensed += 1;
    await page.keyboard.press('Escape');
    await expect(first).toHaveText(new RegExp(`To check ${loaded - dispensed}`));
  }
  expect(dispensed).toBe(loaded);
});
