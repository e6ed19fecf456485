import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type * as z from 'zod';
import type { FileKind, OpenedFile, OpenReply, SaveReply, saveSchema } from '../contract/files';
import { fileLimits } from '../contract/pieces';
import { moveOver } from '../journal/move';
import type { FileDialogs } from './dialogs';
import { withEnding } from './kinds';

const megabytes = (bytes: number): string => `${Math.ceil(bytes / (1024 * 1024))} MB`;

/** What the system calls a failure, such as `ENOENT`; empty where it says nothing. */
export const codeOf = (failure: unknown): string => (failure as NodeJS.ErrnoException).code ?? ''; // fs errors carry a code

const syscallOf = (failure: unknown): string => (failure as NodeJS.ErrnoException).syscall ?? ''; // likewise

const openElsewhere = {
  sentence: 'The file of that name is open in another program, so it was not replaced.',
  next: 'Close it there, or save under another name.',
};

/** What a person is told, and what to do next. */
export const whyNotSaved = (failure: unknown): { readonly sentence: string; readonly next: string } => {
  switch (codeOf(failure)) {
    case 'ENOSPC':
      return {
        sentence: 'The disk is full, so the file was not saved.',
        next: 'Make room, or choose another disk.',
      };
    case 'EBUSY':
      return openElsewhere;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      // The new file was written: only what it was to replace stands in the way.
      if (syscallOf(failure) === 'rename') return openElsewhere;
      return {
        sentence: 'This folder does not let you write, so the file was not saved.',
        next: 'Choose another folder, such as Documents.',
      };
    default:
      return {
        sentence: 'The file was not saved.',
        next: 'Check that the disk is connected, then save again.',
      };
  }
};

/** [FIL-1] Whole or not at all: written beside its place, synced, then moved there. */
const writeWhole = async (path: string, bytes: Uint8Array): Promise<void> => {
  const beside = join(dirname(path), `.${randomUUID()}.part`);
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await moveOver(beside, path);
  } catch (failure) {
    await rm(beside, { force: true });
    throw failure;
  }
};

export const saveFile = async (
  dialogs: FileDialogs,
  { suggestedName, kind, bytes }: z.output<typeof saveSchema>,
): Promise<SaveReply> => {
  const chosen = await dialogs.askSave(withEnding(suggestedName, kind), kind);
  if (chosen === undefined) return { kind: 'cancelled' };
  const path = join(dirname(chosen), withEnding(basename(chosen), kind));
  try {
    await writeWhole(path, bytes);
    return { kind: 'saved', folder: dirname(path), name: basename(path) };
  } catch (failure) {
    return { kind: 'refused', ...whyNotSaved(failure) };
  }
};

type Read =
  { readonly kind: 'read'; readonly file: OpenedFile } | { readonly kind: 'left'; readonly sentence: string };

/**
 * [FIL-2] A file of at most `limit` bytes, judged by what is read and not by what its entry says: it may grow
 * meanwhile, or be no file at all.
 */
export const readBounded = async (path: string, limit: number): Promise<Read> => {
  try {
    const handle = await open(path, 'r');
    try {
      const about = await handle.stat();
      if (!about.isFile()) return { kind: 'left', sentence: 'It is not a file.' };
      if (about.size > limit)
        return {
          kind: 'left',
          sentence: `It has ${megabytes(about.size)}; at most ${megabytes(limit)} are read.`,
        };
      const buffer = Buffer.alloc(about.size + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
        length += bytesRead;
        if (bytesRead === 0 || length === buffer.length) break;
      }
      if (length > about.size)
        return { kind: 'left', sentence: 'It is being written to. Open it again when that is done.' };
      return {
        kind: 'read',
        file: { name: basename(path), bytes: new Uint8Array(buffer.buffer, buffer.byteOffset, length) },
      };
    } finally {
      await handle.close();
    }
  } catch {
    return { kind: 'left', sentence: 'It could not be read. Check that it is still there.' };
  }
};

/** [FIL-3] What a person chose, each file within bounds, all together within bounds; the rest is named. */
export const openFiles = async (
  dialogs: FileDialogs,
  kinds: readonly FileKind[],
  multiple: boolean,
): Promise<OpenReply> => {
  const paths = await dialogs.askOpen(kinds, multiple);
  if (paths === undefined) return { kind: 'cancelled' };
  const files: OpenedFile[] = [];
  const leftOut: { name: string; sentence: string }[] = [];
  let room: number = fileLimits.openTogether;
  for (const path of paths) {
    const name = basename(path);
    if (files.length >= fileLimits.openCount) {
      leftOut.push({ name, sentence: `At most ${fileLimits.openCount} files are read at once.` });
      continue;
    }
    const read = await readBounded(path, Math.min(fileLimits.openBytes, room));
    if (read.kind === 'left') leftOut.push({ name, sentence: read.sentence });
    else {
      files.push(read.file);
      room -= read.file.bytes.byteLength;
    }
  }
  return { kind: 'opened', files, leftOut };
};
