import fc from 'fast-check';
import { anId, type Press } from './keys';

export const where = fc.constantFrom<'field' | 'elsewhere'>('field', 'elsewhere');
const hex = fc.constantFrom(...'0123456789ABCDEF');
export const alphanumeric = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const text = (unit: fc.Arbitrary<string>, n: number) => fc.string({ unit, minLength: n, maxLength: n });
export const id = fc
  .tuple(text(hex, 6), text(alphanumeric, 6), text(hex, 5))
  .map((parts) => anId(parts.join('')));

/** A scanner with its own jitter; hyphens and capitals or not, and some end or none. */
export const scansOf = (slowestMs: number) =>
  fc
    .record({
      id,
      gaps: fc.array(fc.integer({ min: 0, max: slowestMs }), { minLength: 24, maxLength: 24 }),
      hyphens: fc.boolean(),
      small: fc.boolean(),
      end: fc.constantFrom<readonly string[]>(['Enter'], ['Tab'], [], ['Enter', 'Enter']),
    })
    .map(({ id: whole, gaps, hyphens, small, end }) => {
      const bare = hyphens ? whole : whole.replace(/-/g, '');
      const written = small ? bare.toLowerCase() : bare;
      const keys: readonly Press[] = [...written, ...end].map((token, i) => ({
        token,
        afterMs: gaps[i] ?? 5,
      }));
      return { id: whole, keys, end };
    });
export const scannedId = scansOf(30);
/** A scanner that stops once for longer than its gap, but not behind its first key: that one may be a hand's. */
export const stalled = fc
  .tuple(scannedId, fc.integer({ min: 2, max: 20 }), fc.integer({ min: 61, max: 149 }))
  .map(([scan, at, stallMs]) => ({
    ...scan,
    keys: scan.keys.map((key, i) => (i === at ? { ...key, afterMs: stallMs } : key)),
  }));
