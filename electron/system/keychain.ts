import { safeStorage } from 'electron';
import type { Keychain } from '../keys/locks';

/** Backends of Linux that keep nothing secret; the other systems have one real one each. */
const pretenders: readonly string[] = ['basic_text', 'unknown'];

/** [KEY-3] The keychain of this computer, or undefined where there is no real one. */
export const realKeychain = (): Keychain | undefined => {
  if (!safeStorage.isEncryptionAvailable()) return undefined;
  if (process.platform === 'linux' && pretenders.includes(safeStorage.getSelectedStorageBackend()))
    return undefined;
  return {
    seal: (secret) => safeStorage.encryptString(secret),
    open: (sealed) => safeStorage.decryptString(sealed),
  };
};
