import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { deskTabs } from '../../renderer/domain/desk/model';
import { numbersOf } from '../../renderer/domain/desk/numbers';

describe('the numbers of the desk', () => {
  it('[DSK-1] the line adds up to all rows, whatever groups they are in', () => {
    const counts = fc.tuple(...deskTabs.map(() => fc.nat(500)));
    fc.assert(
      fc.property(counts, (numbers) => {
        const lists = Object.fromEntries(deskTabs.map((tab, i) => [`desk/${tab}`, numbers[i] ?? 0]));
        const [[released, all] = [], ...others] = numbersOf(lists)
          .split(' · ')
          .map((part) => [...part.matchAll(/\d+/g)].map(Number));
        const together = others.flat().reduce((sum, count) => sum + count, released ?? 0);
        expect(together).toBe(all);
      }),
    );
    expect(numbersOf({ 'desk/released': 34, 'desk/to-scan': 3, 'desk/ended': 83 })).toBe(
      '34 of 120 released · 3 to scan · 83 with nothing to do',
    );
  });
});
