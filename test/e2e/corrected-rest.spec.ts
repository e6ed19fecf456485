import { checkAccessible } from './accessible';
import { expect, shot, signIn, test } from './support';

test('[PRX-24] whoever corrects a part reads what that means for the rest in its bag, before it is sent', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await page.keyboard.press('/');
  await page.keyboard.type('smith');
  const found = page.getByRole('listbox', { name: 'Found' });
  await found.getByRole('option').filter({ hasText: 'Metformin 500mg tablets + 1' }).click();
  for (const [key, step] of [
    ['c', /Pass the clinical check/],
    ['a', /Assembled/],
    ['v', /Pass the accuracy check/],
  ] as const) {
    await expect(page.getByRole('button', { name: step })).toBeEnabled();
    await page.keyboard.press(key);
  }
  const first = page.getByRole('group', { name: 'Hand out item 1' });
  await first.getByLabel('Part').check();
  await first.getByLabel(/How many now/).fill('28');
  await page.getByRole('button', { name: /Hand out and notify EPS/ }).click();
  const message = page.getByTestId('message-notification');
  await expect(message).toContainText('EPS accepted it');
  await page.keyboard.press('a');
  await expect(page.getByRole('button', { name: /Pass the accuracy check/ })).toBeEnabled();
  await page.keyboard.press('v');
  await expect(page.getByRole('button', { name: /Hand out and notify EPS/ })).toBeEnabled();

  await page.keyboard.press('m');
  await expect(page.getByText('Say what was really handed out')).toBeVisible();
  const falls = page.getByText('is assembled and checked anew: the correction changes what is owed.');
  await expect(falls).toHaveCount(0);
  await first.getByLabel(/How many/).fill('14');
  await expect(falls).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'correct-under-rest-1366');
  await page.getByRole('button', { name: /Send the correction/ }).click();
  await expect(message.nth(1)).toContainText('EPS accepted it');
  await expect(page.getByRole('button', { name: /The rest is assembled/ })).toBeVisible();
});
