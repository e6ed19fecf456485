import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { barcodesOn, drawPdf } from '../support/pdf';
import { checkAccessible } from './accessible';
import { ask } from './print-pages';
import { expect, openRow, shot, signIn, test } from './support';

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
  // Whoever may not check accuracy is told who says it, and has nothing to tick that is refused.
  await page.keyboard.press('Control+l');
  await signIn(page, 'Grace Owusu', '3333');
  await page.getByRole('tab', { name: /Ready 1/ }).click();
  await openRow(page);
  await leaves.getByLabel('All 56').check();
  await expect(leaves.getByText(/42 tablet.*for a pharmacist or a technician to say/)).toBeVisible();
  await expect(leaves.getByRole('checkbox')).toHaveCount(0);
  await checkAccessible(page);
  await shot(page, 'hand-out-rest-not-theirs-1366');
  await leaves.getByLabel('Part').check();
  await page.keyboard.press('Control+l');
  await signIn(page);
  await page.getByRole('tab', { name: /Ready 1/ }).click();
  await openRow(page);
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
  // Held or pressed twice, the key that handed out does not hand out the rest as well.
  await expect(page.getByRole('button', { name: /The rest is assembled/ })).toBeVisible();
  await page.keyboard.press('h');
  await page.keyboard.down('h');
  await page.keyboard.down('h');
  await page.keyboard.up('h');
  await expect(page.getByRole('button', { name: /Checked: hand out now/ })).toHaveCount(0);
  await expect(page.getByTestId('message-notification')).toHaveCount(2);
  // Whoever may check it may hand out at once what comes last.
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByRole('button', { name: /Checked: hand out now/ })).toBeVisible();
  await page.keyboard.press('h');
  await expect(page.getByTestId('message-notification').nth(2)).toContainText('EPS accepted it');
  expect((await spine.scripts()).find((one) => one.shortId === shortId)?.status).toBe('0006');
});
