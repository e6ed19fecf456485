import { createHash, createPrivateKey } from 'node:crypto';
import { publicKeyFile, readPrivateKey, type PrivateKey, type PublicKey } from '../packs/keys';
import { makePack, packEntryOf } from '../packs/make-pack';
import type { SentPack } from '../training/drills/model';
import type { Script } from '../training/model';
import { dayMs } from '../packs/limits';

const name = 'The supplier';
const validDays = 14;
/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The supplier of a drill: its key comes from the seed, so that a drill is the same again to the last byte. */
export type Supplier = {
  readonly name: string;
  /** Its public key, as it is given to pharmacies. */
  readonly keyFile: string;
  readonly kid: string;
  /** The bytes of a pack that is locked for `to`; by the maker of `npm run epspack -- make`. */
  readonly make: (sent: SentPack, scripts: readonly Script[], to: PublicKey) => Promise<Buffer>;
};

const keyOf = async (drill: string): Promise<PrivateKey> => {
  const secret = createHash('sha256').update(`holdfast drill supplier 1 ${drill}`).digest();
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, secret]), format: 'der', type: 'pkcs8' });
  const read = await readPrivateKey(key.export({ format: 'jwk' }), 'Ed25519');
  if (!read) throw new Error('a seed gave no key');
  return read;
};

const instant = (at: number): string => new Date(at).toISOString();

/** `drill` names scenario and seed. */
export const supplierOf = async (drill: string): Promise<Supplier> => {
  const key = await keyOf(drill);
  return {
    name,
    keyFile: publicKeyFile(key, { for: 'packs from this supplier', name }),
    kid: key.kid,
    make: async ({ packId, sequence, ods, issuedAt, shortIds }, scripts, to) => {
      const entries = shortIds
        .flatMap((id) => scripts.filter(({ shortId }) => shortId === id))
        .map(packEntryOf);
      const facts = {
        packId,
        sequence,
        supplier: name,
        ods,
        issuedAt: instant(issuedAt),
        expiresAt: instant(issuedAt + validDays * dayMs),
        instructions: 'Scan the paper of each script at the PWAD desk (F4). It needs no broker.',
      };
      const lines: string[] = [];
      for await (const line of makePack({ facts, entries, signWith: key, to })) lines.push(`${line}\n`);
      return Buffer.from(lines.join(''));
    },
  };
};
