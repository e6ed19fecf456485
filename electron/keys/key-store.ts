import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { realDisk } from '../journal/disk';
import { readKeyFile, type KeyFile } from './key-file';
import { newRecoveryCode, recoveryKey, sealKey, stretchPassphrase, unsealKey } from './wrap';

/** The keychain of the operating system; absent where there is no real one. */
export type Keychain = {
  readonly seal: (secret: string) => Buffer;
  readonly open: (sealed: Buffer) => string;
};

export type KeyState =
  | { readonly kind: 'open'; readonly dataKey: Uint8Array }
  /** No key yet and no keychain: a passphrase has to be chosen. */
  | { readonly kind: 'choose-passphrase' }
  /** A new key: its recovery code is shown this once. */
  | { readonly kind: 'created'; readonly dataKey: Uint8Array; readonly code: string }
  | { readonly kind: 'needs-passphrase' }
  /** The keychain does not open it any more (another computer, another account). */
  | { readonly kind: 'needs-code' }
  | { readonly kind: 'damaged' }
  /** There is a journal, which other keys than new ones open. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'newer' };

const keyPath = (folder: string): string => join(folder, 'keys.json');
const trainingNote =
  'Training profile: the key lies beside the data it protects. Everything here is invented; nothing real belongs here.';
const labels = { recovery: 'holdfast recovery 1', passphrase: 'holdfast passphrase 1' } as const;

const save = (folder: string, file: KeyFile): Promise<void> =>
  realDisk.writeAll(keyPath(folder), Buffer.from(`${JSON.stringify(file, null, 2)}\n`));

const load = async (folder: string): Promise<string | undefined> => {
  try {
    return await readFile(keyPath(folder), 'utf8');
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // fs errors carry a code
    throw failure;
  }
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const newDataKey = (): Uint8Array => new Uint8Array(randomBytes(32));

/** [KEY-2] A training profile keeps its key beside it and says so; it never protects anything real. */
const openTraining = async (folder: string, text: string | undefined): Promise<KeyState> => {
  if (text === undefined) {
    const dataKey = newDataKey();
    await save(folder, { v: 1, kind: 'training', note: trainingNote, dataKey: base64(dataKey) });
    return { kind: 'open', dataKey };
  }
  const read = readKeyFile(text);
  if (read.kind !== 'ok') return read;
  if (read.file.kind !== 'training') return { kind: 'damaged' };
  const dataKey = new Uint8Array(Buffer.from(read.file.dataKey, 'base64'));
  return dataKey.byteLength === 32 ? { kind: 'open', dataKey } : { kind: 'damaged' };
};

const fromKeychain = (sealed: string, keychain: Keychain): Uint8Array | undefined => {
  try {
    const dataKey = Buffer.from(keychain.open(Buffer.from(sealed, 'base64')), 'base64');
    return dataKey.length === 32 ? new Uint8Array(dataKey) : undefined;
  } catch {
    return undefined;
  }
};

const openSealed = async (
  folder: string,
  text: string | undefined,
  keychain: Keychain | undefined,
): Promise<KeyState> => {
  if (text === undefined) {
    if (!keychain) return { kind: 'choose-passphrase' };
    const dataKey = newDataKey();
    const code = newRecoveryCode();
    await save(folder, {
      v: 1,
      kind: 'sealed',
      keychain: base64(keychain.seal(base64(dataKey))),
      recovery: sealKey(dataKey, recoveryKey(code), labels.recovery),
    });
    return { kind: 'created', dataKey, code };
  }
  const read = readKeyFile(text);
  if (read.kind !== 'ok') return read;
  if (read.file.kind !== 'sealed') return { kind: 'damaged' };
  if (read.file.keychain !== undefined && keychain) {
    const dataKey = fromKeychain(read.file.keychain, keychain);
    if (dataKey) return { kind: 'open', dataKey };
  }
  return { kind: read.file.passphrase ? 'needs-passphrase' : 'needs-code' };
};

/** [KEY-5] Keys are made for a profile without a journal only: the old ones may still be in a backup. */
const hasJournal = (folder: string): Promise<boolean> =>
  stat(join(folder, 'journal')).then(
    () => true,
    () => false,
  );

/** Opens the keys of a profile as far as it goes without a person. */
export const openKeys = async (
  folder: string,
  training: boolean,
  keychain: Keychain | undefined,
): Promise<KeyState> => {
  const text = await load(folder);
  if (text === undefined && (await hasJournal(folder))) return { kind: 'missing' };
  return training ? openTraining(folder, text) : openSealed(folder, text, keychain);
};

/** [KEY-3] Creates the keys of a profile under a passphrase; the recovery code is shown this once. */
export const createWithPassphrase = async (
  folder: string,
  passphrase: string,
): Promise<Extract<KeyState, { kind: 'created' }>> => {
  const dataKey = newDataKey();
  const code = newRecoveryCode();
  const salt = base64(randomBytes(16));
  const under = await stretchPassphrase(passphrase, salt);
  await save(folder, {
    v: 1,
    kind: 'sealed',
    passphrase: { salt, ...sealKey(dataKey, under, labels.passphrase) },
    recovery: sealKey(dataKey, recoveryKey(code), labels.recovery),
  });
  return { kind: 'created', dataKey, code };
};

const sealedFile = async (folder: string): Promise<Extract<KeyFile, { kind: 'sealed' }> | undefined> => {
  const text = await load(folder);
  const read = text === undefined ? undefined : readKeyFile(text);
  return read?.kind === 'ok' && read.file.kind === 'sealed' ? read.file : undefined;
};

/** [KEY-4] The data key, or undefined where the passphrase is another. */
export const unlockWithPassphrase = async (
  folder: string,
  passphrase: string,
): Promise<Uint8Array | undefined> => {
  const sealed = (await sealedFile(folder))?.passphrase;
  if (!sealed) return undefined;
  return unsealKey(sealed, await stretchPassphrase(passphrase, sealed.salt), labels.passphrase);
};

/** [KEY-4] The data key by its recovery code, or undefined where the code is another. */
export const unlockWithCode = async (folder: string, code: string): Promise<Uint8Array | undefined> => {
  const sealed = (await sealedFile(folder))?.recovery;
  return sealed && unsealKey(sealed, recoveryKey(code), labels.recovery);
};
