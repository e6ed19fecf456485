import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { toSVG } from 'bwip-js/node';
import type { PlainPage, PrintPage } from '../../renderer/domain/kernel/print-page';
import { reportPage } from '../../renderer/domain/incidents/report-forms';
import { barcodeSheet } from '../../renderer/domain/labels/barcode-sheet';
import { dispensingLabels, labelOf } from '../../renderer/domain/labels/dispensing-label';
import { setUpSheet } from '../../renderer/domain/labels/set-up-sheet';
import { setUpText } from '../../renderer/domain/scanning/learn';
import { asInstant, asLocalDate } from '../../renderer/domain/kernel/instant';
import { asUnscriptedId } from '../../renderer/domain/kernel/ids';
import { readWordings } from '../../renderer/domain/patients/differences';
import { patientPage } from '../../renderer/domain/patients/page';
import { asPrescriptionId } from '../../renderer/domain/kernel/ids';
import { drawWith } from '../../renderer/platform/barcodes/drawn';
import { aSite, received } from '../support/builders';
import { anId } from '../support/keys';
import { barcodesOn, drawPdf } from '../support/pdf';
import { checkAccessible } from './accessible';
import { expect, openRow, shot, signIn, test } from './support';

// The program's own entry of bwip-js is for modules only, which this runner does not load.
const drawBarcode = drawWith(toSVG);

type Reply = { ok: boolean; value: { kind: string; bytes?: Uint8Array; sentence?: string } };
const ask = (page: Page, channel: string, payload: object): Promise<Reply> =>
  page.evaluate(
    ([name, what]) =>
      (window as unknown as { holdfast: { call: (c: string, p: unknown) => Promise<Reply> } }).holdfast.call(
        name,
        what,
      ), // the bridge of preload
    [channel, payload] as const,
  );

/** A page that tries all that a page must not do. */
const hostile = `<h1>Plovdivsky</h1><script>document.title='ran'</script>
<img src="http://127.0.0.1:9/x.png"><img src="file:///etc/hostname" onerror="document.title='ran'">
<iframe src="app://holdfast/index.html"></iframe><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">`;

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile());

test('[PRT-1] [PRT-2] a page becomes a PDF of its size, runs nothing, and leaves no trace', async ({
  start,
  profile,
}) => {
  const { app, page } = await start();
  await signIn(page);
  const reply = await ask(page, 'print.pdf', {
    title: 'Labels',
    html: hostile,
    page: { widthMm: 70, heightMm: 35 },
  });
  expect(reply).toMatchObject({ ok: true, value: { kind: 'pdf' } });
  const pages = await drawPdf(Buffer.from(Object.values(reply.value.bytes ?? {})));
  const [first] = pages;
  if (!first) throw new Error('no page');
  expect(Math.abs(first.widthMm - 70)).toBeLessThan(0.5);
  expect(Math.abs(first.heightMm - 35)).toBeLessThan(0.5);
  expect(first.text).toContain('Plovdivsky');
  for (const { text } of pages) expect(text).toContain('TRAINING');
  const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(windows).toBe(1);
  for (const path of filesBelow(profile)) expect(readFileSync(path).includes('Plovdivsky'), path).toBe(false);
  expect(
    await ask(page, 'print.paper', { title: 'x', html: '<p>x</p>', page: 'A4', use: 'sheet' }),
  ).toMatchObject({
    value: { kind: 'no-printer' },
  });
});

const pdfOf = async (page: Page, { html, ...sheet }: PrintPage | PlainPage) => {
  const reply = await ask(page, 'print.pdf', { ...sheet, html: String(html) });
  expect(reply).toMatchObject({ ok: true, value: { kind: 'pdf' } });
  return drawPdf(Buffer.from(Object.values(reply.value.bytes ?? {})));
};

test('[LBL-3] [LBL-4] [LBL-6] token and bag label are printed by their keys and read back', async ({
  start,
  saved,
}) => {
  const { page } = await start(saved.args);
  await signIn(page);
  const shortId = await openRow(page, 4);
  const press = async (key: string): Promise<void> => {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toContainText('Save it as a PDF instead?');
    if (key === 't') await checkAccessible(page);
    await page.getByRole('button', { name: /Save as PDF/ }).click();
    await expect(page.getByText(/Saved as .* in /)).toBeVisible();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
  };
  for (const key of ['t', 'b', 'p']) await press(key);
  const [bag = '', labels = '', token = ''] = readdirSync(saved.folder).sort();
  expect(token).toMatch(/^Dispensing token \d/);
  const readBack = async (name: string) => {
    const pages = await drawPdf(readFileSync(join(saved.folder, name)));
    for (const one of pages) expect(one.text).toContain('TRAINING');
    return (await Promise.all(pages.map(barcodesOn))).flat();
  };
  expect(await readBack(token)).toEqual([{ format: 'Code128', text: shortId }]);
  const code = await readBack(bag);
  expect(code).toHaveLength(1);
  expect(code[0]?.text).toMatch(/^HFB-/);
  expect(labels).toBe('Dispensing labels.pdf');
  await shot(page, 'printing-1366');
});

