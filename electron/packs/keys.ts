import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import './webcrypto';
import * as z from 'zod';
import { readBase64url } from './text';

const bytes32 = z.string().refine((text) => readBase64url(text)?.length === 32);
const publicSchema = z.object({
  kty: z.literal('OKP'),
  crv: z.enum(['X25519', 'Ed25519']),
  x: bytes32,
});
const privateSchema = publicSchema.extend({ d: bytes32 });

export type Curve = 'X25519' | 'Ed25519';
/** A public key with its name by RFC 7638: the name is computed, never believed. */
export type PublicKey = { readonly crv: Curve; readonly x: string; readonly kid: string };
export type PrivateKey = PublicKey & { readonly d: string };

export const publicJwk = ({ crv, x }: PublicKey): JWK => ({ kty: 'OKP', crv, x });
export const privateJwk = ({ crv, x, d }: PrivateKey): JWK => ({ kty: 'OKP', crv, x, d });

const kidOf = (crv: Curve, x: string): Promise<string> =>
  calculateJwkThumbprint({ kty: 'OKP', crv, x }, 'sha256');

/** What two people read to each other: 32 digits of the key's SHA-256 thumbprint, in fours. */
export const fingerprintOf = (kid: string): string =>
  (Buffer.from(kid, 'base64url').toString('hex').slice(0, 32).toUpperCase().match(/.{4}/g) ?? []).join(' ');

/** A key file may be a bare JWK, or one that carries it as `jwk` (as the program exports it). */
const jwkIn = (json: unknown): unknown =>
  z.looseObject({ jwk: z.looseObject({}) }).safeParse(json).data?.jwk ?? json;

export const readPublicKey = async (json: unknown, crv: Curve): Promise<PublicKey | undefined> => {
  const read = publicSchema.safeParse(jwkIn(json));
  if (!read.success || read.data.crv !== crv) return undefined;
  return { crv, x: read.data.x, kid: await kidOf(crv, read.data.x) };
};

export const readPrivateKey = async (json: unknown, crv: Curve): Promise<PrivateKey | undefined> => {
  const read = privateSchema.safeParse(jwkIn(json));
  if (!read.success || read.data.crv !== crv) return undefined;
  const { x, d } = read.data;
  return { crv, x, d, kid: await kidOf(crv, x) };
};

export const newKey = async (crv: Curve): Promise<PrivateKey> => {
  const { privateKey } = await generateKeyPair(crv === 'X25519' ? 'ECDH-ES' : 'EdDSA', {
    crv,
    extractable: true,
  });
  const key = await readPrivateKey(await exportJWK(privateKey), crv);
  if (!key) throw new Error('the new key does not read as one');
  return key;
};

/** The file that goes to the other side. */
export const publicKeyFile = (key: PublicKey, whose: Readonly<Record<string, string>>): string =>
  `${JSON.stringify(
    {
      v: 1,
      ...whose,
      fingerprint: fingerprintOf(key.kid),
      jwk: { kty: 'OKP', crv: key.crv, x: key.x, kid: key.kid, use: key.crv === 'X25519' ? 'enc' : 'sig' },
    },
    null,
    2,
  )}\n`;

/** SHA-256 as a manifest writes it. */
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url');
