import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { anId, sheetPdf } from '../support/sheets';
import { checkAccessible } from './accessible';
import { expect, root, shot, signIn, test } from './support';

const tool = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [join(root, 'dist', 'tools', 'epspack.cjs'), ...args]).toString();

type Desk = { readonly saved: string; readonly shelf: string; readonly keys: string };

/** Folders that stand in for what a person would choose in a dialog. */
const makeDesk = (profile: string): Desk => {
  const desk = { saved: join(profile, 'saved'), shelf: join(profile, 'shelf'), keys: join(profile, 'keys') };
  for (const folder of Object.values(desk)) mkdirSync(folder, { recursive: true });
  return desk;
};
const answers = ({ saved, shelf }: Desk): string[] => [`--answer-save=${saved}`, `--answer-open=${shelf}`];

const instructions = 'Scan each paper first. <img src=x onerror="document.title=1"><b>bold</b>';

const makePack = (desk: Desk, out: string, more: readonly string[] = []): string => {
  writeFileSync(join(desk.keys, 'ids.txt'), Array.from({ length: 12 }, (_, n) => anId(n)).join('\n'));
  tool(
    ...[
      'make',
      '--to',
      join(desk.saved, 'Holdfast pack key.json'),
      '--key',
      join(desk.keys, 'supplier.private.json'),
    ],
    ...[
      '--ods',
      'FA565',
      '--supplier',
      'Training Broker Ltd',
      '--sequence',
      '17',
      '--incident',
      'INC-2016-06',
    ],
    ...['--entries', join(desk.keys, 'ids.txt'), '--instructions', instructions, '--out', out, ...more],
  );
  return out;
};

/** Our key goes out, the supplier's comes in and is compared. */
const exchangeKeys = async (page: Page, desk: Desk): Promise<void> => {
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Save our key for the supplier' }).click();
  await expect(page.getByText('It holds nothing secret.')).toBeVisible();
  const made = tool('keygen', '--out', desk.keys, '--name', 'Training Broker Ltd');
  writeFileSync(join(desk.shelf, 'supplier.json'), readFileSync(join(desk.keys, 'supplier.public.json')));
  await page.getByRole('button', { name: 'Open a supplier’s key…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/fingerprint ([0-9A-F ]{39})/.exec(made)?.[1] ?? 'no fingerprint');
  await dialog.getByLabel('Name of the supplier').fill('Training Broker Ltd');
  await shot(page, 'packs-accept-key');
  await dialog.getByRole('button', { name: /accept this key/ }).click();
  await expect(page.getByRole('cell', { name: 'Training Broker Ltd' })).toBeVisible();
};

/** Drops a file on the window, as the page sees it. */
const drop = async (page: Page, name: string, bytes: Buffer): Promise<void> => {
  const transfer = await page.evaluateHandle(
    ({ name: fileName, base64 }) => {
      const data = new DataTransfer();
      const raw = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      data.items.add(new File([raw], fileName));
      return data;
    },
    { name, base64: bytes.toString('base64') },
  );
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
};

test('[PCK-13] [PCK-18] [PCK-21] a pack from a supplier’s tool is dropped, looked at and imported', async ({
  profile,
  start,
}) => {
  const desk = makeDesk(profile);
  const { page } = await start(answers(desk));
  await signIn(page);
  await exchangeKeys(page, desk);
  await checkAccessible(page);
  await shot(page, 'packs-settings');
  const pack = readFileSync(makePack(desk, join(desk.keys, 'p.epspack')));
  await drop(page, 'fa565-17.epspack', pack);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('FA565, this pharmacy')).toBeVisible();
  await expect(dialog.getByText(instructions)).toBeVisible();
  await expect(dialog.locator('img, b')).toHaveCount(0);
  await checkAccessible(page);
  await shot(page, 'packs-preview');
});

test('[PCK-6] [PCK-7] [PCK-21] wrong packs are refused with a sentence, opened from outside or found in a folder', async ({
  profile,
  start,
}) => {
  const desk = makeDesk(profile);
  const first = await start(answers(desk));
  await signIn(first.page);
  await exchangeKeys(first.page, desk);
  const good = readFileSync(makePack(desk, join(desk.keys, 'p.epspack')));
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
  // A stranger's pack arrives in the folder that is looked after.
  const strange = join(desk.keys, 'strange');
  tool('keygen', '--out', strange, '--name', 'Training Broker Ltd');
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await expect(page.getByText(`Packs that arrive in ${desk.saved} are shown at once.`)).toBeVisible();
  makePack(desk, join(desk.saved, 'in-post.epspack'), ['--key', join(strange, 'supplier.private.json')]);
  await expect(dialog.getByText(/signed with a key that nobody has accepted here/)).toBeVisible();
});

test('[LST-4] [LST-5] [LST-6] a PDF of barcodes is read page by page, reported and put on the desk', async ({
  profile,
  start,
}) => {
  const desk = makeDesk(profile);
  const pages = [0, 1, 2].map((p) => Array.from({ length: 20 }, (_, i) => anId(p * 20 + i)));
  // One caption says something else than its barcode.
  const sheet = sheetPdf(pages, (id) => (id === anId(7) ? anId(999) : id));
  writeFileSync(join(desk.shelf, 'sheets.pdf'), sheet);
  const { page } = await start(answers(desk));
  await signIn(page);
  await page.keyboard.press('Control+o');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Text and barcode differ (2)')).toBeVisible({ timeout: 60_000 });
  await expect(dialog.locator('.hf-import__numbers')).toContainText('61');
  await checkAccessible(page);
  await shot(page, 'packs-list-report');
});
