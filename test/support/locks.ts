import { changePassphraseSchema } from '../../electron/contract/keys';
import type { LockPort } from '../../renderer/usecases/ports';

export const presentPassphrase = 'correct horse battery';

/** A profile that opens by one passphrase, as main knows it. */
export const aLock = (): LockPort & { readonly now: () => string } => {
  let passphrase = presentPassphrase;
  return {
    now: () => passphrase,
    changePassphrase: async (typed) => {
      const { present, next } = changePassphraseSchema.parse(typed);
      if (present !== passphrase)
        return {
          kind: 'refused',
          sentence: 'That is not the passphrase of this profile.',
          next: 'Type it again.',
        };
      passphrase = next;
      return { kind: 'changed' };
    },
  };
};
