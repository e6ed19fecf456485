import { expect, openRow, shot, signIn, test } from './support';

test('[PRX-4] [PRX-6] a technician is refused what needs a pharmacist, and a step before its turn, with a sentence', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page, 'Tom Reed', '2222');
  await openRow(page, 4);
  await expect(page.getByText('The clinical check needs a pharmacist')).toBeVisible();
  await page.keyboard.press('h');
  await expect(page.getByRole('alert')).toContainText(
    'This script is waiting for its clinical check; it cannot be handed out yet.',
  );
  await page.keyboard.press('a');
  await expect(page.getByRole('alert')).toContainText('assembling comes at another time');
  await page.keyboard.press('c');
  await expect(page.getByRole('alert')).toContainText('The clinical check needs a pharmacist');
  await expect(page.getByRole('button', { name: /Return to the Spine/ })).toHaveCount(0);
  await page.keyboard.press('r');
  await expect(page.getByRole('alert')).toContainText('Returning a script needs a pharmacist');
  await page.getByText('Not possible now').click();
  await shot(page, 'not-now-1366');
  expect((await spine.received()).filter((one) => one.path.endsWith('/Task'))).toEqual([]);
});
