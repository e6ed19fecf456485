import type { Instant } from '../kernel/instant';
import type { ImportSource } from './import';

/** What a pack says of itself, once its signature and every byte were proved right. Times are ISO 8601. */
export type PackSaid = {
  readonly fileName: string;
  readonly signerKid: string;
  readonly packId: string;
  readonly sequence: number;
  readonly supplier: string;
  readonly ods: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly incident?: string | undefined;
  readonly instructions?: string | undefined;
  readonly count: number;
  readonly bundles: number;
  readonly parts: number;
};

/** What is kept of a pack. `partSeqs` are the journal entries that hold its contents, in order. Stored: do not rename. */
export type PackFacts = {
  readonly id: string;
  readonly sequence: number;
  readonly supplier: string;
  readonly signerKid: string;
  readonly fileName: string;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly incident?: string;
  readonly instructions?: string;
  readonly count: number;
  readonly bundles: number;
  readonly partSeqs: readonly number[];
};

/** A pack that was taken in. */
export type Pack = PackFacts & {
  readonly kind: 'pack';
  readonly importedAt: Instant;
  readonly by: string;
  /** Parts whose scripts stand on the desk. */
  readonly partsListed: number;
};

/** A list of ids that was taken in, with what became of it. */
export type ImportedList = {
  readonly kind: 'list';
  readonly id: string;
  readonly source: ImportSource;
  readonly counts: ListCounts;
  readonly importedAt: Instant;
  readonly by: string;
};
export type ListCounts = {
  readonly read: number;
  readonly malformed: number;
  readonly duplicated: number;
  readonly unreadable: number;
};

/** A supplier's public key. Stored: do not rename. */
export type SupplierKey = {
  readonly supplier: string;
  readonly kid: string;
  readonly x: string;
  readonly fingerprint: string;
};
/** One that was accepted here. */
export type SupplierKeyPin = SupplierKey & {
  readonly pinnedAt: Instant;
  readonly by: string;
};
export type KeySlot = 'current' | 'next';

/** Whose packs are believed here, and where they are looked for. */
export type PackTrust = {
  readonly kind: 'trust';
  readonly current?: SupplierKeyPin;
  readonly next?: SupplierKeyPin;
  readonly folder?: string;
  /** Every key that is or was accepted here, by its kid, with the name that the pharmacy gave its supplier. */
  readonly owners?: Readonly<Record<string, string>>;
};

/** What the list `packs` holds. */
export type PackRecord = Pack | ImportedList | PackTrust;

export const trustId = 'trust';

/** Keys that a signature may be by. */
export const acceptedKeys = (trust: PackTrust | undefined): readonly SupplierKeyPin[] =>
  [trust?.current, trust?.next].filter((pin) => pin !== undefined);

/** [PCK-13] The supplier of a key, by the name that the pharmacy gave when it accepted the key. */
export const ownerOf = (trust: PackTrust | undefined, kid: string): string | undefined =>
  trust?.owners?.[kid];

const plain = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();
export const isSameSupplier = (a: string, b: string): boolean => plain(a) === plain(b);
