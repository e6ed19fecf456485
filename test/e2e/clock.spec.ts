import { checkAccessible } from './accessible';
import { expect, shot, signIn, test } from './support';

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
