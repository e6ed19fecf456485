import { CompactEncrypt, CompactSign, importJWK } from 'jose';
import './webcrypto';
import { digestOf, privateJwk, publicJwk, type PrivateKey, type PublicKey } from './keys';
import { packLimits } from './limits';
import { isBounded } from './text';
import { entrySchema, manifestSchema, type Manifest, type PackEntry } from './schema';

/** What a supplier says about a pack; numbers and parts are worked out. */
export type PackFacts = Omit<Manifest, 'v' | 'count' | 'bundles' | 'parts'>;

export type MakePack = {
  readonly facts: PackFacts;
  readonly entries: readonly PackEntry[];
  readonly signWith: PrivateKey;
  readonly to: PublicKey;
};

/** A script as a supplier puts it into a pack, with its prescription. */
export const packEntryOf = ({
  shortId: id,
  issue,
  bundle,
}: {
  readonly shortId: string;
  readonly issue: number;
  readonly bundle: Readonly<Record<string, unknown>>;
}): PackEntry => ({ id, issue, bundle: { ...bundle, resourceType: 'Bundle' } });

/** Parts of about this much JSON are quick to open one by one. */
const partTargetBytes = 768 * 1024;

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const sealFor = async (to: PublicKey, plain: Uint8Array, typ: string): Promise<string> =>
  new CompactEncrypt(plain)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', typ, kid: to.kid })
    .encrypt(await importJWK(publicJwk(to), 'ECDH-ES'));

/** Entries in parts of bounded size and number. */
const inParts = (entries: readonly PackEntry[]): readonly (readonly PackEntry[])[] => {
  const parts: PackEntry[][] = [];
  let size = Infinity;
  for (const entry of entries) {
    const bytes = encode(entry).length;
    const last = parts.at(-1);
    if (last && size + bytes <= partTargetBytes && last.length < packLimits.entriesOfPart) {
      last.push(entry);
      size += bytes;
    } else {
      parts.push([entry]);
      size = bytes;
    }
  }
  return parts;
};

/**
 * A pack as its lines, each to be followed by a line feed. Throws where the facts or the entries are not
 * what a pack may carry: whoever makes packs is to hear of it, not the pharmacy.
 */
export async function* makePack(
  { facts, entries, signWith, to }: MakePack,
  mostBytes: number = packLimits.fileBytes,
): AsyncGenerator<string> {
  let bytes = 0;
  const counted = (line: string): string => {
    bytes += line.length + 1;
    if (bytes <= mostBytes) return line;
    const most = `${mostBytes / 1024 / 1024} MiB`;
    throw new Error(`This pack would be larger than ${most}, which every pharmacy refuses. Make several.`);
  };
  const checked = entries.map((entry) => entrySchema.parse(entry));
  const lines: string[] = [];
  const parts: Manifest['parts'] = [];
  for (const [i, part] of inParts(checked).entries()) {
    const plain = encode({ v: 1, packId: facts.packId, part: i + 1, entries: part });
    const line = await sealFor(to, plain, 'epspack-part+jwe');
    if (line.length > packLimits.partBytes || !isBounded(plain))
      throw new Error(`The entries from ${part[0]?.id ?? ''} on hold more than a pack may carry.`);
    lines.push(counted(line));
    parts.push({ sha256: digestOf(Buffer.from(line)), count: part.length });
  }
  const bundles = checked.filter(({ bundle }) => bundle !== undefined).length;
  const manifest = manifestSchema.parse({ ...facts, v: 1, count: checked.length, bundles, parts });
  const signed = await new CompactSign(encode(manifest))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'eps-recovery+jws', kid: signWith.kid })
    .sign(await importJWK(privateJwk(signWith), 'EdDSA'));
  yield counted(await sealFor(to, new TextEncoder().encode(signed), 'epspack+jwe'));
  yield* lines;
}
