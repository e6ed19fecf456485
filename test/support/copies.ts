import { keepCopySchema } from '../../electron/contract/copy';
import type { CopyPort } from '../../renderer/usecases/ports';

/** A second copy as main keeps it: in the folder that a person has chosen, and in no other. */
export const aCopyPort = (
  chosen = '/media/stick',
): CopyPort & { readonly folder: () => string | undefined } => {
  let folder: string | undefined;
  return {
    folder: () => folder,
    keepIn: async (there) => {
      if (keepCopySchema.parse({ folder: there }).folder !== chosen)
        return { kind: 'refused', sentence: 'That folder was not chosen here.', next: 'Choose it again.' };
      folder = there;
      return { kind: 'kept' };
    },
    stop: async () => {
      folder = undefined;
    },
  };
};
