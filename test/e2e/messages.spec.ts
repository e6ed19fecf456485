import { checkAccessible } from './accessible';
import { expect, handOut, openRow, shot, signIn, test } from './support';

const delay = { delay: 90 };
test('[OUT-5] [OUT-10] a message that EPS refuses is parked, and a person takes it over in their name', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await spine.faults([{ kind: 'outcome', code: 'ERROR', only: 'notification', status: 400, times: 1 }]);
  await openRow(page, 4);
  await handOut(page);
  await page.keyboard.press('F6');
  const take = page.getByRole('button', { name: 'Take it over…' });
  await expect(take).toBeVisible();
  await shot(page, 'messages-parked-1366');
  await take.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Take this message over' });
  await expect(dialog.getByLabel('What do you do about it?')).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Take it over in my name' })).toBeDisabled();
  await checkAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(take).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('I ring the service desk at ten', delay);
  await shot(page, 'messages-take-over-1366');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.locator('main')).toContainText('Priya Shah');
  await expect(page.locator('main')).toContainText('I ring the service desk at ten');
  await checkAccessible(page);
  await shot(page, 'messages-taken-over-1366');
});
