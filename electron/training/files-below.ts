import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export type LeftOut = { readonly file: string; readonly sentence: string };
export type FilesBelow = { readonly files: readonly string[]; readonly leftOut: readonly LeftOut[] };

const left = (file: string, sentence: string): FilesBelow => ({ files: [], leftOut: [{ file, sentence }] });

/** A link to a file is the file; one to a folder could go round in circles. */
const behindLink = async (path: string): Promise<FilesBelow> => {
  try {
    const target = await stat(path);
    if (target.isFile()) return { files: [path], leftOut: [] };
    return left(path, 'This is a link to a folder, and links to folders are not followed.');
  } catch {
    return left(path, 'The link leads nowhere.');
  }
};

const take = async (entry: Dirent, path: string): Promise<FilesBelow> => {
  if (entry.isDirectory()) return filesBelow(path);
  if (entry.isSymbolicLink() && !entry.name.startsWith('.')) return behindLink(path);
  if (!entry.isFile() || entry.name.startsWith('.')) return { files: [], leftOut: [] };
  return entry.name.toLowerCase().endsWith('.json')
    ? { files: [path], leftOut: [] }
    : left(path, 'Only files named .json are read.');
};

/** [TSP-36] Every file that may hold a message, and what is passed over, by path. */
export const filesBelow = async (folder: string): Promise<FilesBelow> => {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch {
    return left(folder, 'There is no such folder, or it cannot be read.');
  }
  const found = await Promise.all(entries.map((entry) => take(entry, join(folder, entry.name))));
  return {
    files: found.flatMap(({ files }) => files).sort(),
    leftOut: found.flatMap(({ leftOut }) => leftOut),
  };
};
