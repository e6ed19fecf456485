import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAccessible } from './accessible';
import { answers, drop, exchangeKeys, makePack, makeShelves } from './pack-shelves';
import { scan } from './scans';
import { expect, handOut, shot, signIn, test } from './support';

test('[DSK-24] the next issue of a repeat comes out of its pack: not before it is due, but by an act of its own', async ({
  start,
  spine,
  profile,
}) => {
  const scripts = await spine.scripts();
  const repeated = new Set(scripts.filter(({ issue }) => issue === 2).map(({ shortId }) => shortId));
  const { shortId } =
    scripts.find((one) => one.issue === 1 && one.status === '0001' && repeated.has(one.shortId)) ?? {};
  if (shortId === undefined) throw new Error('no repeat dispensing among the training scripts');
  const issues = (await spine.entries([shortId])) as readonly { readonly issue?: number }[];
  const shelves = makeShelves(profile);
  const program = await start([...answers(shelves), ...spine.args]);
  const { page } = program;
  await signIn(page);
  await expect(page.getByRole('option', { name: /eRD 1 of/ }).first()).toBeVisible();
  await scan(program, shortId);
  await expect(page.getByTestId('short-id')).toHaveText(shortId);
  await handOut(page);

  await exchangeKeys(page, shelves);
  const second = JSON.stringify(issues.filter(({ issue }) => issue === 2));
  await drop(page, 'p.epspack', readFileSync(makePack(shelves, join(shelves.keys, 'p.epspack'), second)));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Import 1 script' }).click();
  await dialog.getByRole('button', { name: 'Go to the PWAD desk' }).click();
  await expect(page.getByRole('tab', { name: 'To scan 1' })).toBeVisible();
  await spine.faults([{ kind: 'refuse-connection', only: 'any' }]);

  const last = page.getByRole('status', { name: 'Last scan' });
  await scan(program, shortId);
  await expect(last).toContainText(`ISSUE 2 IS NOT DUE YET ${shortId}`);
  await expect(last).toContainText(/Issue 1 of \d was handed out at .* by Priya Shah\. Issue 2 lies in /);
  await checkAccessible(page);
  await shot(page, 'desk-next-issue-1366');
  await page.keyboard.press('l');
  await expect(last).toContainText(`RELEASED OFFLINE ${shortId}`);
  await expect(page.getByRole('tab', { name: 'Released offline 1' })).toBeVisible();
  await page.keyboard.press('o');
  await expect(page.getByText(/2 of \d/).first()).toBeVisible();
  await expect(page.getByText(/This issue is meant to be dispensed from/)).toBeVisible();
  await shot(page, 'desk-next-issue-opened-1366');
});
