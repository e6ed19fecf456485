import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import type { LineChoice } from '../../renderer/domain/prescriptions/commands';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { planRelease } from '../../renderer/usecases/inbox/plan-release';
import { MemoryJournal } from '../support/memory-journal';
import { commandOf, stepsOfWork, type Wish } from '../support/wishes';
import { sendDue } from '../support/send-due';
import { signIn } from '../support/sign-in';
import { aSpine, forget, later, openWorld, settleRelease, type World } from '../support/world';

const download = async ({ deps }: World): Promise<void> => {
  const step = await planRelease(deps, undefined);
  if (step.kind === 'send') await settleRelease(deps, step.request, await deps.broker.send(step.request));
};

const deliver = async (world: World): Promise<void> => {
  await sendDue(world);
  later(world.clock, 1000);
};

const wish: fc.Arbitrary<Wish> = fc.record({
  kinds: fc.array(fc.constantFrom<LineChoice['kind']>('full', 'part', 'owing', 'not-dispensed'), {
    minLength: 4,
    maxLength: 4,
  }),
  part: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
  do: fc.constantFrom('supply', 'supply', 'supply', 'none', 'withdraw', 'return', 'amend', 'claim'),
  other: fc.boolean(),
});

describe('against the training Spine', () => {
  it('[PRX-14] [PRX-15] [PRX-17] [CLM-1] [CLM-6] whatever the domain allows, the Spine accepts, and both end in the same state', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 8 }), async (wishes) => {
        const name = `against-${(run += 1)}`;
        const spine = aSpine(8);
        const world = await openWorld({ journal: new MemoryJournal(), spine, name });
        await signIn(world);
        await download(world);
        const keys = spine
          .scripts()
          .map((script) => `${script.shortId}|${script.longId}|${script.issue}` as IssueKey); // as issueKeyOf makes them
        for (const key of keys) {
          for (const kind of stepsOfWork) await actOnPrescription(world.deps, key, { kind });
          for (const one of wishes) {
            const state = await world.deps.store.loadPrescription(key);
            if (!state) throw new Error(`${key} is not here`);
            await actOnPrescription(world.deps, key, commandOf(state, one));
            await deliver(world);
            const parked = (await world.deps.store.messagesOf(key)).filter(
              (message) => message.progress.kind === 'parked',
            );
            expect(parked.map((message) => message.progress)).toEqual([]);
          }
          const state = await world.deps.store.loadPrescription(key);
          const there = spine
            .scripts()
            .find((script) => key === `${script.shortId}|${script.longId}|${script.issue}`);
          const work = {
            '0001': 'ready',
            '0002': 'ready',
            '0003': 'part-supplied',
            '0006': 'supplied',
            '0007': 'not-dispensed',
          };
          const status = there?.status === '0008' ? there.claimedFrom : there?.status;
          expect(work[status as keyof typeof work]).toBe(state?.work);
          expect(there?.status === '0008').toBe(
            state?.claims.some(({ progress }) => progress === 'accepted'),
          );
        }
        world.close();
        await forget(name);
      }),
      { numRuns: 25 },
    );
  });
});
