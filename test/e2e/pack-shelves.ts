import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, root, shot } from './support';

/** The supplier's own tool. */
export const tool = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [join(root, 'dist', 'tools', 'epspack.cjs'), ...args]).toString();

export type Shelves = { readonly saved: string; readonly shelf: string; readonly keys: string };

/** Folders that stand in for what a person would choose in a dialog. */
export const makeShelves = (profile: string): Shelves => {
  const shelves = {
    saved: join(profile, 'saved'),
    shelf: join(profile, 'shelf'),
    keys: join(profile, 'keys'),
  };
  for (const folder of Object.values(shelves)) mkdirSync(folder, { recursive: true });
  return shelves;
};
export const answers = ({ saved, shelf }: Shelves): string[] => [
  `--answer-save=${saved}`,
  `--answer-open=${shelf}`,
];

/** A pack of what stands in `entries`, made by the supplier's tool with the keys that were exchanged. */
export const makePack = (
  { saved, keys }: Shelves,
  out: string,
  entries: string,
  more: readonly string[] = [],
): string => {
  const list = join(keys, 'entries.txt');
  writeFileSync(list, entries);
  const to = join(saved, 'Holdfast pack key.json');
  const key = join(keys, 'supplier.private.json');
  tool(
    ...['make', '--to', to, '--key', key, '--ods', 'FA565', '--supplier', 'Training Broker Ltd'],
    ...['--sequence', '17', '--incident', 'INC-2016-06', '--entries', list, '--out', out, ...more],
  );
  return out;
};

/** Our key goes out, the supplier's comes in and is compared. */
export const exchangeKeys = async (page: Page, desk: Shelves): Promise<void> => {
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
export const drop = async (page: Page, name: string, bytes: Buffer): Promise<void> => {
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
