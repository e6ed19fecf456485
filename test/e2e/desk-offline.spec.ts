import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { barcodesOn, drawPdf } from '../support/pdf';
import { anId } from '../support/sheets';
import { checkAccessible } from './accessible';
import { answers, drop, exchangeKeys, makePack, makeShelves } from './pack-shelves';
import { openCompanion, switches } from './real-profile';
import { expect, handOut, shot, signIn, test } from './support';

const us = 'FA565';
const last = (page: Page) => page.getByRole('status', { name: 'Last scan' });
const tab = (page: Page, name: string) => page.getByRole('tab', { name });

/** At the pace of a person: quicker, it would be a scan away from the box. */
const typeId = async (page: Page, id: string): Promise<void> => {
  await expect(page.getByLabel(/Scan the next barcode/)).toBeFocused();
  await page.keyboard.type(id, { delay: 70 });
  await page.keyboard.press('Enter');
};

type Spine = Parameters<Parameters<typeof test>[2]>[0]['spine'];

/** Scripts that hang with the broker, and one that the supplier put into our pack and another pharmacy holds. */
const hang = async (spine: Spine) => {
  await spine.swallow(5);
  const all = await spine.scripts();
  const ours = all.filter(({ status, holder }) => status === '0002' && holder === us);
  const away = all.find(({ status, holder }) => status === '0002' && holder !== us);
  if (ours.length !== 5 || !away) throw new Error('the training Spine has other scripts than it had');
  const ids = [...ours, away].map(({ shortId }) => shortId);
  return { ours: ours.map(({ shortId }) => shortId), away: away.shortId, entries: await spine.entries(ids) };
};

/** The same entry, all its items cancelled before it was packed. */
const ended = (entry: { readonly id: string }): unknown =>
  JSON.parse(
    JSON.stringify(entry, (_, value: unknown) =>
      typeof value === 'object' &&
      value !== null &&
      'resourceType' in value &&
      value.resourceType === 'MedicationRequest'
        ? { ...value, status: 'cancelled' }
        : value,
    ),
  );

const importPack = async (page: Page, pack: Buffer): Promise<void> => {
  await drop(page, 'fa565-17.epspack', pack);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Every prescription is inside');
  await dialog.getByRole('button', { name: 'Import 6 scripts' }).click();
  await dialog.getByRole('button', { name: 'Go to the PWAD desk' }).click();
  await expect(page.getByRole('heading', { name: 'Prescriptions with another dispenser' })).toBeVisible();
};

