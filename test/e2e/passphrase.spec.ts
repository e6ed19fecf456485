import { checkAccessible } from './accessible';
import { openCompanion, passphrase, protect, switches } from './real-profile';
import { expect, shot, test } from './support';

test('[KEY-7] whoever forgot the passphrase opens with the recovery code, by keys alone, and chooses another once', async ({
  start,
}) => {
  const args = ['--kind=companion', ...switches, '--password-store=basic'];
  const first = await start(args);
  const code = await protect(first.page);
  await expect(first.page.getByRole('heading', { name: 'Add the first person' })).toBeVisible();
  await first.app.close();

  const { app, page } = await start(args);
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type(code.toLowerCase());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Choose a new passphrase' })).toBeVisible();
  await expect(page.getByLabel('New passphrase')).toBeFocused();
  await checkAccessible(page);
  await shot(page, 'renew-passphrase-1366');
  await page.keyboard.type('short');
  await page.keyboard.press('Tab');
  await page.keyboard.type('short');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Choose a longer one');
  await shot(page, 'renew-passphrase-refused-1366');
  await page.getByLabel('New passphrase').fill('staple and paper clip');
  await page.getByLabel('The same once more').fill('staple and paper clip');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Add the first person' })).toBeVisible();
  await app.close();

  const again = await start(args);
  await again.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await again.page.keyboard.press('Enter');
  await expect(again.page.getByRole('alert')).toContainText('That is not the passphrase');
  await again.page.getByLabel('Passphrase', { exact: true }).fill('staple and paper clip');
  await again.page.keyboard.press('Enter');
  await expect(again.page.getByRole('heading', { name: 'Add the first person' })).toBeVisible();
});

test('[KEY-9] the passphrase is changed by keys alone, is on record, and opens the next start', async ({
  start,
}) => {
  const args = ['--kind=companion', ...switches, '--password-store=basic'];
  const { app, page } = await start(args);
  await openCompanion(page);
  const panel = page.getByRole('region', { name: 'Opening this profile' });
  await expect(page.getByText('No script is worked on here', { exact: false })).toBeVisible();
  await page.keyboard.press('F8');
  await expect(panel).toContainText('A passphrase opens this profile at each start.');
  await panel.getByRole('button', { name: /Change the passphrase/ }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Change the passphrase' });
  await expect(dialog.getByLabel('Present passphrase')).toBeFocused();
  const next = 'staple and paper clip';
  const type = async (...typed: readonly string[]) => {
    await dialog.getByLabel('Present passphrase').focus();
    for (const text of typed) {
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text, { delay: 60 });
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
  };
  await type('wrong horse battery', next, next);
  await expect(dialog.getByRole('alert')).toContainText('That is not the passphrase of this profile.');
  await checkAccessible(page);
  await shot(page, 'passphrase-refused-1366');
  await type(passphrase, next, next);
  await expect(dialog).toBeHidden();
  await expect(panel).toContainText('The new passphrase opens this profile from the next start on.');
  await expect(panel).toContainText('The passphrase was changed by Ann Lee on');
  await shot(page, 'passphrase-changed-1366');
  await app.close();
  const again = await start(args);
  await again.page.getByLabel('Passphrase', { exact: true }).fill(next);
  await again.page.keyboard.press('Enter');
  await expect(again.page.getByText('Who is here?')).toBeVisible();
});
