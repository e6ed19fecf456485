import { createHash } from 'node:crypto';
import { compactDecrypt, compactVerify, importJWK } from 'jose';
import './webcrypto';
import { digestOf, fingerprintOf, privateJwk, publicJwk, type PrivateKey, type PublicKey } from './keys';
import { packLimits } from './limits';
import type { PackRefused } from '../contract/packs';
import { packRefusals } from './refusals';
import {
  jweHeaderSchema,
  jwsHeaderSchema,
  manifestSchema,
  partSchema,
  versionSchema,
  type Manifest,
  type PackEntry,
} from './schema';
import type { PackSource } from './source';
import { parseJson, readSegments } from './text';

type Line = { readonly at: number; readonly length: number };
/** A pack whose signature and every byte are known to be right; its parts are still sealed. */
export type OpenPack = {
  readonly kind: 'open';
  readonly manifest: Manifest;
  readonly signer: PublicKey;
  readonly lines: readonly Line[];
};

const lineFeed = 0x0a;
const readAtOnce = 1024 * 1024;

/** The public header of a sealed line, or undefined: what can be told without a key. */
export const readSealHeader = (line: string, typ: 'epspack+jwe' | 'epspack-part+jwe') => {
  const [header] = readSegments(line, 5) ?? [];
  const read = header && jweHeaderSchema.safeParse(parseJson(header));
  return read?.success && read.data.typ === typ ? read.data : undefined;
};

const unseal = async (line: string, key: PrivateKey): Promise<Uint8Array | undefined> => {
  try {
    const { plaintext } = await compactDecrypt(line, await importJWK(privateJwk(key), 'ECDH-ES'), {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return plaintext;
  } catch {
    return undefined;
  }
};

type Verified = { readonly kind: 'verified'; readonly payload: Uint8Array; readonly signer: PublicKey };

const verify = async (jws: string, signers: readonly PublicKey[]): Promise<Verified | PackRefused> => {
  const [header] = readSegments(jws, 3) ?? [];
  const read = header && jwsHeaderSchema.safeParse(parseJson(header));
  if (!read?.success) return packRefusals.altered();
  const signer = signers.find(({ kid }) => kid === read.data.kid);
  if (!signer) return packRefusals.unknownSigner(fingerprintOf(read.data.kid));
  try {
    const { payload } = await compactVerify(jws, await importJWK(publicJwk(signer), 'EdDSA'), {
      algorithms: ['EdDSA'],
    });
    return { kind: 'verified', payload, signer };
  } catch {
    return packRefusals.altered();
  }
};

const readManifest = (payload: Uint8Array): Manifest | PackRefused => {
  const json = parseJson(payload);
  const version = versionSchema.safeParse(json);
  if (version.success && version.data.v > 1) return packRefusals.newer();
  const read = manifestSchema.safeParse(json);
  if (!read.success) return packRefusals.malformed();
  const { parts, count, bundles } = read.data;
  const sum = parts.reduce((total, part) => total + part.count, 0);
  return sum === count && bundles <= count ? read.data : packRefusals.malformed();
};

/** The first line as text, or undefined where it is too long to be one. */
const firstLine = async (source: PackSource): Promise<string | undefined> => {
  const head = await source.read(0, packLimits.manifestBytes + 1);
  const end = head.indexOf(lineFeed);
  return end > 0 ? head.toString('latin1', 0, end) : undefined;
};

type Walk = { readonly line: Line; readonly sha256: string };

/** Every line after the first, hashed in one pass; undefined where the last is not ended or one is too long. */
const walkLines = async (source: PackSource, from: number): Promise<readonly Walk[] | undefined> => {
  const walked: Walk[] = [];
  let hash = createHash('sha256');
  let start = from;
  for (let at = from; at < source.size;) {
    const chunk = await source.read(at, readAtOnce);
    if (chunk.length === 0) return undefined;
    let begin = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, begin)) {
      hash.update(chunk.subarray(begin, end));
      walked.push({ line: { at: start, length: at + end - start }, sha256: hash.digest('base64url') });
      if (walked.length > packLimits.parts) return undefined;
      hash = createHash('sha256');
      begin = end + 1;
      start = at + begin;
    }
    hash.update(chunk.subarray(begin));
    at += chunk.length;
    if (at - start > packLimits.partBytes) return undefined;
  }
  return start === source.size ? walked : undefined;
};

/**
 * [PCK-3 to PCK-9] Opens a pack as far as its maker, its addressee and every byte of it are proved right.
 * The order of the checks is that of SPEC.md; the first that fails is the answer.
 */
export const openPack = async (
  source: PackSource,
  key: PrivateKey,
  signers: readonly PublicKey[],
): Promise<OpenPack | PackRefused> => {
  if (source.size > packLimits.fileBytes) return packRefusals.tooLarge();
  const first = await firstLine(source);
  const header = first === undefined ? undefined : readSealHeader(first, 'epspack+jwe');
  if (first === undefined || !header) return packRefusals.notAPack();
  if (header.kid !== key.kid) return packRefusals.otherKey(fingerprintOf(header.kid));
  const jws = await unseal(first, key);
  if (!jws) return packRefusals.altered();
  const verified = await verify(Buffer.from(jws).toString('latin1'), signers);
  if (verified.kind === 'refused') return verified;
  const manifest = readManifest(verified.payload);
  if ('kind' in manifest) return manifest;
  const walked = await walkLines(source, first.length + 1);
  const whole =
    walked?.length === manifest.parts.length &&
    walked.every(({ sha256 }, i) => sha256 === manifest.parts[i]?.sha256);
  if (!whole) return packRefusals.altered();
  return { kind: 'open', manifest, signer: verified.signer, lines: walked.map(({ line }) => line) };
};

export type OpenPart = {
  readonly kind: 'part';
  /** JSON as the supplier sealed it; entry n of it is at `/entries/n`. */
  readonly bytes: Uint8Array;
  readonly entries: readonly PackEntry[];
};

/** [PCK-9] One part of an open pack; its bytes are checked again, the file may have been changed since. */
export const openPart = async (
  source: PackSource,
  pack: OpenPack,
  index: number,
  key: PrivateKey,
): Promise<OpenPart | PackRefused> => {
  const line = pack.lines[index];
  const stated = pack.manifest.parts[index];
  if (!line || !stated) return packRefusals.malformed();
  const raw = await source.read(line.at, line.length);
  if (digestOf(raw) !== stated.sha256) return packRefusals.altered();
  const text = raw.toString('latin1');
  const header = readSealHeader(text, 'epspack-part+jwe');
  const bytes = header?.kid === key.kid ? await unseal(text, key) : undefined;
  const read = bytes && partSchema.safeParse(parseJson(bytes));
  if (!bytes || !read?.success) return packRefusals.malformed();
  const { packId, part, entries } = read.data;
  const belongs = packId === pack.manifest.packId && part === index + 1 && entries.length === stated.count;
  return belongs ? { kind: 'part', bytes, entries } : packRefusals.malformed();
};
