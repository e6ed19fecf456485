import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KnownIds } from '../../renderer/store/known-ids';

const idOf = (n: number): string => createHash('sha256').update(String(n)).digest('hex').slice(0, 32);

/** An index that is asked for its ids, a page at a time. */
const holding =
  (ids: readonly string[]) =>
  async (after = '', most = 0): Promise<readonly string[]> =>
    [...ids]
      .sort()
      .filter((id) => id > after)
      .slice(0, most);

describe('known ids', () => {
  it('[STO-12] never says no to an id that is here, and seldom yes to one that is not', async () => {
    const known = new KnownIds();
    expect(known.mayHold(idOf(1))).toBe(true);
    const here = Array.from({ length: 25_000 }, (_, n) => idOf(n));
    await known.learn(holding(here.slice(0, 20_000)), (id) => id);
    for (const id of here.slice(20_000)) known.add(id);
    expect(here.every((id) => known.mayHold(id))).toBe(true);
    const strangers = Array.from({ length: 10_000 }, (_, n) => idOf(1_000_000 + n));
    expect(strangers.filter((id) => known.mayHold(id)).length).toBeLessThan(10);
  });
});
