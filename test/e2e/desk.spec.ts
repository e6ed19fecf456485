import { checkAccessible } from './accessible';
import { expect, openRow, shot, signIn, test } from './support';

test('[DSK-1] [DSK-4] [DSK-14] the desk: held elsewhere is a row with its phone, what is here opens', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  const here = await openRow(page, 3);
  const away = (await spine.scripts()).find((one) => one.status === '0002' && one.holder !== 'FA565');
  if (!away) throw new Error('no script with another pharmacy');
  await page.keyboard.press('F4');
  const box = page.getByLabel(/Scan the next barcode/);
  const last = page.getByRole('status', { name: 'Last scan' });
  await expect(box).toBeFocused();
  await expect(page.getByText(/No script is on the desk/)).toBeVisible();
  await shot(page, 'desk-empty-1366');
  // At the pace of a person, or it would be a scan.
  await page.keyboard.type(away.shortId, { delay: 70 });
  await page.keyboard.press('Enter');
  // The answer of the Spine may be there before this is read.
  await expect(last).toContainText(/REQUEST QUEUED|HELD ELSEWHERE/);
  const row = page.getByTestId('desk-row').filter({ hasText: away.shortId });
  await expect(row).toContainText('with The Other Invented Pharmacy');
  await expect(row).toContainText('01632 960400');
  await expect(row.getByRole('button', { name: /Ask for it/ })).toBeVisible();
  await expect(box).toBeFocused();
  await page.keyboard.type(away.shortId, { delay: 70 });
  await page.keyboard.press('Enter');
  await expect(last).toContainText('WITH THE OTHER INVENTED PHARMACY');
  await shot(page, 'desk-1366');
  await checkAccessible(page);
  await page.keyboard.type(`${away.shortId.slice(0, -1)}${away.shortId.endsWith('A') ? 'B' : 'A'}`, {
    delay: 70,
  });
  await page.keyboard.press('Enter');
  await expect(last).toContainText('NOT A VALID ID');
  await shot(page, 'desk-refused-1366');
  // [DSK-19] A name that somebody types into the box is looked for.
  const find = page.getByLabel(/^Find a row/);
  await page.keyboard.type('Jones', { delay: 90 });
  await expect(find).toHaveValue('Jones');
  await page.keyboard.press('Escape');
  await page.keyboard.type('Ahmed', { delay: 90 });
  await page.keyboard.press('Enter');
  await expect(find).toHaveValue('AHMED');
  await expect(find).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(box).toBeFocused();
  await page.keyboard.type(here, { delay: 70 });
  await page.keyboard.press('Enter');
  await expect(last).toContainText(`HERE ${here}`);
  await page.keyboard.press('o');
  await expect(page.getByTestId('short-id')).toHaveText(here);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Prescriptions with another dispenser' })).toBeVisible();
});
