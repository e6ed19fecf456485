import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readKeyFile, type SealedFile } from './key-file';
import { loadKeyText, loadSealed, saveKeyFile } from './key-place';
import { openByKeychain, sealByKeychain, sealByPassphrase, type Keychain } from './locks';
import { base64, labels, newRecoveryCode, recoveryKey, sealKey, stretchPassphrase, unsealKey } from './wrap';

/** A new key: its recovery code is shown this once. None of it is on the disk until the code is proved. */
export type NewKeys = { readonly kind: 'created'; readonly code: string; readonly file: SealedFile };

export type KeyState =
  | { readonly kind: 'open'; readonly dataKey: Uint8Array }
  /** No key yet and no keychain that takes it: a passphrase has to be chosen. */
  | { readonly kind: 'choose-passphrase' }
  | NewKeys
  | { readonly kind: 'needs-passphrase' }
  /** The keychain does not open it any more (another computer, another account). */
  | { readonly kind: 'needs-code' }
  | { readonly kind: 'damaged' }
  /** There is a journal, which other keys than new ones open. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'newer' };

const trainingNote =
  'Training profile: the key lies beside the data it protects. Everything here is invented; nothing real belongs here.';
const newDataKey = (): Uint8Array => new Uint8Array(randomBytes(32));

/** [KEY-2] A training profile keeps its key beside it and says so; it never protects anything real. */
const openTraining = async (folder: string, text: string | undefined): Promise<KeyState> => {
  if (text === undefined) {
    const dataKey = newDataKey();
    await saveKeyFile(folder, { v: 1, kind: 'training', note: trainingNote, dataKey: base64(dataKey) });
    return { kind: 'open', dataKey };
  }
  const read = readKeyFile(text);
  if (read.kind !== 'ok') return read;
  if (read.file.kind !== 'training') return { kind: 'damaged' };
  const dataKey = new Uint8Array(Buffer.from(read.file.dataKey, 'base64'));
  return dataKey.byteLength === 32 ? { kind: 'open', dataKey } : { kind: 'damaged' };
};

const created = (
  dataKey: Uint8Array,
  lock: Pick<SealedFile, 'keychain'> | Pick<SealedFile, 'passphrase'>,
): NewKeys => {
  const code = newRecoveryCode();
  const recovery = sealKey(dataKey, recoveryKey(code), labels.recovery);
  return { kind: 'created', code, file: { v: 1, kind: 'sealed', ...lock, recovery } };
};

const openSealed = (text: string | undefined, keychain: Keychain | undefined): KeyState => {
  if (text === undefined) {
    const dataKey = newDataKey();
    const sealed = keychain && sealByKeychain(dataKey, keychain);
    return sealed === undefined ? { kind: 'choose-passphrase' } : created(dataKey, { keychain: sealed });
  }
  const read = readKeyFile(text);
  if (read.kind !== 'ok') return read;
  if (read.file.kind !== 'sealed') return { kind: 'damaged' };
  if (read.file.keychain !== undefined && keychain) {
    const dataKey = openByKeychain(read.file.keychain, keychain);
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
  const text = await loadKeyText(folder);
  if (text === undefined && (await hasJournal(folder))) return { kind: 'missing' };
  return training ? openTraining(folder, text) : openSealed(text, keychain);
};

/** [KEY-3] Makes the keys of a profile under a passphrase. */
export const makeWithPassphrase = async (passphrase: string): Promise<NewKeys> => {
  const dataKey = newDataKey();
  return created(dataKey, { passphrase: await sealByPassphrase(dataKey, passphrase) });
};

const openByCode = ({ recovery }: SealedFile, code: string): Uint8Array | undefined =>
  unsealKey(recovery, recoveryKey(code), labels.recovery);

/** [KEY-6] Keeps new keys, once whoever wrote down their code has proved it: the data key, or undefined where it is another. */
export const keepKeys = async (
  folder: string,
  { file }: NewKeys,
  code: string,
): Promise<Uint8Array | undefined> => {
  const dataKey = openByCode(file, code);
  if (!dataKey) return undefined;
  if ((await loadKeyText(folder)) !== undefined) throw new Error('there are keys already');
  await saveKeyFile(folder, file);
  return dataKey;
};

/** [KEY-4] The data key, or undefined where the passphrase is another. */
export const unlockWithPassphrase = async (
  folder: string,
  passphrase: string,
): Promise<Uint8Array | undefined> => {
  const sealed = (await loadSealed(folder))?.passphrase;
  if (!sealed) return undefined;
  return unsealKey(sealed, await stretchPassphrase(passphrase, sealed.salt), labels.passphrase);
};

/** [KEY-4] The data key by its recovery code, or undefined where the code is another. */
export const unlockWithCode = async (folder: string, code: string): Promise<Uint8Array | undefined> => {
  const file = await loadSealed(folder);
  return file && openByCode(file, code);
};
