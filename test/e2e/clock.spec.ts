import { checkAccessible } from './accessible';
import { expect, handOut, handedOut, openRow, shot, signIn, test, workUpTo } from './support';

test.use({ spineAheadMs: 3 * 3600_000 });

test('[WAT-16] a clock that is hours off is said on every screen, also on a locked one, with what to do', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  const line = page.getByRole('complementary', { name: 'Clock of this computer' });
  await expect(line).toContainText('This computer’s clock is 3 hours behind the broker’s.');
  await expect(line).toContainText('Set date, time and time zone (UK)');
  await checkAccessible(page);
  await shot(page, 'clock-locked');
  await signIn(page);
  await expect(line).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'clock-today');
});

test('[PRX-22] with a wrong clock the hand-out asks when it is, and what EPS refuses is told anew with the true time', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  const asked = page.getByRole('region', { name: 'Hand-out time' });
  const when = asked.getByLabel('Handed out at');
  const message = page.getByTestId('message-notification');
  await signIn(page);
  await expect(page.getByRole('complementary', { name: 'Clock of this computer' })).toBeVisible();
  await openRow(page, 4);
  await workUpTo(page, 'h');
  await expect(asked).toContainText('EPS is told the time below and keeps it');
  await expect(asked).toContainText('By the other clock. This computer shows');
  await checkAccessible(page);
  await shot(page, 'clock-hand-out-1366');
  await page.keyboard.press('h');
  await expect(handedOut(page)).toBeVisible();
  await expect(message).toContainText('EPS accepted it');
  await page.keyboard.press('l');
  await expect(page.getByText(/By Priya Shah it was at .*, not at /)).toBeVisible();

  await page.keyboard.press('Escape');
  await spine.faults([
    { kind: 'outcome', code: 'INVALID_MESSAGE', only: 'notification', status: 400, times: 1 },
  ]);
  await openRow(page, 4);
  await handOut(page);
  await expect(message).toContainText('needs a person');
  await page.keyboard.press('m');
  const told = await when.inputValue();
  const truly = new Date(Date.parse(`${told}:00Z`) - 3600_000).toISOString().slice(0, 16);
  await when.fill(truly);
  // Without a reason the domain refuses, and says so before anything is sent.
  await expect(page.getByText('needs a reason.')).toBeVisible();
  await asked.getByLabel('Why is it another time?').focus();
  await page.keyboard.type('The clock on the wall was right', { delay: 20 });
  await checkAccessible(page);
  await shot(page, 'clock-true-time-1366');
  await page.keyboard.press('Tab');
  await page.keyboard.press('h');
  await expect(message.last()).toContainText('EPS accepted it');
  await expect(message.first()).toContainText('a corrected one took its place');
  await expect(asked).toHaveCount(0);
});
