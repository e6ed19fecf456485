import { newKey, type PrivateKey } from '../../electron/packs/keys';
import { makePack, type PackFacts } from '../../electron/packs/make-pack';
import type { Packs } from '../../electron/packs/packs';
import type { PackEntry } from '../../electron/packs/schema';
import type { PackPort } from '../../renderer/usecases/ports';
import type { MemoryJournal } from './memory-journal';

export const packFacts: PackFacts = {
  packId: '5b9a6a52-4d66-4b3f-9a0a-0d6c7d3b6f10',
  sequence: 17,
  supplier: 'The Training Broker',
  ods: 'FA565',
  issuedAt: '2026-11-24T08:00:00Z',
  expiresAt: '2026-12-08T08:00:00Z',
  incident: 'INC-2016-06',
};

export type PackKeys = { readonly pharmacy: PrivateKey; readonly supplier: PrivateKey };
export const packKeys = async (): Promise<PackKeys> => ({
  pharmacy: await newKey('X25519'),
  supplier: await newKey('Ed25519'),
});

/** The bytes of a pack for the pharmacy of `keys`. */
export const aPack = async (
  keys: PackKeys,
  entries: readonly PackEntry[] = [{ id: '24F5DA-A83008-7EFE6Z' }],
  facts: Partial<PackFacts> = {},
): Promise<Buffer> => {
  const lines: string[] = [];
  const made = makePack({
    facts: { ...packFacts, ...facts },
    entries,
    signWith: keys.supplier,
    to: keys.pharmacy,
  });
  for await (const line of made) lines.push(`${line}\n`);
  return Buffer.from(lines.join(''));
};

/** Only the refusal's words differ between main's journal and the engine's. */
export const asMainsJournal = (journal: MemoryJournal) => ({
  append: (batch: unknown) => journal.append(batch as never) as never,
});

/** Packs in main, as the engine asks for them. */
export const packPortOf = (packs: Packs): PackPort => ({
  open: (offerId, signers) => packs.open(offerId, signers),
  storePart: (request) => packs.storePart(request),
  readKey: async (text) => (await packs.readKey(text)) ?? undefined,
  watch: () => Promise.resolve(true),
});
