import { expect, it } from 'vitest';
import { Falls } from '../../electron/system/falls';
import { fellReply } from '../../renderer/app/fell';

it('[PRF-9] a screen that falls now and then begins anew by itself, one that falls again and again does not', () => {
  const falls = new Falls();
  expect([0, 59_000, 130_000].map((at) => falls.fell(at))).toEqual([true, true, true]);
  expect([140_000, 150_000].map((at) => falls.fell(at))).toEqual([true, false]);
  falls.forget();
  expect(falls.fell(151_000)).toBe(true);
});

it('[PRF-9] one that fell says so, and no other', () => {
  expect(fellReply('?fell')).toMatchObject({ kind: 'refused', rule: 'PRF-9' });
  expect(fellReply('')).toBeUndefined();
});
