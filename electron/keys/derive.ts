import { hkdfSync } from 'node:crypto';

/** The keys that one data key gives. Each use has its own, so that none can stand in for another. */
export type DerivedKeys = {
  readonly journal: Uint8Array;
  readonly projection: Uint8Array;
  readonly index: Uint8Array;
  readonly secrets: Uint8Array;
  /** Seals the pharmacy's private pack key. */
  readonly packs: Uint8Array;
};

const derive = (dataKey: Uint8Array, use: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', dataKey, new Uint8Array(32), `holdfast ${use} 1`, 32));

/** [KEY-1] HKDF-SHA-256 of the 32-byte data key. Stored data depends on the labels: do not rename. */
export const deriveKeys = (dataKey: Uint8Array): DerivedKeys => ({
  journal: derive(dataKey, 'journal'),
  projection: derive(dataKey, 'projection'),
  index: derive(dataKey, 'blind index'),
  secrets: derive(dataKey, 'secrets'),
  packs: derive(dataKey, 'pack key'),
});
