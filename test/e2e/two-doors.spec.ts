import { chosenRow, expect, handOut, openRow, signIn, test } from './support';

test('[INB-18] where nominated scripts have a door of their own they come through it, and work goes on as ever', async ({
  start,
  spine,
}) => {
  const releases = async () =>
    (await spine.received())
      .filter(({ path }) => path.includes('/Task/$release'))
      .map(({ path, status }) => ({ path: path.replace('/FHIR/R4/Task/', ''), status }));
  await spine.nominatedAt('unattended');
  const { page } = await start(spine.args);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  const [first, ...others] = await releases();
  // Nobody had signed in yet.
  expect(first).toEqual({ path: '$release', status: 403 });
  expect(others.length).toBeGreaterThan(0);
  for (const one of others) expect(one).toEqual({ path: '$release-unattended', status: 200 });
  await openRow(page, 4);
  await handOut(page);
  await expect(page.getByTestId('message-notification')).toContainText('EPS accepted it');
});
