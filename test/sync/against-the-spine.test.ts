import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Script } from '../../electron/training/model';
import { scriptsOfSeed } from '../../electron/training/prescribe';
import { Spine } from '../../electron/training/spine';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import type { LineChoice } from '../../renderer/domain/prescriptions/commands';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { planRelease } from '../../renderer/usecases/inbox/plan-release';
import { aSite, now } from '../support/builders';
import { MemoryJournal } from '../support/memory-journal';
import { commandOf, stepsOfWork, type Wish } from '../support/wishes';
import { sendDue } from '../support/send-due';
import { seeds } from '../support/seeds';
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

/** Issues of repeat dispensing that are with nobody yet, one of each script. */
const anErdSpine = (count: number): Spine => {
  const spine = new Spine({ now: () => now, changed: () => undefined });
  const plain = seeds.scripts.filter(
    (seed) => seed.kind === 'erd' && !seed.badSignature && !seed.holder && seed.nominated !== false,
  );
  for (let n = 0; n < count; n += 1) {
    const seed = plain[n % plain.length];
    const fresh = seed && { ...seed, patient: 100 + n, issue: 1, issues: 3, signedDaysAgo: 0 };
    if (fresh) spine.restore(scriptsOfSeed(seeds, fresh, n, { ods: aSite.ods, now }));
  }
  return spine;
};

const work = {
  '0001': 'ready',
  '0002': 'ready',
  '0003': 'part-supplied',
  '0006': 'supplied',
  '0007': 'not-dispensed',
};

/** [PRX-25] Nothing was told of it that stands, and EPS keeps it as with dispenser, active. */
const isActiveAgain = ({ status, notifications }: Script, state: PrescriptionState | undefined): boolean =>
  status === '0003' && notifications.length === 0 && state?.staysActive === true;

describe('against the training Spine', () => {
  it.each([
    ['acute scripts', () => aSpine(8)],
    ['repeat dispensing', () => anErdSpine(6)],
  ])(
    '[PRX-14] [PRX-15] [PRX-17] [PRX-25] [CLM-1] [CLM-6] %s: whatever the domain allows, the Spine accepts, and both end in the same state',
    async (_kind, makeSpine) => {
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 8 }), async (wishes) => {
          const name = `against-${(run += 1)}`;
          const spine = makeSpine();
          const world = await openWorld({ journal: new MemoryJournal(), spine, name });
          await signIn(world);
          await download(world);
          const keys = spine
            .scripts()
            .filter(({ status }) => status === '0002')
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
            const status = there?.status === '0008' ? there.claimedFrom : there?.status;
            const wanted = there && isActiveAgain(there, state) ? 'ready' : work[status as keyof typeof work];
            expect(state?.work).toBe(wanted);
            expect(there?.status === '0008').toBe(
              state?.claims.some(({ progress }) => progress === 'accepted'),
            );
          }
          world.close();
          await forget(name);
        }),
        { numRuns: 25 },
      );
    },
  );
});
