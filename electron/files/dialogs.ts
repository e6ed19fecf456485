import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileKind } from '../contract/files';
import { kindWords } from './kinds';

/** The person's part: where to save, what to open. Nothing chosen is `undefined`. */
export type FileDialogs = {
  readonly askSave: (suggestedName: string, kind: FileKind) => Promise<string | undefined>;
  readonly askFolder: () => Promise<string | undefined>;
  readonly askOpen: (kinds: readonly FileKind[], multiple: boolean) => Promise<readonly string[] | undefined>;
};

/** A test answers instead of a person; only a training profile lets it (SPEC FIL-5). */
export const answeredDialogs = (save: string | undefined, open: string | undefined): FileDialogs => ({
  askSave: async (suggestedName) => (save === undefined ? undefined : join(save, suggestedName)),
  askFolder: async () => save,
  askOpen: async (kinds, multiple) => {
    if (open === undefined) return undefined;
    const endings = kinds.flatMap((kind) => kindWords[kind].extensions);
    const fit = (await readdir(open))
      .filter((name) => endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`)))
      .sort()
      .map((name) => join(open, name));
    return multiple ? fit : fit.slice(0, 1);
  },
});
