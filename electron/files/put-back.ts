import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LastBackUp } from '../contract/files';
import { realDisk } from '../journal/disk';

/** Lies in the journal folder of a backup, so that it comes along when that folder alone is put back. Stored: do not rename. */
const markPath = (journal: string): string => join(journal, 'from-backup.json');
/** Lies in a profile whose journal was put back, until the next backup of it. Stored: do not rename. */
const putBackPath = (profile: string): string => join(profile, 'put-back.json');

export const readNote = async (path: string): Promise<LastBackUp | undefined> => {
  try {
    const note = JSON.parse(await readFile(path, 'utf8')) as Partial<LastBackUp>; // checked below
    return typeof note.at === 'number' && typeof note.lastSeq === 'number'
      ? { at: note.at, lastSeq: note.lastSeq }
      : undefined;
  } catch {
    return undefined;
  }
};

export const writeNote = (path: string, note: LastBackUp): Promise<void> =>
  realDisk.writeAll(path, Buffer.from(JSON.stringify(note)));

export const markBackUp = (journal: string, note: LastBackUp): Promise<void> =>
  writeNote(markPath(journal), note);

/** The backup that a profile was put back from: just now, by the mark in its journal, or before. */
export type PutBack = { readonly marked: LastBackUp | undefined; readonly before: LastBackUp | undefined };

export const readPutBack = async (profile: string): Promise<PutBack> => {
  const [marked, before] = await Promise.all([
    readNote(markPath(join(profile, 'journal'))),
    readNote(putBackPath(profile)),
  ]);
  return { marked, before };
};

/** [FIL-7] The backup that counts; what was made from another journal goes first, once. */
export const takePutBack = async (
  profile: string,
  { marked, before }: PutBack,
  forget: () => Promise<void>,
): Promise<LastBackUp | undefined> => {
  if (!marked) return before;
  // What fails here is done at the next start: the mark is still there.
  await forget()
    .then(() => writeNote(putBackPath(profile), marked))
    .then(() => rm(markPath(join(profile, 'journal'))))
    .catch(() => undefined);
  return marked;
};

/** A backup of what is here now: from now on this is the journal. */
export const forgetPutBack = (profile: string): Promise<void> => rm(putBackPath(profile), { force: true });

/** `2026-11-25 10.42`, in this computer's own time. */
export const stamp = (now: number): string => {
  const at = new Date(now);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}.${two(at.getMinutes())}`;
};

export const putBackWords = ({ at }: LastBackUp): string =>
  `This journal was put back from the backup of ${stamp(at)}. What was done after that is not here: scripts that were handed out since may stand here as not handed out, and scripts that came since are missing though the Spine counts them as ours. Scripts that are open here are held (Needs a person) until a pharmacist lifts the hold. Before that, compare the scripts here with the shelf, the paper and EPS, and ask for what is missing by its id at the PWAD desk (F4). Work with this copy alone: two copies in use supply and notify twice. This is said at each start until the next backup (Settings).`;
