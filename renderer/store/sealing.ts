import type { Entry } from '../usecases/ports';
import type { Sealed } from './schema';

/** Keys of the index, made by the engine from the journal's own; they cannot be taken out again. */
export type StoreKeys = { readonly seal: CryptoKey; readonly blind: CryptoKey };

export const nonceBytes = 12;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** WebCrypto wants memory that is not shared; all of ours is not. */
type Bytes = Uint8Array<ArrayBuffer>;

export const importStoreKeys = async (projection: Bytes, index: Bytes): Promise<StoreKeys> => ({
  seal: await crypto.subtle.importKey('raw', projection, 'AES-GCM', false, ['encrypt', 'decrypt']),
  blind: await crypto.subtle.importKey('raw', index, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
});

const associated = (table: string, id: string): Bytes => encoder.encode(`${table}\n${id}`);

/** [STO-5] Seals a value for one row: moved to another row or table it no longer opens. */
export const seal = (keys: StoreKeys, table: string, id: string, value: unknown): Promise<Sealed> =>
  sealText(keys, table, id, JSON.stringify(value));

export const sealText = async (keys: StoreKeys, table: string, id: string, text: string): Promise<Sealed> => {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
  const params = { name: 'AES-GCM', iv: nonce, additionalData: associated(table, id) };
  const cipher = await crypto.subtle.encrypt(params, keys.seal, encoder.encode(text));
  const out = new Uint8Array(nonceBytes + cipher.byteLength);
  out.set(nonce);
  out.set(new Uint8Array(cipher), nonceBytes);
  return out;
};

/** A row that does not open: the index is damaged, the journal is not. */
export class RowDamaged extends Error {
  override readonly name = 'RowDamaged';
}

/** Opens what `seal` made; the caller knows the type by table and row. */
export const unseal = async <T>(keys: StoreKeys, table: string, id: string, sealed: Sealed): Promise<T> =>
  JSON.parse(await unsealText(keys, table, id, sealed)) as T; // authentic, so it is what `seal` was given

/** Opens rows of one table. */
export const unsealAll = <T>(
  keys: StoreKeys,
  table: string,
  rows: readonly { readonly id: string; readonly sealed: Sealed }[],
): Promise<T[]> => Promise.all(rows.map(({ id, sealed }) => unseal<T>(keys, table, id, sealed)));

/** Opens what `sealText` made. */
export const unsealText = async (
  keys: StoreKeys,
  table: string,
  id: string,
  sealed: Sealed,
): Promise<string> => {
  const bytes = new Uint8Array(sealed);
  const params = {
    name: 'AES-GCM',
    iv: bytes.subarray(0, nonceBytes),
    additionalData: associated(table, id),
  };
  try {
    return decoder.decode(await crypto.subtle.decrypt(params, keys.seal, bytes.subarray(nonceBytes)));
  } catch {
    throw new RowDamaged(table);
  }
};

const hexOf: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** [STO-6] A look-up that tells nothing: HMAC-SHA-256 of what is looked up, 128 bits in hex. */
const makeBlind = async (key: CryptoKey, text: string): Promise<string> => {
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)), 0, 16);
  let id = '';
  for (const byte of mac) id += hexOf[byte] ?? '';
  return id;
};

/** An arrival is looked up several times before it is written; so many blind ids are not made again for it. */
const remembered = 4_096;
const recent = new WeakMap<CryptoKey, Map<string, Promise<string>>>();

const blind = (keys: StoreKeys, use: string, value: string): Promise<string> => {
  const known = recent.get(keys.blind) ?? new Map<string, Promise<string>>();
  recent.set(keys.blind, known);
  const text = `${use}\n${value}`;
  const id = known.get(text) ?? makeBlind(keys.blind, text);
  if (known.size >= remembered) known.clear();
  known.set(text, id);
  return id;
};

export const scriptId = (keys: StoreKeys, key: string): Promise<string> => blind(keys, 'script', key);
export const shortIdIndex = (keys: StoreKeys, shortId: string): Promise<string> =>
  blind(keys, 'short id', shortId.toUpperCase());
/** Row id of a state in a sealed list, and what it is looked up by. */
export const collectionId = (keys: StoreKeys, table: string, id: string): Promise<string> =>
  blind(keys, `list ${table}`, id);
export const collectionLink = (keys: StoreKeys, table: string, link: string): Promise<string> =>
  blind(keys, `link ${table}`, link);
/** Tells an entry of the journal from any other that may stand in its place; nothing can be read from it. */
export const entryMark = (
  keys: StoreKeys,
  { seq, at, by, kind, subject }: Pick<Entry, 'seq' | 'at' | 'by' | 'kind' | 'subject'>,
): Promise<string> => makeBlind(keys.blind, ['entry', seq, at, by, kind, subject].join('\n'));
/** A patient as one of `everyLink` names them. */
export const patientIndex = (keys: StoreKeys, link: string): Promise<string> => blind(keys, 'patient', link);
