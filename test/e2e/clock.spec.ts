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

test('[WAT-17] with a wrong clock whoever records a script as not dispensed reads which time EPS is told', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await expect(page.getByRole('complementary', { name: 'Clock of this computer' })).toBeVisible();
  await openRow(page, 4);
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: /as not dispensed\?/ });
  await expect(dialog).toContainText(/The time that it is told is .*, by the other clock/);
  await checkAccessible(page);
  await shot(page, 'clock-not-dispensed-1366');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('[USC-2] with a wrong clock a supply without the script is asked about as a hand-out is', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  const line = page.getByRole('complementary', { name: 'Clock of this computer' });
  await expect(line).toContainText('3 hours behind the broker’s');
  await page.keyboard.press('F9');
  await page.keyboard.press('e');
  const asked = page.getByRole('region', { name: 'Time of the supply' });
  await expect(asked).toContainText('The register keeps the time below');
  await expect(asked).toContainText('By the other clock. This computer shows');
  await asked.scrollIntoViewIfNeeded();
  await checkAccessible(page);
  await shot(page, 'clock-supply-1366');
  await page.getByRole('button', { name: /Refuse it/ }).click();
  await expect(asked).toContainText('The record keeps the time below');
  await asked.scrollIntoViewIfNeeded();
  await shot(page, 'clock-refusal-1366');
});

test('[OUT-14] a hand-out time is put right before anything was sent: the message that waited is never sent', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  const messages = page.getByTestId('message-notification');
  const dialog = page.getByRole('dialog', { name: /Put the hand-out time of .* right\?/ });
  await signIn(page);
  await expect(page.getByRole('complementary', { name: 'Clock of this computer' })).toBeVisible();
  const shortId = await openRow(page, 4);
  await workUpTo(page, 'h');
  await spine.faults([{ kind: 'refuse-connection', only: 'any' }]);
  // The first part is tried at once, in vain; what follows waits behind it.
  await page.getByRole('radio', { name: 'Part' }).first().check();
  await page
    .getByLabel(/How many now/)
    .first()
    .fill('1');
  await page.keyboard.press('Tab');
  await page.keyboard.press('h');
  await expect(page.getByText('Handed out in part; the rest is owed.')).toBeVisible();
  await expect(messages.first()).toContainText('It may or may not have arrived');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.keyboard.press('h');
  await expect(handedOut(page)).toBeVisible();
  await expect(messages.last()).toContainText('For the message before it');

  await page.keyboard.press('m');
  await expect(dialog).toContainText('was never sent');
  await expect(dialog.getByRole('button', { name: 'Send the true time' })).toBeDisabled();
  const when = dialog.getByLabel('Handed out at');
  const recorded = await when.inputValue();
  await when.fill(new Date(Date.parse(`${recorded}:00Z`) - 3600_000).toISOString().slice(0, 16));
  await expect(dialog).toContainText('needs a reason.');
  await checkAccessible(page);
  await page.keyboard.press('Tab');
  await dialog.getByLabel('Why is it another time?').focus();
  await page.keyboard.type('The clock on the wall was right', { delay: 20 });
  await shot(page, 'clock-never-sent-1366');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The hand-out time was put right.')).toBeVisible();
  await expect(messages).toHaveCount(3);
  await expect(messages.nth(1)).toContainText('Never sent; one with another hand-out time took its place');
  await shot(page, 'clock-recalled-1366');

  await spine.faults([]);
  await expect(messages.first()).toContainText('EPS accepted it', { timeout: 60_000 });
  await expect(messages.last()).toContainText('EPS accepted it', { timeout: 60_000 });
  const script = (await spine.scripts()).find((one) => one.shortId === shortId);
  expect(script?.applied).toHaveLength(2);
  await page.keyboard.press('l');
  await expect(page.getByText('Recalled before any attempt to send it')).toBeVisible();
  await expect(page.getByText(/not at .*: The clock on the wall was right\./)).toBeVisible();
});
