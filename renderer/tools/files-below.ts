import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeUtf8 } from '../usecases/utf8';

const maxFileBytes = 17 * 1024 * 1024;

/** A file by its path, or a place below which nothing could be looked at. */
export type Found = { readonly path: string; readonly unreadable?: string };

/** A link to a file is the file; one to a folder is not followed, for it could go round in circles. */
const behindLink = async (path: string): Promise<readonly Found[]> => {
  try {
    return (await stat(path)).isDirectory() ? [] : [{ path }];
  } catch {
    return [{ path, unreadable: 'The link leads nowhere.' }];
  }
};

const take = async (entry: Dirent, path: string): Promise<readonly Found[]> => {
  if (entry.isDirectory()) return filesBelow(path);
  if (!entry.name.toLowerCase().endsWith('.json')) return [];
  return entry.isSymbolicLink() ? behindLink(path) : [{ path }];
};

/** [FHIR-12] Every file named .json below a folder, in order; what cannot be looked at stands among them. */
export const filesBelow = async (folder: string): Promise<readonly Found[]> => {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch {
    return [{ path: folder, unreadable: 'There is no such folder, or it cannot be read.' }];
  }
  const found = await Promise.all(entries.map((entry) => take(entry, join(folder, entry.name))));
  return found.flat().sort((a, b) => (a.path < b.path ? -1 : 1));
};

export type FileText = { readonly text: string | undefined } | { readonly unreadable: string };

/** The text of a file, undefined where it is none; one that is too large for any message is not read. */
export const readText = async ({ path, unreadable }: Found): Promise<FileText> => {
  if (unreadable !== undefined) return { unreadable };
  try {
    if ((await stat(path)).size > maxFileBytes)
      return { unreadable: 'The file is larger than any message from EPS, so it was not read.' };
    return { text: decodeUtf8(await readFile(path)) };
  } catch {
    return { unreadable: 'The file cannot be read.' };
  }
};
