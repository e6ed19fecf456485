import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { anId, sheetPdf, sheetPixels } from '../support/sheets';
import { checkAccessible } from './accessible';
import { answers, drop, exchangeKeys, makePack, makeShelves, tool, type Shelves } from './pack-shelves';
import { expect, shot, signIn, test } from './support';

const instructions = 'Scan each paper first. <img src=x onerror="document.title=1"><b>bold</b>';

const entries = Array.from({ length: 12 }, (_, n) => anId(n)).join('\n');
/** A prescription order that names its script and is no prescription. */
const torn = (id: string) => ({
  resourceType: 'Bundle',
  entry: [{ resource: { resourceType: 'MedicationRequest', groupIdentifier: { value: id } } }],
});
const makeOne = (shelves: Shelves, out: string, more: readonly string[] = []): string =>
  makePack(shelves, out, entries, ['--instructions', instructions, ...more]);

test('[PCK-13] [PCK-18] [PCK-21] a pack from a supplier’s tool is dropped, looked at and imported', async ({
  profile,
  start,
}) => {
  const desk = makeShelves(profile);
  const { page } = await start(answers(desk));
  await signIn(page);
  await exchangeKeys(page, desk);
  await checkAccessible(page);
  await shot(page, 'packs-settings');
  const pack = readFileSync(makeOne(desk, join(desk.keys, 'p.epspack'), ['--supplier', 'Recovery team']));
  await drop(page, 'fa565-17.epspack', pack);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('FA565, this pharmacy')).toBeVisible();
  await expect(dialog.getByText('Training Broker Ltd', { exact: true })).toBeVisible();
  await expect(dialog.getByText(/^From Recovery team; the name above/)).toBeVisible();
  await expect(dialog.getByText(instructions)).toBeVisible();
  await expect(dialog.locator('img, b')).toHaveCount(0);
  await checkAccessible(page);
  await shot(page, 'packs-preview');
});

test('[DSK-3] a script whose prescription cannot be used is named, and is on the desk by its id', async ({
  profile,
  start,
}) => {
  const desk = makeShelves(profile);
  const { page } = await start(answers(desk));
  await signIn(page);
  await exchangeKeys(page, desk);
  const mixed = JSON.stringify([{ id: anId(1) }, { id: anId(2), bundle: torn(anId(2)) }]);
  await drop(page, 'm.epspack', readFileSync(makePack(desk, join(desk.keys, 'm.epspack'), mixed)));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Import 2 scripts' }).click();
  const unused = dialog.getByRole('region', { name: 'What could not be used' });
  await expect(unused).toContainText('On the desk by id only (1)');
  await expect(unused).toContainText(anId(2));
  await checkAccessible(page);
  await shot(page, 'packs-left-out');
  await dialog.getByRole('button', { name: 'Go to the PWAD desk' }).click();
  await expect(page.getByRole('tab', { name: 'To scan 2' })).toBeVisible();
  // [PCK-25] A long import is left, and its end is said wherever somebody is.
  const long = JSON.stringify([
    ...Array.from({ length: 2_499 }, (_, n) => ({ id: anId(n) })),
    { id: anId(2_499), bundle: torn(anId(2_499)) },
  ]);
  const more = ['--sequence', '18'];
  await drop(page, 'long.epspack', readFileSync(makePack(desk, join(desk.keys, 'l.epspack'), long, more)));
  await dialog.getByRole('button', { name: 'Import 2500 scripts' }).click();
  await expect(dialog.getByRole('button', { name: 'Go on working' })).toBeVisible();
  await shot(page, 'packs-import-goes-on');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  const goesOn = page.getByRole('complementary', { name: 'Import that goes on' });
  await expect(goesOn).toContainText(/Pack 18: putting its scripts on the desk, [\d,]+ of 2,500 scripts/);
  await shot(page, 'packs-import-left');
  await page.keyboard.press('F2');
  const ended = page.getByRole('complementary', { name: 'Import that has ended' });
  await expect(ended).toContainText('Pack 18 is on the PWAD desk: 2498 scripts new, 2 there already', {
    timeout: 30_000,
  });
  await expect(goesOn).toBeHidden();
  await checkAccessible(page);
  await shot(page, 'packs-import-ended');
  await ended.getByRole('button', { name: 'Look at it' }).click();
  await expect(dialog).toContainText('On the desk by id only (1)');
  await dialog.getByRole('button', { name: 'Go to the PWAD desk' }).click();
  await expect(ended).toBeHidden();
  await expect(page.getByRole('tab', { name: 'To scan 2500' })).toBeVisible();
  // [DSK-22] So many barcodes go on paper part by part.
  await page.keyboard.press('p');
  await dialog.getByLabel('Barcodes of what still needs something done (2500)').check();
  await dialog.getByRole('button', { name: 'Save as PDF' }).click();
  await expect(
    dialog.getByText(/1 to 500 of 2,500\. Saved as Sheet of barcodes 1 to 500\.pdf/),
  ).toBeVisible();
  await expect(dialog.getByLabel('Barcodes, in the order of the desk')).toHaveValue('1');
  await checkAccessible(page);
  await shot(page, 'desk-sheet-parts');
});

