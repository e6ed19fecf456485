import { mkdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { CopyPlaceReply } from '../contract/copy';
import { markCopy, stamp } from '../files/put-back';
import { refused } from '../files/refused';

const isWithin = (folder: string, of: string): boolean => `${folder}${sep}`.startsWith(`${of}${sep}`);

/** [CPY-1] What is to be known of a folder before a copy is kept in it. */
export const lookAtPlace = async (profile: string, chosen: string): Promise<CopyPlaceReply> => {
  try {
    const [here, there] = [await realpath(profile), await realpath(chosen)];
    if (isWithin(there, here))
      return refused(
        'That folder lies within the profile itself.',
        'Choose one on another disk: a memory stick that stays in, or a share of another computer.',
      );
    return { kind: 'chosen', folder: chosen, sameDisk: (await stat(here)).dev === (await stat(there)).dev };
  } catch {
    return refused('That folder cannot be read.', 'Check that the disk is connected, then choose again.');
  }
};

/** [CPY-1] [CPY-3] A new folder for a copy, which is one from the first moment; throws where it is there already. */
export const makePlace = async (within: string, now: number): Promise<string> => {
  const folder = join(within, `Holdfast copy ${stamp(now)}`);
  const journal = join(folder, 'journal');
  // Not the folders above: one that is gone was on a disk that is gone.
  for (const made of [folder, journal]) await mkdir(made, { mode: 0o700 });
  await markCopy(journal, { at: now, lastSeq: 0 });
  return folder;
};