test('[DSK-5] [DSK-7] [DSK-8] [DSK-9] [DSK-10] [DSK-11] [DSK-12] from a supplier’s pack to the patient, the broker away and back', async ({
  start,
  spine,
  profile,
}) => {
  test.setTimeout(180_000);
  const { ours, away, entries } = await hang(spine);
  const [first = '', second = ''] = ours;
  const shelves = makeShelves(profile);
  const { page } = await start([...answers(shelves), ...spine.args]);
  await signIn(page);
  await exchangeKeys(page, shelves);
  const cancelled = ours[4] ?? '';
  const packed = JSON.stringify(entries.map((entry) => (entry.id === cancelled ? ended(entry) : entry)));
  const out = makePack(shelves, join(shelves.keys, 'p.epspack'), packed);
  await importPack(page, readFileSync(out));
  await expect(tab(page, 'To scan 5')).toBeVisible();
  await expect(tab(page, 'Needs the GP 1')).toBeVisible();

  await spine.faults([{ kind: 'refuse-connection', only: 'any' }]);
  await typeId(page, first);
  await expect(last(page)).toContainText('RELEASED OFFLINE');
  await shot(page, 'desk-released-offline');
  await checkAccessible(page);
  await page.keyboard.press('o');
  await expect(page.getByTestId('short-id')).toHaveText(first);
  await expect(page.getByText(/Released offline from .*; to be confirmed/)).toBeVisible();
  await handOut(page);
  await expect(page.getByTestId('message-notification')).toContainText(
    'For the Spine to confirm that the script is ours: it is asked first.',
  );
  await shot(page, 'desk-offline-handed-out');
  await page.keyboard.press('Escape');

  // A scan too many is taken back.
  await typeId(page, second);
  await expect(last(page)).toContainText('RELEASED OFFLINE');
  await expect(tab(page, 'Released offline 2')).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.getByText('Put back into its pack. Nothing was sent.')).toBeVisible();
  await expect(tab(page, 'Released offline 1')).toBeVisible();
  await expect(tab(page, 'To scan 4')).toBeVisible();

  await typeId(page, away);
  await expect(last(page)).toContainText(away);
  await page.keyboard.press('o');
  await handOut(page);
  await page.keyboard.press('Escape');

  // What the prescriber had cancelled before it was packed is not released; a person brings it to its end.
  await typeId(page, cancelled);
  await expect(last(page)).toContainText('CANCELLED');
  await expect(tab(page, 'To scan 3')).toBeVisible();
  await shot(page, 'desk-ended-in-pack');
  await checkAccessible(page);
  await page.keyboard.press('r');
  const became = page.getByRole('dialog');
  await expect(became.getByLabel('Released in the other system')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(became).toContainText('What became of it is not chosen.');
  await became.getByLabel('With another pharmacy').check();
  await became.getByLabel('Pharmacy', { exact: true }).fill('The Simple Pharmacy');
  await became.getByRole('button', { name: /Record it/ }).click();
  await expect(became).toContainText('Write who says so, or ask the Spine for it with A.');
  await checkAccessible(page);
  await shot(page, 'desk-outcome-live');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Leave without saving?')).toBeVisible();
  await page.keyboard.press('Escape');
  await became.getByLabel('Needs the GP').check();
  await became.getByRole('button', { name: /Record it/ }).click();
  await expect(page.getByLabel(/Scan the next barcode/)).toBeFocused();
  await tab(page, 'Needs the GP 1').click();
  await expect(page.getByTestId('desk-row')).toContainText('Priya Shah recorded at');
  await shot(page, 'desk-recorded-live');
  await spine.faults([]);
  // It is tried again by itself; a person who sees that the broker is back need not wait for that.
  await page.keyboard.press('F2');
  await page.keyboard.press('d');
  await page.keyboard.press('F4');

  // The confirmation goes out first, the notification after it and once.
  await expect(tab(page, 'Released 1')).toBeVisible({ timeout: 90_000 });
  const there = async () => (await spine.scripts()).find(({ shortId }) => shortId === first);
  await expect.poll(async () => (await there())?.applied.length, { timeout: 60_000 }).toBe(1);
  const talk = (await spine.received()).map(({ path }) => path.split('/').at(-1));
  expect(talk.filter((path) => path === '$process-message')).toHaveLength(1);
  expect(talk.indexOf('$release')).toBeLessThan(talk.indexOf('$process-message'));

  // What another pharmacy holds by the Spine's word is held, with both sides.
  await tab(page, 'Needs a decision 1').click();
  await expect(page.getByTestId('desk-row')).toContainText('01632 960400');
  await shot(page, 'desk-conflict-row');
  await page.getByTestId('desk-row').getByRole('button', { name: 'Open' }).click();
  await expect(page.getByTestId('short-id')).toHaveText(away);
  const here = page.getByRole('region', { name: 'What was done here' });
  await expect(here).toContainText('Naproxen 500mg tablets: 28 tablet');
  await expect(here).toContainText(/Handed out at .* by Priya Shah/);
  const says = page.getByRole('region', { name: 'What the Spine says' });
  await expect(says).toContainText('The Spine says it is with The Other Invented Pharmacy.');
  await expect(says).toContainText('01632 960400');
  const [left, right] = [await here.boundingBox(), await says.boundingBox()];
  expect(left?.y).toBe(right?.y);
  await shot(page, 'desk-conflict');
  await checkAccessible(page);
  await page.keyboard.press('F6');
  const needs = page.getByRole('region', { name: /Needs a person/ });
  await expect(needs).toContainText('not confirmed');
  await expect(needs).toContainText('does not count the script as ours');
  await expect(page.getByText('it is asked first')).toHaveCount(0);
  await shot(page, 'messages-conflict');
  await checkAccessible(page);
  await needs.getByRole('button', { name: 'Open the script' }).press('Enter');
  await expect(page.getByTestId('short-id')).toHaveText(away);
  await page.keyboard.press('s');
  await page.getByLabel(/^Why\?/).fill('Theirs is the one that counts.');
  await page.keyboard.press('Enter');
  await expect(here).toBeHidden();
  await expect(page.getByText(/The Spine says this script is with The Other/)).toBeVisible();
  const held = (await spine.scripts()).find(({ shortId }) => shortId === away);
  expect(held?.applied).toEqual([]);
});

