import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { aBundle } from '../support/fhir';
import { checkAccessible } from './accessible';
import { expect, handOut, openRow, shot, signIn, test } from './support';

const delay = { delay: 90 };
const doubts = (page: Page) => page.getByRole('region', { name: 'Downloads in doubt' });

test('[INB-4] [INB-10] a download whose answer is lost for good is named by its time until a named person closes it', async ({
  start,
  spine,
}) => {
  // The Spine hands its only scripts over, and its answer never comes.
  await spine.swallow(1000);
  await spine.prescribe(3);
  await spine.faults([{ kind: 'lose-answer', only: 'release', times: 1 }]);
  const { page } = await start(spine.args);
  await signIn(page, 'Tom Reed', '2222');
  await page.keyboard.press('F6');
  await expect(doubts(page)).toContainText(/No answer to the download of \d\d-\w{3}-\d{4} \d\d:\d\d/);
  await expect(doubts(page)).toContainText('Up to 25 scripts may be on their way to us.');
  await expect(doubts(page).getByRole('button')).toHaveCount(0);
  await shot(page, 'messages-doubt-1366');
  await spine.forgetReleases();
  await expect(doubts(page)).toContainText('asking again brought nothing', { timeout: 30_000 });
  await expect(doubts(page)).toContainText('Up to 25 scripts may be with us and unseen.');
  await checkAccessible(page);

  const close = async (): Promise<void> => {
    await doubts(page).getByRole('button', { name: 'Close this download…' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Rang the helpdesk, none is missing', delay);
  };
  await close();
  await checkAccessible(page);
  await shot(page, 'messages-close-download-1366');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText(/Closing a download in doubt needs/);
  await expect(doubts(page)).toBeVisible();

  await page.keyboard.press('F2');
  await page.keyboard.press('Control+l');
  await signIn(page);
  await page.keyboard.press('F6');
  await close();
  await page.keyboard.press('Enter');
  await expect(doubts(page)).toHaveCount(0);
  await page.reload();
  await signIn(page);
  await page.keyboard.press('F6');
  await expect(page.getByRole('heading', { name: 'Messages', exact: true })).toBeVisible();
  await expect(doubts(page)).toHaveCount(0);
});

test('[OUT-5] [OUT-10] a message that EPS refuses is parked, and a person takes it over in their name', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await spine.faults([{ kind: 'outcome', code: 'ERROR', only: 'notification', status: 400, times: 1 }]);
  await openRow(page, 4);
  await handOut(page);
  await expect(page.getByTestId('message-notification')).toContainText('The details are in Messages (F6).');
  await page.keyboard.press('F6');
  const take = page.getByRole('button', { name: 'Take it over…' });
  await expect(take).toBeVisible();
  await shot(page, 'messages-parked-1366');
  // ↓ goes to the first row, whose first button opens its script.
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('tbody tr').first().getByRole('button').first()).toBeFocused();
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

test('[INB-1] [INB-21] a prescription that cannot be used needs a person until one says what was done about it', async ({
  start,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-e2e-orders-'));
  const nameless = aBundle({ items: [{ name: '', code: '' }] });
  writeFileSync(join(folder, 'nameless.json'), JSON.stringify(nameless));
  const { page } = await start([`--prescriptions=${folder}`]);
  await signIn(page);
  await page.keyboard.press('F6');
  const kept = page.getByRole('region', { name: 'Received and not usable' });
  await expect(kept).toContainText('kept raw');
  await shot(page, 'messages-not-usable-1366');
  await checkAccessible(page);
  await kept.getByRole('button', { name: 'Close it…' }).click();
  await page.getByLabel('What was done about it?').fill('Surgery rung, a new one comes today');
  await shot(page, 'messages-not-usable-close-1366');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Closed, in your name.')).toBeVisible();
  await expect(kept).toBeHidden();
  rmSync(folder, { recursive: true });
});
