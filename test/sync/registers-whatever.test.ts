import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleOpenPairs } from '../../renderer/usecases/registers/pairs-hear';
import { Diligent } from '../support/diligent';
import { deedsOfOneSupply, deedsOfPairs, OneSupply, type Deed } from '../support/one-supply';
import { sendDue } from '../support/send-due';

const deedsOf = (kinds: readonly Deed['do'][]): fc.Arbitrary<readonly Deed[]> =>
  fc.array(fc.record({ do: fc.constantFrom(...kinds), which: fc.integer({ min: 0, max: 3 }) }), {
    minLength: 6,
    maxLength: 26,
  });
const deeds = deedsOf(deedsOfOneSupply);

/** One pharmacy's days; with a name its index is a real one. */
const live = async (list: readonly Deed[], name?: string): Promise<void> => {
  const all = await OneSupply.open(name);
  for (const one of list) {
    await all.perform(one);
    expect(await all.supplies(), one.do).toBeLessThanOrEqual(1);
    expect(await all.heldForNothing(), one.do).toEqual([]);
  }
  await sendDue(all.world);
  const told = all.spine.scripts().filter(({ lines }) => lines.some(({ status }) => status === '0001'));
  expect(told.length).toBeLessThanOrEqual(1);
  await settleOpenPairs(all.world.deps);
  const [before, written] = [await all.everything(), all.journal.entries.length];
  await all.restart();
  expect(await all.everything()).toEqual(before);
  await settleOpenPairs(all.world.deps);
  expect(all.journal.entries.length).toBe(written);
  await all.end();
};

describe('one supply, whatever happens in whatever order', () => {
  it('[RSU-12] [RSU-16] [USC-7] is made once and told once, nothing is held for nothing, and looking again writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, (list) => live(list)),
      { numRuns: 250 },
    );
  }, 120_000);

  it('[RSU-23] [RSU-24] the same where pairs are closed without a script and opened again', async () => {
    await fc.assert(
      fc.asyncProperty(deedsOf(deedsOfPairs), (list) => live(list)),
      { numRuns: 150 },
    );
  }, 120_000);

  it('[RSU-17] [RSU-18] [USC-16] whoever answers what is asked and ends what waits is left with nothing', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, async (list) => {
        const all = await OneSupply.open();
        for (const one of list) await all.perform(one);
        expect(await new Diligent(all).leaves()).toEqual([]);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('[RSU-12] [USC-7] the same on a real index, which the journal makes anew', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(deeds, (list) => live(list, `one-supply-${(run += 1)}`)),
      { numRuns: 30 },
    );
  }, 120_000);
});
