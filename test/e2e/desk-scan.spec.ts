import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { checkAccessible } from './accessible';
import { answers, drop, exchangeKeys, makePack, makeShelves } from './pack-shelves';
import { scan } from './scans';
import { expect, openRow, shot, signIn, test } from './support';

const us = 'FA565';
const last = (page: Page) => page.getByRole('status', { name: 'Last scan' });
const tab = (page: Page, name: string) => page.getByRole('tab', { name });

test('[SCN-28] scans at the desk and away from it, each answered', async ({ start, spine, profile }) => {
  await spine.swallow(3);
  const all = await spine.scripts();
  const ids = all
    .filter(({ status, holder }) => status === '0002' && holder === us)
    .map((one) => one.shortId);
  const [first = ''] = ids;
  const entries = JSON.stringify(await spine.entries(ids));
  const shelves = makeShelves(profile);
  const program = await start([...answers(shelves), ...spine.args]);
  const { page } = program;
  await signIn(page);
  const here = await openRow(page, 3);
  await exchangeKeys(page, shelves);
  await drop(page, 'p.epspack', readFileSync(makePack(shelves, join(shelves.keys, 'p.epspack'), entries)));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Import 3 scripts' }).click();
  await dialog.getByRole('button', { name: 'Go to the PWAD desk' }).click();
  await expect(tab(page, 'To scan 3')).toBeVisible();
  await spine.faults([{ kind: 'refuse-connection', only: 'any' }]);

  // Over another patient's open script.
  await page.keyboard.press('F2');
  await scan(program, here);
  await expect(page.getByTestId('short-id')).toHaveText(here);
  await scan(program, first);
  const answer = page.getByRole('status').filter({ hasText: `RELEASED OFFLINE. ${first} · ` });
  await expect(answer).toContainText('F4 shows it on the desk; there U takes it back, O opens it.');
  await expect(page.getByTestId('short-id')).toHaveText(here);
  await shot(page, 'scan-away');
  await checkAccessible(page);
  await page.keyboard.press('F4');
  await expect(last(page)).toContainText(first);
  await page.keyboard.press('u');
  await expect(tab(page, 'To scan 3')).toBeVisible();
});
