import { createPrivateKey, createPublicKey, generateKeyPair, type webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
import { importPKCS8 } from 'jose';
import type { ClientKeyInfo } from '../contract/identity';
import { ensureWebCrypto } from './web-crypto';

/** What the API platform wants: RSA of 4096 bits, signing RS512. */
const algorithm = 'RS512';
const bits = 4096;

/** Makes the key pair; its private half, in PEM, never leaves main. */
export const makePrivateKey = async (modulusLength = bits): Promise<string> => {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
};

/** What is registered at the API platform and at CIS2: a key set with the public half. */
export const publicHalf = (pem: string, keyId: string): NonNullable<ClientKeyInfo> => {
  const { kty, n, e } = createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' });
  return { publicKeySet: JSON.stringify({ keys: [{ kty, n, e, alg: algorithm, use: 'sig', kid: keyId }] }) };
};

/** The key as the signing libraries take it. */
export const signingKey = (pem: string): Promise<webcrypto.CryptoKey> => {
  ensureWebCrypto();
  return importPKCS8(pem, algorithm);
};
