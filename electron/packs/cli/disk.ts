import { readFile } from 'node:fs/promises';
import { Wrong } from './arguments';

/** Whether the disk said so, and not what reads or seals. */
export const isOfDisk = (failure: unknown): failure is NodeJS.ErrnoException =>
  failure instanceof Error && 'syscall' in failure;

const codeOf = (failure: unknown): string => (isOfDisk(failure) ? (failure.code ?? '') : '');

const whyNotRead: Readonly<Record<string, string>> = {
  ENOENT: 'is not there. Look at how it is spelled.',
  EISDIR: 'is a folder, and a file is wanted.',
  EACCES: 'may not be read by whoever runs this.',
};

const whyNotWritten: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there. Make the folder first, or name another with --out.',
  EEXIST: 'it is there already, and a key is never written over. Name another folder with --out.',
  ENOSPC: 'the disk is full.',
};

/** [PCK-24] What the disk said of a file or folder. `place` is what a person knows it by. */
export const notRead = (failure: unknown, place: string): Wrong =>
  new Wrong(`${place} ${whyNotRead[codeOf(failure)] ?? 'cannot be read.'}`);

/** [PCK-24] The same of one that was to be written. */
export const notWritten = (failure: unknown, place: string): Wrong =>
  new Wrong(
    `${place} cannot be written: ${whyNotWritten[codeOf(failure)] ?? `the disk says ${codeOf(failure)}.`}`,
  );

export const readText = (path: string, place = path): Promise<string> =>
  readFile(path, 'utf8').catch((failure: unknown) => {
    throw notRead(failure, place);
  });