test('[DSK-1] [DSK-13] [DSK-14] a list of ids is asked for with one key while the broker is away, and drains when it is back', async ({
  start,
  spine,
}) => {
  await spine.swallow(5);
  const ids = (await spine.scripts())
    .filter(({ status, holder }) => status === '0002' && holder === us)
    .map(({ shortId }) => shortId);
  await spine.letGo(4);
  const { page } = await start(spine.args);
  await signIn(page);
  await drop(page, 'ids.txt', Buffer.from(ids.join('\n')));
  await page.getByRole('button', { name: 'Put 5 ids on the PWAD desk' }).click();
  await page.getByRole('button', { name: 'Go to the PWAD desk' }).click();
  await spine.faults([{ kind: 'refuse-connection', only: 'any' }]);
  await expect(page.getByLabel(/Scan the next barcode/)).toBeFocused();
  // [DSK-19] It asks once, and the keys are on leaving.
  const asks = page.getByRole('dialog', { name: 'Ask the Spine for 5 scripts?' });
  await page.keyboard.press('s');
  await expect(asks).toBeVisible();
  await shot(page, 'desk-ask-all');
  await checkAccessible(page);
  await page.keyboard.press('Enter');
  await expect(asks).toBeHidden();
  await expect(tab(page, 'To scan 5')).toBeVisible();
  await page.keyboard.press('s');
  await asks.getByRole('button', { name: 'Ask for all 5' }).click();
  await expect(page.getByText('5 requests queued.')).toBeVisible();
  await expect(tab(page, 'Asking 5')).toBeVisible();
  await expect(page.getByText(/5 being asked for/)).toBeVisible();
  await shot(page, 'desk-asking');
  await spine.faults([]);
  await expect(tab(page, 'Released 4')).toBeVisible({ timeout: 60_000 });
  await expect(tab(page, 'Held by us 1')).toBeVisible({ timeout: 60_000 });
  await expect(tab(page, 'Asking 0')).toBeVisible();
  await expect(page.getByText('4 of 5 released · 1 held by us')).toBeVisible();
  const asked = (await spine.received()).filter(({ path, replay }) => path.endsWith('$release') && !replay);
  expect(asked.length).toBeGreaterThanOrEqual(5);
});

