import { describe, expect, it } from 'vitest';
import { runFaults } from '../support/fault-run';

const runs = 500;

describe('faults', () => {
  it(`[SYN-2] ${runs} seeded lives in every weather, with blows at any moment: both sides agree on every script`, async () => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= runs; seed += 1)
      for (const problem of await runFaults(seed)) wrong.push(`seed ${seed}: ${problem}`);
    expect(wrong).toEqual([]);
    // A quarter of this on an idle core.
  }, 240_000);
});
