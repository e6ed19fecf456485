import { webcrypto } from 'node:crypto';

/** Node 18 (the older runtime) has WebCrypto, but not under the global names that the libraries use. */
export const ensureWebCrypto = (): void => {
  const globals: Record<string, unknown> = { crypto: webcrypto, CryptoKey: webcrypto.CryptoKey };
  for (const [name, value] of Object.entries(globals))
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, configurable: true });
};