test('[DSK-15] a companion asks nothing of EPS: a person says what became of each script', async ({
  start,
}) => {
  const { page } = await start(['--kind=companion', ...switches]);
  await openCompanion(page);
  const ids = [0, 1, 2].map(anId);
  await drop(page, 'ids.txt', Buffer.from(ids.join('\n')));
  await page.getByRole('button', { name: 'Put 3 ids on the PWAD desk' }).click();
  await page.getByRole('button', { name: 'Go to the PWAD desk' }).click();
  await expect(tab(page, 'To scan 3')).toBeVisible();
  await expect(page.getByRole('button', { name: /Ask the Spine/ })).toHaveCount(0);
  await typeId(page, ids[0] ?? '');
  await expect(last(page)).toContainText('WHAT BECAME OF IT?');
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(`What became of ${ids[0]}?`);
  await checkAccessible(page);
  await shot(page, 'desk-outcome');
  await dialog.getByRole('button', { name: /Record it/ }).click();
  await expect(tab(page, 'Released 1')).toBeVisible();
  // The next one from the rows, by keys alone.
  await expect(page.getByLabel(/Scan the next barcode/)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('r');
  await dialog.getByLabel('With another pharmacy').check();
  await dialog.getByLabel('Pharmacy', { exact: true }).fill('The Simple Pharmacy');
  await dialog.getByLabel('Its phone').fill('0113 318 0277');
  await dialog.getByLabel('Note').fill('Jo there, by phone.');
  await dialog.getByRole('button', { name: /Record it/ }).click();
  await expect(tab(page, 'Elsewhere 1')).toBeVisible();
  await expect(page.getByText('1 of 3 released · 1 to scan · 1 with another pharmacy')).toBeVisible();
  await tab(page, 'Elsewhere 1').click();
  await expect(page.getByTestId('desk-row')).toContainText('0113 318 0277. Jo there, by phone.');
  await shot(page, 'desk-companion');
  await checkAccessible(page);
});

test('[DSK-16] [DSK-17] [DSK-22] rows are found by keys, and the result sheet adds up on paper', async ({
  start,
  profile,
}) => {
  const shelves = makeShelves(profile);
  const { page } = await start(answers(shelves));
  await signIn(page);
  const lists = [
    ['north.txt', [0, 1, 2, 3]],
    ['south.txt', [3, 4, 5]],
  ] as const;
  for (const [name, numbers] of lists) {
    await drop(page, name, Buffer.from(numbers.map(anId).join('\n')));
    await page.getByRole('button', { name: `Put ${numbers.length} ids on the PWAD desk` }).click();
    await page.getByRole('button', { name: 'Go to the PWAD desk' }).click();
  }
  await expect(tab(page, 'To scan 6')).toBeVisible();
  await expect(page.getByLabel(/Scan the next barcode/)).toBeFocused();
  const rows = page.getByTestId('desk-row');
  await page.keyboard.press('/');
  await expect(page.getByLabel('Find a row')).toBeFocused();
  await page.keyboard.type('south', { delay: 80 });
  await expect(page.getByText('3 shown of 6 on the desk')).toBeVisible();
  await expect(rows).toHaveCount(3);
  await expect(tab(page, 'To scan 6')).toBeVisible();
  await shot(page, 'desk-find');
  await checkAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'To scan 6')).toHaveAttribute('aria-selected', 'true');
  await expect(rows).toHaveCount(3);
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel(/Scan the next barcode/)).toBeFocused();
  await expect(rows).toHaveCount(6);

  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('All scripts on the desk (6)')).toBeChecked();
  await expect(dialog.getByRole('row', { name: 'Together 6' })).toBeVisible();
  await dialog.getByLabel('north.txt (4)').check();
  await expect(dialog.getByRole('row', { name: 'Together 4' })).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'desk-sheet');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('This computer has no printer');
  await dialog.getByRole('button', { name: 'Save as PDF' }).click();
  await expect(page.getByText(/Saved as PWAD result sheet .*\.pdf in /)).toBeVisible();
  const [name = ''] = readdirSync(shelves.saved);
  const [paper] = await drawPdf(readFileSync(join(shelves.saved, name)));
  if (!paper) throw new Error('no page');
  expect(paper.widthMm).toBeGreaterThan(paper.heightMm);
  for (const n of [0, 1, 2, 3]) expect(paper.text).toContain(anId(n));
  expect(paper.text).not.toContain(anId(4));
  expect(paper.text).toContain('4 of 4 still need something done.');
  expect(paper.text).toContain('TRAINING');

  // The same import as barcodes, to be scanned elsewhere: each is read back from the paper.
  await page.keyboard.press('p');
  await dialog.getByLabel('north.txt (4)').check();
  await dialog.getByLabel('Barcodes of what still needs something done (4)').check();
  await checkAccessible(page);
  await shot(page, 'desk-sheet-barcodes');
  await dialog.getByRole('button', { name: 'Save as PDF' }).click();
  await expect(page.getByText(/Saved as Sheet of barcodes.*\.pdf in /)).toBeVisible();
  const codes = readdirSync(shelves.saved).find((file) => file.startsWith('Sheet of barcodes')) ?? '';
  const [sheet] = await drawPdf(readFileSync(join(shelves.saved, codes)));
  if (!sheet) throw new Error('no page of barcodes');
  expect(sheet.text).toMatch(/PWAD: .* · The Training Pharmacy \(FA565\), \d\d-\w{3}-\d{4} \d\d:\d\d/);
  const found = (await barcodesOn(sheet)).map(({ text }) => text);
  expect(found.sort()).toEqual([0, 1, 2, 3].map(anId).sort());
  expect(sheet.text).toContain('PWAD: north.txt');
});
