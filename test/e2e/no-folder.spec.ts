import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, shot, test } from './support';

test('[PRF-8] a folder that takes nothing is not taken for a program that is open: the window says so', async ({
  start,
  profile,
}) => {
  const file = join(profile, 'file');
  writeFileSync(file, '');
  const { page } = await start([`--profile=${join(file, 'training')}`]);
  const heading = page.getByRole('heading', { name: 'The folder of this profile cannot be used' });
  await expect(heading).toBeVisible();
  await expect(page.getByText('that you may write to the folder')).toBeVisible();
  await shot(page, 'profile-unusable-1366');
});
