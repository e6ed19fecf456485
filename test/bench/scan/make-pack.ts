import { createWriteStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { newKey, publicKeyFile, readPublicKey, type PrivateKey } from '../../../electron/packs/keys';
import { makePack, packEntryOf } from '../../../electron/packs/make-pack';
import type { Script } from '../../../electron/training/model';

const name = 'Bench Supplier';
const dayMs = 86_400_000;

/** Folders that answer the program's dialogs: it saves into one and opens from the other. */
export type Folders = { readonly saved: string; readonly shelf: string };

export const makeFolders = (profile: string): Folders => {
  const folders = { saved: join(profile, 'saved'), shelf: join(profile, 'shelf') };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  return folders;
};

/** Our key goes out, a supplier's comes in, as two people would do it. */
export const exchangeKeys = async (page: Page, { saved, shelf }: Folders): Promise<PrivateKey> => {
  const supplier = await newKey('Ed25519');
  writeFileSync(join(shelf, 'supplier.json'), publicKeyFile(supplier, { name }));
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Save our key for the supplier' }).click();
  await page.getByText('It holds nothing secret.').waitFor();
  await page.getByRole('button', { name: 'Open a supplier’s key…' }).click();
  await page.getByLabel('Name of the supplier').fill(name);
  await page.getByRole('button', { name: /accept this key/ }).click();
  await page.getByRole('cell', { name }).waitFor();
  if (readdirSync(saved).length !== 1) throw new Error('our key was not saved');
  return supplier;
};

/** A pack of these scripts, each with its prescription inside, as a file beside the folders. */
export const writePack = async (
  { saved, shelf }: Folders,
  supplier: PrivateKey,
  scripts: readonly Script[],
): Promise<string> => {
  const [ours = ''] = readdirSync(saved);
  const to = await readPublicKey(JSON.parse(readFileSync(join(saved, ours), 'utf8')), 'X25519');
  if (!to) throw new Error('our key cannot be read');
  const path = join(shelf, 'bench.epspack');
  const out = createWriteStream(path);
  const now = Date.now();
  const facts = {
    packId: '5b9a6a52-4d66-4b3f-9a0a-0d6c7d3b6f10',
    sequence: 1,
    supplier: name,
    ods: 'FA565',
    issuedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + 14 * dayMs).toISOString(),
  };
  const entries = scripts.map(packEntryOf);
  for await (const line of makePack({ facts, entries, signWith: supplier, to }))
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  out.end();
  await once(out, 'close');
  return path;
};
