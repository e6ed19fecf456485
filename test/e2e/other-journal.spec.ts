import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder } from '../support/folder';
import { chosenRow, expect, handOut, openRow, shot, signIn, test } from './support';

test('[STO-15] [PRX-20] an older journal that was put in place by hand stops the start, and goes on only when a person says so', async ({
  start,
  spine,
  profile,
}) => {
  const first = await start(spine.args);
  await signIn(first.page);
  await expect(chosenRow(first.page)).toBeVisible();
  await first.app.close();
  const names = ['journal', 'journal.head'] as const;
  const older = (name: string): string => join(profile, 'older', name);
  for (const name of names) cpSync(join(profile, name), older(name), { recursive: true });

  const second = await start(spine.args);
  await signIn(second.page);
  await openRow(second.page, 4);
  await handOut(second.page);
  await expect(second.page.getByTestId('message-notification')).toContainText('EPS accepted it');
  await second.app.close();
  await removeFolder(join(profile, 'journal'));
  for (const name of names) cpSync(older(name), join(profile, name), { recursive: true });

  // Nothing in main tells that it is the older one: the index does.
  const { page } = await start(spine.args);
  await expect(page.getByRole('heading', { name: 'Part of the journal is missing' })).toBeVisible();
  await shot(page, 'journal-other-1366');
  await page.getByRole('button', { name: 'Save what can be read' }).click();
  await page.getByRole('button', { name: 'Save up to the damage and open' }).click();
  await expect(page.getByText(/entries of the journal were saved/)).toBeVisible();
  await page.getByRole('button', { name: 'I have read this' }).click();
  await signIn(page);
  await expect(page.getByRole('tab', { name: /To check 0/ })).toBeVisible();
  await expect(page.getByRole('tab', { name: /Needs a person [1-9]/ })).toBeVisible();
});

test('[JRN-9] a copy of a profile is not opened while the profile is, and is once that is closed', async ({
  start,
  spine,
  profile,
}) => {
  const first = await start(spine.args);
  await signIn(first.page);
  await expect(chosenRow(first.page)).toBeVisible();
  const copy = join(profile, 'copy');
  for (const name of ['profile.json', 'keys.json', 'journal', 'journal.head'])
    if (existsSync(join(profile, name))) cpSync(join(profile, name), join(copy, name), { recursive: true });
  const args = [...spine.args, `--profile=${copy}`];
  const second = await start(args);
  await expect(second.page.getByRole('heading', { name: 'A copy of this profile is open' })).toBeVisible();
  await shot(second.page, 'journal-copy-open-1366');
  await second.app.close();
  await first.app.close();
  const third = await start(args);
  await signIn(third.page);
});
