import type { Journal } from '../journal/journal';
import type { Offers } from './offers';
import { Packs } from './packs';
import { openPharmacyKey } from './pharmacy-key';
import { FolderWatch } from './watch';

type Parts = {
  /** Of the profile. */
  readonly folder: string;
  readonly sealedUnder: Uint8Array;
  readonly journal: Journal;
  readonly offers: Offers;
};
export type OpenPacks = { readonly packs: Packs; readonly watch: FolderWatch };

const after = (ms: number, then: () => void): (() => void) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** Recovery packs of an open profile. */
export const openPacks = async ({ folder, sealedUnder, journal, offers }: Parts): Promise<OpenPacks> => {
  const key = await openPharmacyKey(folder, sealedUnder);
  return {
    packs: new Packs({ key, journal, offers }),
    watch: new FolderWatch({ found: (path) => void offers.offer(path, true), after }),
  };
};
