import { isAbsolute, resolve } from 'node:path';
import { isPackName } from './watch';

/** Packs named on a command line, as a double click in the file manager does it. */
export const packPathsIn = (argv: readonly string[], folder: string): readonly string[] =>
  argv
    .filter((word) => !word.startsWith('-') && isPackName(word))
    .map((path) => (isAbsolute(path) ? path : resolve(folder, path)));
