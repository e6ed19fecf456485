import { copyFile, mkdir, open, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BackUpReply, LastBackUp } from '../contract/files';
import { realDisk } from '../journal/disk';
import { moveOver } from '../journal/move';
import type { Journal } from '../journal/journal';
import { besides } from './besides';
import type { FileDialogs } from './dialogs';
import { forgetPutBack, markCopy, readNote, stamp, writeNote } from './put-back';

const notePath = (folder: string): string => join(folder, 'last-back-up.json');

/** The first `length` bytes of a file that may still grow. */
const copyStart = async (from: string, to: string, length: number): Promise<void> => {
  const out = await open(to, 'wx', 0o600);
  try {
    await out.writeFile(await realDisk.readAt(from, 0, length));
    await out.sync();
  } finally {
    await out.close();
  }
};

type Asked = {
  readonly profile: string;
  readonly journal: Journal;
  readonly dialogs: FileDialogs;
  readonly now: number;
};

const copyAll = async ({ profile, journal, now }: Asked, to: string): Promise<number> => {
  const { files, lastSeq } = journal.files();
  // Not the folders above: one that is gone was on a disk that is gone.
  for (const made of [to, join(to, 'journal')]) await mkdir(made, { mode: 0o700 });
  for (const name of await besides(profile)) await copyFile(join(profile, name), join(to, name));
  for (const { path, bytes } of files) await copyStart(path, join(to, 'journal', basename(path)), bytes);
  await markCopy(join(to, 'journal'), { at: now, lastSeq });
  return lastSeq;
};

/**
 * [FIL-6] Copies a profile as it stands into a new folder: journal up to its last whole entry, keys as they are
 * wrapped here, profile. The folder gets its name when all of it is there.
 */
export const backUp = async (asked: Asked): Promise<BackUpReply> => {
  const { profile, dialogs, now } = asked;
  const chosen = await dialogs.askFolder();
  if (chosen === undefined) return { kind: 'cancelled' };
  const folder = join(chosen, `Holdfast backup ${stamp(now)}`);
  const unfinished = `${folder} (not finished)`;
  try {
    if (await stat(folder).catch(() => undefined))
      return {
        kind: 'refused',
        sentence: 'A backup of this minute is there already.',
        next: 'Use that one, or choose another folder.',
      };
    await rm(unfinished, { recursive: true, force: true });
    const lastSeq = await copyAll(asked, unfinished);
    await moveOver(unfinished, folder);
    await writeNote(notePath(profile), { at: now, lastSeq });
    await forgetPutBack(profile);
    return { kind: 'saved', folder, lastSeq };
  } catch {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    return {
      kind: 'refused',
      sentence: 'The backup could not be written there. Nothing here was changed.',
      next: 'Check that the disk is connected and has room, then back up again.',
    };
  }
};

/** When this profile was last backed up; undefined where it never was, or nobody can tell. */
export const readLastBackUp = (profile: string): Promise<LastBackUp | undefined> =>
  readNote(notePath(profile));
