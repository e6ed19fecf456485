import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

/** [PRF-8] Whether anything can be written into a folder, which is made where it is missing. */
export const takesFiles = (folder: string): boolean => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    rmdirSync(mkdtempSync(join(folder, '.probe-')));
    return true;
  } catch {
    return false;
  }
};
