import type { IssueKey } from '../../renderer/domain/kernel/ids';
import { seedTrainingPeople } from '../../renderer/usecases/users/add-person';
import { commit } from '../../renderer/usecases/commit';
import { planRelease } from '../../renderer/usecases/inbox/plan-release';
import { MemoryJournal } from './memory-journal';
import { aSpine, openWorld, settleRelease, type World } from './world';

/** A world with scripts downloaded. */
export const filledWorld = async (name: string, journal = new MemoryJournal()): Promise<World> => {
  const opened = await openWorld({ journal, spine: aSpine(30), name });
  await seedTrainingPeople(opened.deps);
  for (;;) {
    const step = await planRelease(opened.deps, undefined);
    if (step.kind !== 'send') throw new Error(step.kind);
    const settled = await settleRelease(
      opened.deps,
      step.request,
      await opened.deps.broker.send(step.request),
    );
    if (settled.kind !== 'more') break;
  }
  return opened;
};

/** Lets people work on scripts that came unattended. */
export const unlock = ({ deps }: Pick<World, 'deps'>, keys: readonly IssueKey[]): Promise<unknown> =>
  commit(
    deps,
    'x',
    keys.map((key) => ({ event: { type: 'prescription.unlocked', key } })),
  );
