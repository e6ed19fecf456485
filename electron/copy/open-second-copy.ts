import { join } from 'node:path';
import type { FileDialogs } from '../files/dialogs';
import { realDisk } from '../journal/disk';
import type { Journal } from '../journal/journal';
import { deviceFile } from '../system/device-file';
import { keptSchema, SecondCopy } from './second-copy';

type Parts = {
  /** Folder of the profile. */
  readonly folder: string;
  readonly journal: Journal;
  readonly dialogs: FileDialogs;
  readonly ahead: (known: number, folder: string) => void;
};
export type OpenSecondCopy = { readonly copy: SecondCopy; readonly end: () => Promise<void> };

/** [CPY-2] Twice within the half minute that may be missing. */
const everyMs = 15_000;
/** The first screen comes first. */
const firstMs = 5_000;

/** The second copy of an open profile, which goes on until the end. */
export const openSecondCopy = ({ folder, journal, dialogs, ahead }: Parts): OpenSecondCopy => {
  const setting = deviceFile(join(folder, 'second-copy.json'), keptSchema);
  const now = () => Date.now();
  const copy = new SecondCopy({ profile: folder, journal, disk: realDisk, setting, dialogs, now, ahead });
  const begun = copy.load();
  const look = () => void begun.then(() => copy.look());
  const first = setTimeout(look, firstMs);
  const timer = setInterval(look, everyMs);
  return {
    copy,
    end: async () => {
      clearTimeout(first);
      clearInterval(timer);
      await begun;
      await copy.end();
    },
  };
};
