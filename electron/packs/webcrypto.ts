import { webcrypto } from 'node:crypto';

/** `jose` wants Web Crypto as a global; the main process of the older runtime keeps it in `node:crypto` only. */
const scope = globalThis as { crypto?: unknown; CryptoKey?: unknown }; // absent there, whatever the types say
scope.crypto ??= webcrypto;
scope.CryptoKey ??= webcrypto.CryptoKey;
