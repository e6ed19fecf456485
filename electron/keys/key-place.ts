import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { realDisk } from '../journal/disk';
import { readKeyFile, type KeyFile, type SealedFile } from './key-file';

const keyPath = (folder: string): string => join(folder, 'keys.json');

/** The text of a profile's key file; undefined where there is none. */
export const loadKeyText = async (folder: string): Promise<string | undefined> => {
  try {
    return await readFile(keyPath(folder), 'utf8');
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // fs errors carry a code
    throw failure;
  }
};

/** The key file of a profile whose key is sealed; undefined where it is not such a file. */
export const loadSealed = async (folder: string): Promise<SealedFile | undefined> => {
  const text = await loadKeyText(folder);
  const read = text === undefined ? undefined : readKeyFile(text);
  return read?.kind === 'ok' && read.file.kind === 'sealed' ? read.file : undefined;
};

/** [KEY-8] On the disk, whole, in the place of the one before, or not at all. */
export const saveKeyFile = (folder: string, file: KeyFile): Promise<void> =>
  realDisk.writeAll(keyPath(folder), Buffer.from(`${JSON.stringify(file, null, 2)}\n`));
