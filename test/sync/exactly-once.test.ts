import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Spine } from '../../electron/training/spine';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { retryMessage } from '../../renderer/usecases/outbox/deliver';
import { readStoredAnswer } from '../../renderer/usecases/inbox/download';
import { planRelease } from '../../renderer/usecases/inbox/plan-release';
import { MemoryJournal } from '../support/memory-journal';
import type { Weather } from '../support/spine-broker';
import { sendDue } from '../support/send-due';
import { signIn } from '../support/sign-in';
import { aSpine, forget, later, openWorld, settleRelease, type World } from '../support/world';

class Crash extends Error {}

/** One step of the inbox; true when there is nothing to do now. */
const stepInbox = async (world: World): Promise<boolean> => {
  const { deps, clock } = world;
  const step = await planRelease(deps, undefined);
  switch (step.kind) {
    case 'send': {
      const settled = await settleRelease(deps, step.request, await deps.broker.send(step.request));
      return settled.kind === 'empty' || settled.kind === 'stuck';
    }
    case 'read':
      await readStoredAnswer(deps, step.requestId, step.answerSeq);
      return false;
    case 'wait':
      clock.at = step.until;
      return false;
    case 'idle':
    case 'cannot':
      return true;
  }
};

/** One pass of the outbox; true when nothing is left to send. */
const stepOutbox = async (world: World): Promise<boolean> => {
  const plan = await sendDue(world);
  later(world.clock, 400_000);
  return plan.length === 0;
};

const work = async ({ deps }: World): Promise<void> => {
  for (const [n, entry] of deps.store.lastSeq() > 0 ? [...(await keysOf(deps))].entries() : []) {
    const state = await deps.store.loadPrescription(entry);
    if (!state || state.supplies.length > 0) continue;
    const give = n % 3 === 2;
    if (give) await actOnPrescription(deps, entry, { kind: 'ReturnPrescription', reasonCode: '0003' });
    else
      for (const kind of [
        'CheckPrescription',
        'AssemblePrescription',
        'AccuracyCheckPrescription',
        'SupplyInFull',
      ] as const)
        await actOnPrescription(deps, entry, { kind });
  }
};

const keysOf = async (deps: World['deps']): Promise<readonly IssueKey[]> => {
  const keys = new Set<IssueKey>();
  for (let from = 1; ;) {
    const entries = await deps.journal.read(from, { withBytes: false });
    if (entries.length === 0) return [...keys];
    for (const entry of entries)
      if (entry.kind === 'prescription.received') keys.add(entry.subject as IssueKey); // subject of such entries
    from += entries.length;
  }
};

/** Everything there is to do, until nothing is left. */
const settle = async (world: World): Promise<void> => {
  for (let i = 0; i < 40 && !(await stepInbox(world)); i += 1);
  await work(world);
  for (let i = 0; i < 40 && !(await stepOutbox(world)); i += 1);
};

const checkSpine = (spine: Spine, sent: World['broker']['sent']): void => {
  for (const script of spine.scripts()) expect(script.applied.length).toBeLessThanOrEqual(1);
  const bytes = new Map<string, string>();
  for (const { requestId, sha256 } of sent) {
    expect(bytes.get(requestId) ?? sha256).toBe(sha256);
    bytes.set(requestId, sha256);
  }
};

const weather = fc.array(
  fc.constantFrom<Weather>('ok', 'ok', 'refused', 'lost-request', 'lost-answer', 'busy', 'garbled', 'error'),
  { maxLength: 12 },
);

describe('exactly once', () => {
  it('[OUT-3] whatever the weather, each script is notified or returned once, with the same bytes', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(weather, async (list) => {
        const name = `weather-${(run += 1)}`;
        const spine = aSpine(4);
        const world = await openWorld({ journal: new MemoryJournal(), spine, name });
        await signIn(world);
        world.broker.weather = [...list];
        await settle(world);
        checkSpine(spine, world.broker.sent);
        const open = await world.deps.store.openMessages();
        // Nothing waits by itself any more; what is left was answered three times with what nobody can read.
        expect(open.filter((message) => message.progress.kind !== 'parked')).toEqual([]);
        for (const { messageId } of open) await retryMessage(world.deps, messageId);
        await settle(world);
        checkSpine(spine, world.broker.sent);
        expect(await world.deps.store.openMessages()).toEqual([]);
        const done = spine.scripts().filter((script) => script.applied.length === 1).length;
        expect(done).toBe((await keysOf(world.deps)).length);
        world.close();
        await forget(name);
      }),
      { numRuns: 40, examples: [[['ok', 'ok', 'ok', 'ok', 'ok', 'garbled', 'refused', 'garbled']]] },
    );
  });

  it('[SYN-1] a crash between any two steps loses nothing and repeats nothing', async () => {
    for (let crashAt = 1; crashAt < 120; crashAt += 3) {
      const journal = new MemoryJournal();
      const spine = aSpine(3);
      const name = `crash-${crashAt}`;
      const sent: World['broker']['sent'] = [];
      let left = crashAt;
      const step = () => {
        left -= 1;
        if (left === 0) throw new Crash();
      };
      let world = await openWorld({ journal, spine, name, step });
      let crashed = false;
      try {
        await signIn(world);
        await settle(world);
      } catch (failure) {
        if (!(failure instanceof Crash)) throw failure;
        crashed = true;
      }
      sent.push(...world.broker.sent);
      const { clock } = world;
      world.close();
      // Half of the restarts find the index gone as well.
      if (crashAt % 2 === 0) await forget(name);
      later(clock, 60_000);
      world = await openWorld({ journal, spine, name, clock });
      await signIn(world);
      await settle(world);
      await settle(world);
      sent.push(...world.broker.sent);
      checkSpine(spine, sent);
      const received = await keysOf(world.deps);
      const released = spine
        .scripts()
        .filter((script) => script.status !== '0001' || script.applied.length > 0);
      const lost = (await world.deps.store.openReleases()).filter(
        (release) => release.progress.kind === 'lost',
      );
      // What the Spine counts as delivered is here, or the lost request says that something may be missing.
      if (lost.length === 0) expect(received.length, `crash at ${crashAt}`).toBe(released.length);
      expect((await world.deps.store.openMessages()).length).toBe(0);
      if (!crashed) expect(received.length).toBe(3);
      world.close();
      await forget(name);
    }
  });
});
