import { describe, expect, it } from 'vitest';
import { runFaults } from '../support/fault-run';

const runs = 500;

describe('faults', () => {
  it(`[SYN-2] ${runs} seeded lives in every weather, with blows at any moment: both sides agree on every script`, async () => {
    const wrong: string[] = [];
    const seen = { recalled: 0, raced: 0 };
    for (let seed = 1; seed <= runs; seed += 1)
      for (const problem of await runFaults(seed, seen)) wrong.push(`seed ${seed}: ${problem}`);
    expect(wrong).toEqual([]);
    // [OUT-14] Recalls were made, and met attempts that were in hand.
    expect(seen.recalled).toBeGreaterThan(runs / 10);
    expect(seen.raced).toBeGreaterThan(0);
    // A quarter of this on an idle core.
  }, 240_000);
});
