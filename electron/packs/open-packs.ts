import { join } from 'node:path';
import type { Journal } from '../journal/journal';
import { deviceFile } from '../system/device-file';
import type { Offers } from './offers';
import { Packs } from './packs';
import { openPharmacyKey } from './pharmacy-key';
import { ReportedPacks, reportedSchema } from './reported';
import { FolderWatch } from './watch';

type Parts = {
  /** Of the profile. */
  readonly folder: string;
  readonly sealedUnder: Uint8Array;
  readonly journal: Journal;
  readonly offers: Offers;
  readonly now: () => number;
  /** The state of the watched folder is another one. */
  readonly changed: () => void;
};
export type OpenPacks = {
  readonly packs: Packs;
  readonly watch: FolderWatch;
  readonly reported: ReportedPacks;
};

const after = (ms: number, then: () => void): (() => void) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** Recovery packs of an open profile. */
export const openPacks = async (parts: Parts): Promise<OpenPacks> => {
  const { folder, sealedUnder, journal, offers, now, changed } = parts;
  const key = await openPharmacyKey(folder, sealedUnder);
  const reported = new ReportedPacks(deviceFile(join(folder, 'pack-folder.json'), reportedSchema));
  await reported.load();
  const found = (path: string, version: string): void => {
    offers.found(path, version, reported.codeOf(version));
  };
  return {
    packs: new Packs({ key, journal, offers }),
    watch: new FolderWatch({ found, changed, now, after }),
    reported,
  };
};