test('[PCK-6] [PCK-7] [PCK-21] wrong packs are refused with a sentence, opened from outside or found in a folder', async ({
  profile,
  start,
}) => {
  const desk = makeShelves(profile);
  const first = await start(answers(desk));
  await signIn(first.page);
  await exchangeKeys(first.page, desk);
  const good = readFileSync(makeOne(desk, join(desk.keys, 'p.epspack')));
  const altered = Buffer.from(good);
  altered[altered.length - 20] = (altered[altered.length - 20] ?? 0) ^ 1;
  writeFileSync(join(desk.keys, 'altered.epspack'), altered);
  await first.app.close();
  // As a double click does it: the file is on the command line.
  const { page } = await start([...answers(desk), join(desk.keys, 'altered.epspack')]);
  await signIn(page);
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByText('This pack was damaged or changed on its way. Nothing of it was used.'),
  ).toBeVisible();
  await shot(page, 'packs-refused');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  // A stranger's pack arrives in the watched folder.
  const strange = join(desk.keys, 'strange');
  tool('keygen', '--out', strange, '--name', 'Training Broker Ltd');
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await expect(page.getByText(`Packs that arrive in ${desk.saved} are shown at once.`)).toBeVisible();
  makeOne(desk, join(desk.saved, 'in-post.epspack'), ['--key', join(strange, 'supplier.private.json')]);
  await expect(dialog.getByText(/signed with a key that nobody has accepted here/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  // [PCK-26] The folder goes away, as a share does whose network fails.
  await expect(page.getByText(/Watched since .* last looked at/)).toBeVisible();
  renameSync(desk.saved, `${desk.saved}-gone`);
  await expect(page.getByText(/It cannot be read since .* there is no such folder/)).toHaveCount(2);
  await checkAccessible(page);
  await page.getByRole('button', { name: 'Choose a folder…' }).scrollIntoViewIfNeeded();
  await shot(page, 'packs-folder-gone');
});

test('[LST-4] [LST-5] [LST-6] a PDF of barcodes is read page by page, reported and put on the desk', async ({
  profile,
  start,
}) => {
  const desk = makeShelves(profile);
  const pages = [0, 1, 2].map((p) => Array.from({ length: 20 }, (_, i) => anId(p * 20 + i)));
  // One caption says something else than its barcode.
  const sheet = sheetPdf(pages, (id) => (id === anId(7) ? anId(999) : id));
  writeFileSync(join(desk.shelf, 'sheets.pdf'), sheet);
  mkdirSync(join(desk.shelf, 'older.csv'));
  const { page } = await start(answers(desk));
  await signIn(page);
  await page.keyboard.press('Control+o');
  const dialog = page.getByRole('dialog');
  // [LST-9] What was chosen with it and is no file is named first.
  await expect(dialog.getByText('1 file was not taken')).toBeVisible();
  await expect(dialog).toContainText('older.csv. It is not a file.');
  await shot(page, 'packs-files-left');
  await page.keyboard.press('Escape');
  await expect(dialog.getByText('Text and barcode differ (2)')).toBeVisible({ timeout: 60_000 });
  await expect(dialog.locator('.hf-import__numbers')).toContainText('61');
  await checkAccessible(page);
  await shot(page, 'packs-list-report');
  // [LST-8] Enter is for the primary button, also from within the findings.
  await expect(dialog.getByRole('button', { name: 'Put 61 ids on the PWAD desk' })).toBeFocused();
  await dialog.getByRole('region', { name: 'To look at on the paper' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Go to the PWAD desk' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'To scan 61' })).toBeVisible();
});

test('[LST-4] [LST-6] [PRF-4] pictures of barcode sheets are read, as PNG and as JPEG, and the program ends', async ({
  start,
}) => {
  // What the readers leave behind made Node spin for ever on its way out in every second run.
  const { page } = await start();
  await signIn(page);
  const ids = Array.from({ length: 12 }, (_, n) => anId(n));
  const { width, height, data } = sheetPixels(ids);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(width, height);
  pixels.data.set(data);
  context.putImageData(pixels, 0, 0);
  const dialog = page.getByRole('dialog');
  for (const [name, bytes] of [
    ['sheet.png', canvas.toBuffer('image/png')],
    ['sheet.jpg', canvas.toBuffer('image/jpeg', 85)],
  ] as const) {
    await drop(page, name, bytes);
    await expect(dialog.getByText(name)).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Put 12 ids on the PWAD desk' })).toBeVisible({
      timeout: 30_000,
    });
    await shot(page, `packs-picture-${name.split('.')[1]}`);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
});

test('[PCK-22] a training profile makes a pack to practise with, and its scripts are released from it', async ({
  start,
  profile,
}) => {
  const shelves = makeShelves(profile);
  // What the program saves is what it opens again.
  const { page } = await start(answers({ ...shelves, shelf: shelves.saved }));
  await signIn(page);
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Make a recovery pack…' }).click();
  const said = page.getByText(/Training pack 1\.epspack is in/);
  await expect(said).toContainText('10 scripts that hang in the training broker');
  const fingerprint = /fingerprint ([0-9A-F ]{39})/.exec(await said.innerText())?.[1] ?? 'none';
  await shot(page, 'packs-training');
  await checkAccessible(page);
  await page.getByRole('button', { name: 'Broker unreachable' }).click();
  await page.getByRole('button', { name: 'Open a supplier’s key…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(fingerprint);
  await dialog.getByLabel('Name of the supplier').fill('Training supplier');
  await dialog.getByRole('button', { name: /accept this key/ }).click();
  await expect(page.getByRole('cell', { name: 'Training supplier' })).toBeVisible();
  await page.keyboard.press('Control+o');
  await expect(dialog.getByText(/, just now$|, \d+ min ago$/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Import 10 scripts' })).toBeFocused();
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Go to the PWAD desk' }).click();
  await expect(page.getByRole('tab', { name: 'To scan 9' })).toBeVisible();
  const rows = page.getByTestId('desk-row');
  const ids = await rows.getByRole('rowheader').allInnerTexts();
  const last = page.getByRole('status', { name: 'Last scan' });
  const take = async (id: string | undefined, says: string): Promise<void> => {
    await page.keyboard.type(id?.trim() ?? '', { delay: 70 });
    await page.keyboard.press('Enter');
    await expect(last).toContainText(says);
  };
  // [DSK-18] The oldest of them is past its last day, and its row says so.
  await page.getByRole('tab', { name: 'Needs the GP 1' }).click();
  await expect(rows).toContainText('expired');
  await shot(page, 'packs-ended-inside');
  const expired = await rows.getByRole('rowheader').innerText();
  await page.keyboard.press('Escape');
  await take(expired, 'EXPIRED');
  await take(ids.at(-1), 'RELEASED OFFLINE');
});
