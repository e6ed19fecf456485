import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProfileKind } from '../contract/channels';
import type { FileRefused } from '../contract/files';
import { realDisk } from '../journal/disk';
import { moveOver } from '../journal/move';
import { listSegments, segmentName } from '../journal/segments';
import { besides } from './besides';
import { markCopy, readMark } from './put-back';
import { refused } from './refused';

type Asked = {
  /** What a person chose: a copy, or what copies lie in. */
  readonly chosen: string;
  /** Of which kind the profile in a folder is; undefined where it cannot be read. */
  readonly kindOf: (folder: string) => Promise<ProfileKind | undefined>;
  /** Where a profile of a kind would live on this computer, or why it cannot be opened here. */
  readonly placeFor: (kind: ProfileKind) => { readonly folder: string } | FileRefused;
};
export type TakenUp = { readonly kind: 'taken'; readonly as: ProfileKind; readonly folder: string };

const isProfile = (folder: string): boolean =>
  existsSync(join(folder, 'profile.json')) && existsSync(join(folder, 'journal'));

/** The copy itself, or the only one that lies in what was chosen. */
const findCopy = async (chosen: string): Promise<string | FileRefused> => {
  if (isProfile(chosen)) return chosen;
  const within = (await readdir(chosen)).map((name) => join(chosen, name)).filter(isProfile);
  const [only, ...more] = within;
  if (only === undefined)
    return refused(
      'There is no backup and no second copy of Holdfast in that folder.',
      'Choose the folder whose name begins with “Holdfast copy” or “Holdfast backup”.',
    );
  return more.length === 0
    ? only
    : refused(
        `There are ${within.length} copies in that folder.`,
        'Choose one of them: the one that was written to last, if you know of no reason against it.',
      );
};

/** When files were written to last: of a profile's own journal nothing else says when it is from. */
const writtenAt = async (paths: readonly string[]): Promise<number> =>
  Math.max(0, ...(await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs))));

/** The keys come first, then the journal, whole, and last what makes a profile of the folder. */
const copyTo = async (copy: string, folder: string): Promise<void> => {
  const [from, unfinished, journal] = [
    join(copy, 'journal'),
    join(folder, 'journal (not finished)'),
    join(folder, 'journal'),
  ];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const names = (await listSegments(realDisk, from)).map(segmentName);
  for (const name of names) await copyFile(join(from, name), join(unfinished, name));
  const at = () => writtenAt(names.map((name) => join(from, name)));
  await markCopy(unfinished, (await readMark(from)) ?? { at: await at(), lastSeq: 0 });
  for (const name of (await besides(copy)).filter((one) => one !== 'profile.json'))
    await copyFile(join(copy, name), join(folder, name));
  await moveOver(unfinished, journal);
  await copyFile(join(copy, 'profile.json'), join(folder, 'profile.json'));
};

/**
 * [FIL-8] Makes a profile of a copy on a computer that has none of its kind. It opens as one that was put back
 * (FIL-7).
 */
export const takeUp = async ({ chosen, kindOf, placeFor }: Asked): Promise<TakenUp | FileRefused> => {
  try {
    const copy = await findCopy(chosen);
    if (typeof copy !== 'string') return copy;
    const as = await kindOf(copy);
    if (!as)
      return refused(
        'The profile in that folder cannot be read by this Holdfast.',
        'Choose another copy, or install the newest Holdfast and try again.',
      );
    const place = placeFor(as);
    if ('kind' in place) return place;
    if (existsSync(join(place.folder, 'profile.json')) || existsSync(join(place.folder, 'journal')))
      return refused(
        `There is a ${as} profile on this computer already, and it is not replaced.`,
        `Open that one. To go on from the copy instead, move ${place.folder} to another place first.`,
      );
    await copyTo(copy, place.folder);
    return { kind: 'taken', as, folder: place.folder };
  } catch {
    return refused(
      'It could not be copied to this computer. The copy is as it was.',
      'Check that its disk is connected and that this one has room, then try again.',
    );
  }
};
