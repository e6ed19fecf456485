import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LastBackUp } from '../contract/files';
import { realDisk } from '../journal/disk';

/** Of what a journal that was put back, or saved from damage, is the copy. `kept` names the damaged folder. */
export type Copied = LastBackUp & { readonly kept?: string };

/** Lies in the journal folder of a backup, so that it comes along when that folder alone is put back. Stored: do not rename. */
const markPath = (journal: string): string => join(journal, 'from-backup.json');
/** Lies in a profile whose journal was put back, until the next backup of it. Stored: do not rename. */
const putBackPath = (profile: string): string => join(profile, 'put-back.json');

const parse = (text: string): Copied | 'unreadable' => {
  try {
    const { at, lastSeq, kept } = JSON.parse(text) as Partial<Copied>; // checked below
    if (typeof at !== 'number' || typeof lastSeq !== 'number') return 'unreadable';
    return { at, lastSeq, ...(typeof kept === 'string' ? { kept } : {}) };
  } catch {
    return 'unreadable';
  }
};

const read = (path: string): Promise<Copied | 'unreadable' | undefined> =>
  readFile(path, 'utf8').then(parse, (failure: NodeJS.ErrnoException) =>
    failure.code === 'ENOENT' ? undefined : 'unreadable',
  );

/** Undefined where there is none, or nobody can tell. */
export const readNote = async (path: string): Promise<LastBackUp | undefined> => {
  const note = await read(path);
  return note === 'unreadable' ? undefined : note;
};

export const writeNote = (path: string, note: Copied): Promise<void> =>
  realDisk.writeAll(path, Buffer.from(JSON.stringify(note)));

/** Says of a journal folder that it is a copy, up to an entry. */
export const markCopy = (journal: string, note: Copied): Promise<void> => writeNote(markPath(journal), note);

/** Up to which entry a journal folder says that it is a copy; undefined where it says nothing that can be read. */
export const readMark = (journal: string): Promise<LastBackUp | undefined> => readNote(markPath(journal));

/** The copy that a profile goes on from: just now, by the mark in its journal, or since an earlier start. */
export type PutBack = { readonly marked: Copied | undefined; readonly before: Copied | undefined };

export const readPutBack = async (profile: string): Promise<PutBack> => {
  const journal = join(profile, 'journal');
  const [marked, before] = await Promise.all([read(markPath(journal)), read(putBackPath(profile))]);
  // One that cannot be read still says that it is there: only of when it is nobody knows.
  const unknown: Copied = { at: 0, lastSeq: 0 };
  return {
    marked: marked === 'unreadable' ? unknown : marked,
    before: before === 'unreadable' ? unknown : before,
  };
};

/** [FIL-7] The copy that counts; what was made from another journal goes first, once. */
export const takePutBack = async (
  profile: string,
  { marked, before }: PutBack,
  forget: () => Promise<void>,
): Promise<Copied | undefined> => {
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

const two = (n: number): string => String(n).padStart(2, '0');

/** `2026-11-25 10.42`, in this computer's own time: for the name of a folder. */
export const stamp = (now: number): string => {
  const at = new Date(now);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}.${two(at.getMinutes())}`;
};

/** `25-Nov-2026 10:42`, in this computer's own time. */
const timeOf = (ms: number): string => {
  const at = new Date(ms);
  const month = at.toLocaleString('en-GB', { month: 'short' }).slice(0, 3);
  return `${two(at.getDate())}-${month}-${at.getFullYear()} ${two(at.getHours())}:${two(at.getMinutes())}`;
};

const whence = ({ at, lastSeq, kept }: Copied): string => {
  if (kept !== undefined)
    return `${lastSeq === 1 ? '1 entry of the journal was' : `${lastSeq} entries of the journal were`} saved, up to ${timeOf(at)}; what came after the damage is missing. The damaged folder is kept as ${kept}.`;
  return at === 0
    ? 'This journal was put back from a backup, and the note of when that was made cannot be read.'
    : `This journal was put back from the backup of ${timeOf(at)}.`;
};

/** What happened, what it means, what to do: a paragraph each. */
export const putBackWords = (copied: Copied): readonly string[] => [
  `${whence(copied)} What was done after that is not here: scripts that were handed out since may stand here as not handed out, and scripts that came since are missing though the Spine counts them as ours.`,
  'Scripts that are open here are held (Needs a person) until a pharmacist lifts the hold. Before that, compare the scripts here with the shelf, the paper and EPS, and ask for what is missing by its id at the PWAD desk (F4).',
  'Work with this copy alone: two copies in use supply and notify twice. This is said at each start until the next backup (Settings).',
];