/** Opens a script by its patient and first item. */
const find = async (page: Page, text: string, row: string): Promise<void> => {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  await page.getByRole('listbox', { name: 'Found' }).getByRole('option').filter({ hasText: row }).click();
};

test('[PRX-23] [LBL-7] [LBL-9] a technician says at assembly what is in the bag; label, check and hand-out say the same', async ({
  start,
  spine,
  saved,
}) => {
  const { page } = await start([...spine.args, ...saved.args]);
  await signIn(page);
  await find(page, 'smith', 'Metformin 500mg tablets + 1');
  const shortId = (await page.getByTestId('short-id').innerText()).trim();
  await page.keyboard.press('c');
  await expect(page.getByRole('button', { name: /Assembled/ })).toBeEnabled();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+l');
  await signIn(page, 'Tom Reed', '2222');
  await find(page, 'smith', 'Metformin 500mg tablets + 1');
  const first = page.getByRole('group', { name: 'In the bag of item 1' });
  await expect(first.getByLabel('All 56')).toBeChecked();
  await shot(page, 'assembly-1366');
  // With the keyboard alone: the item, part of it, how many.
  await page.keyboard.press('1');
  await expect(first.getByLabel('All 56')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(first.getByLabel('How many?')).toBeFocused();
  await expect(page.getByText('a part must be more than nothing')).toBeVisible();
  await page.keyboard.type('14', { delay: 90 });
  await page.keyboard.press('Enter');
  await expect(first.getByLabel('Part')).toBeFocused();
  const second = page.getByRole('group', { name: 'In the bag of item 2' });
  await page.keyboard.press('2');
  await expect(second.getByLabel('All 28')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(second.getByLabel('None')).toBeChecked();
  await shot(page, 'assembly-short-1366');
  await checkAccessible(page);
  await page.keyboard.press('p');
  await page.getByRole('button', { name: /Save as PDF/ }).click();
  await expect(page.getByText(/Saved as .* in /)).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const [labels = ''] = readdirSync(saved.folder);
  const texts = (await drawPdf(readFileSync(join(saved.folder, labels)))).map(({ text }) => text);
  expect(texts).toHaveLength(3);
  expect(texts[0]).toContain('14 tablet Metformin 500mg tablets');
  expect(texts[1]).toContain('42 of 56 tablet Metformin');
  await page.keyboard.press('a');
  await expect(page.getByText('Assembled, 2 items short.')).toBeVisible();
  await expect(page.getByText('14 of 56 tablet, 42 owed')).toBeVisible();
  await shot(page, 'accuracy-check-short-1366');
  await checkAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: /To accuracy-check 1/ }).click();
  await expect(page.getByRole('option').first()).toContainText('2 items short');
  await shot(page, 'today-short-1366');
  await openRow(page);
  await page.keyboard.press('v');
  const leaves = page.getByRole('group', { name: 'Hand out item 1' });
  await expect(leaves.getByLabel('Part')).toBeChecked();
  await expect(leaves.getByLabel(/How many now/)).toHaveValue('14');
  // Nobody has opened the field: letters are keys.
  await expect(leaves.getByLabel(/How many now/)).not.toBeFocused();
  await shot(page, 'hand-out-short-1366');
  await leaves.getByLabel('All 56').check();
  await expect(page.getByText(/Of Metformin.* only 14 were said to be in the bag/)).toBeVisible();
  await expect(page.getByRole('button', { name: /Hand out and notify EPS/ })).toHaveCount(0);
  await shot(page, 'hand-out-more-than-in-bag-1366');
  await checkAccessible(page);
  await leaves.getByLabel(/The rest, 42 tablet, is in the bag now/).check();
  await expect(page.getByRole('button', { name: /Hand out and notify EPS/ })).toBeVisible();
  await leaves.getByLabel('Part').check();
  await page.keyboard.press('Enter');
  await page.keyboard.press('h');
  await expect(page.getByText('Handed out in part; the rest is owed.')).toBeVisible();
  await expect(page.getByTestId('message-notification')).toContainText('EPS accepted it');
  const script = (await spine.scripts()).find((one) => one.shortId === shortId);
  expect(script?.status).toBe('0003');
  expect(script?.lines.map(({ status }) => status)).toEqual(['0003', '0004']);

  // [PRX-24] What is owed goes through assembly and check before it leaves.
  const rest = page.getByRole('group', { name: 'In the bag of item 1' });
  await expect(rest.getByLabel('All 42')).toBeChecked();
  await expect(page.getByRole('button', { name: /The rest is assembled/ })).toBeVisible();
  await page.getByRole('group', { name: 'In the bag of item 2' }).getByLabel('None yet').check();
  await shot(page, 'owed-rest-1366');
  await checkAccessible(page);
  await page.keyboard.press('a');
  await expect(page.getByText('The rest is assembled, 1 item short. Next: accuracy check.')).toBeVisible();
  await page.keyboard.press('v');
  await expect(leaves.getByLabel('All 42')).toBeChecked();
  await shot(page, 'owed-ready-1366');
  await page.keyboard.press('h');
  await expect(page.getByTestId('message-notification').nth(1)).toContainText('EPS accepted it');
  // Whoever may check it may hand out at once what comes last.
  await expect(page.getByRole('button', { name: /Checked: hand out now/ })).toBeVisible();
  await page.keyboard.press('h');
  await expect(page.getByTestId('message-notification').nth(2)).toContainText('EPS accepted it');
  expect((await spine.scripts()).find((one) => one.shortId === shortId)?.status).toBe('0006');
});

test('[LBL-2] [LBL-5] [LBL-6] every sheet keeps to its pages and every code on it is read back', async ({
  start,
}) => {
  const { page } = await start();
  await signIn(page);
  const ids = Array.from({ length: 43 }, (_, i) =>
    asPrescriptionId(anId(`${(i + 0xa00000).toString(16)}A83008${(i + 0xe00).toString(16)}FE`.toUpperCase())),
  );
  const sheets = await pdfOf(
    page,
    barcodeSheet(
      'PWAD scripts',
      ids.map((id) => ({ id, lines: ['a', 'b', 'c'] })),
      drawBarcode,
    ),
  );
  expect(sheets).toHaveLength(3);
  const found = (await Promise.all(sheets.map(barcodesOn))).flat().map(({ text }) => text);
  expect(found.sort()).toEqual([...ids].sort());
  const [setUp] = await pdfOf(page, setUpSheet(drawBarcode));
  expect((setUp && (await barcodesOn(setUp)))?.map(({ format, text }) => [format, text])).toEqual([
    ['Code128', setUpText],
    ['DataMatrix', '(01)05012345678900(17)991231(10)HF(21)SETUP'],
  ]);
  const { prescription } = received();
  const [item] = prescription.items;
  if (!item) throw new Error('no item');
  const long = {
    ...labelOf(
      item,
      { ...prescription.patient, given: 'Wilhelmina Maximiliane Wolfeschlegelstein' },
      aSite,
      asLocalDate('2026-11-24'),
    ),
    product: 'WWW mmm MMM '.repeat(12),
    directions: 'Take WWW tablets. '.repeat(20),
  };
  const drawn = dispensingLabels([long]);
  const labels = await pdfOf(page, drawn);
  expect(labels).toHaveLength(String(drawn.html).split('<section').length - 1);
  for (const { text } of labels) expect(text).toContain('Keep out of the reach');
});

type Drawn = Awaited<ReturnType<typeof drawPdf>>[number];

/** How many dots within so many millimetres of the left, the top and the right edge are not white; the foot has the mark. */
const inkAtEdge = ({ canvas, widthMm }: Drawn, mm: number): number => {
  const edge = Math.floor((mm * canvas.width) / widthMm);
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let dots = 0;
  for (let y = 0; y < canvas.height - edge; y += 1)
    for (let x = 0; x < canvas.width; x += 1)
      if ((y < edge || x < edge || x >= canvas.width - edge) && (data[(y * canvas.width + x) * 4] ?? 0) < 128)
        dots += 1;
  return dots;
};

test('a record or a report has a margin that no printer cuts, on its second page too', async ({ start }) => {
  const { page } = await start();
  await signIn(page);
  const at = asInstant(Date.UTC(2026, 10, 25, 10, 42));
  const handedOut = Array.from({ length: 60 }, (_, n) => ({
    at,
    by: 'Priya Shah',
    medicine: 'Metformin 500mg tablets',
    quantity: '56 tablet',
    from: { kind: 'entry', id: asUnscriptedId(String(n)) } as const,
  }));
  const { patient } = received().prescription;
  const known = { own: undefined, ...readWordings([patient], undefined) };
  const content = { patient, ...known, perhaps: [], older: 0, complete: true, handedOut };
  const line = { happenedAt: '25-Nov-2026 10:42', enteredAt: '25-Nov-2026 10:42', by: 'Priya Shah' };
  const report = {
    title: 'Incident report',
    training: true,
    notice: [],
    sections: [],
    timeline: Array.from({ length: 80 }, () => ({ ...line, text: 'Rang the helpdesk.' })),
    affected: undefined,
    suppliedTo: undefined,
  };
  for (const sheet of [
    patientPage(content, { site: aSite, training: true, madeBy: 'Priya Shah', now: at }),
    { title: 'Incident report', page: 'A4', html: reportPage(report) } as const,
  ]) {
    const pages = await pdfOf(page, sheet);
    expect(pages.length, sheet.title).toBeGreaterThan(1);
    for (const one of pages) {
      expect(inkAtEdge(one, 8), sheet.title).toBe(0);
      expect(one.text).toContain('TRAINING');
    }
  }
});
