import { afterEach, describe, expect, it } from 'vitest';
import type { ClockFault } from '../../renderer/domain/kernel/clock-fault';
import { asInstant, dayMs, hourMs, type Instant } from '../../renderer/domain/kernel/instant';
import { wasTakenBack } from '../../renderer/domain/unscripted/match';
import type { UnscriptedState } from '../../renderer/domain/unscripted/model';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { retryMessage } from '../../renderer/usecases/outbox/deliver';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { readScriptLog } from '../../renderer/usecases/prescriptions/script-log';
import { anActor } from '../support/builders';
import { MemoryJournal } from '../support/memory-journal';
import { download, entryFor, find } from '../support/on-the-way';
import { sendDue } from '../support/send-due';
import { stepsOfWork } from '../support/wishes';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const name = 'hand-out-time';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

/** A script of the training Spine, here, ready; `faults` is what the watch knows of the clock. */
const begin = async () => {
  const faults: { now: ClockFault | undefined } = { now: undefined };
  const spine = aSpine(1);
  const here = await openWorld({ journal: new MemoryJournal(), spine, name, clockFault: () => faults.now });
  world = here;
  here.deps.who.become(anActor());
  await download(here);
  const shortId = spine.scripts()[0]?.shortId ?? '';
  const { key, items } = (await find(here, shortId)).prescription;
  const choices = items.map(({ itemId }) => ({ kind: 'full', itemId }) as const);
  return {
    spine,
    faults,
    here,
    key,
    state: () => find(here, shortId),
    ready: async () => {
      for (const kind of stepsOfWork) await actOnPrescription(here.deps, key, { kind });
    },
    handOut: (kind: 'SupplyItems' | 'AmendSupply', at?: Instant, reason = 'The clock was wrong') =>
      actOnPrescription(here.deps, key, { kind, choices, ...(at ? { time: { at, reason } } : {}) }),
    messages: () => here.deps.store.messagesOf(key),
    log: async () => (await readScriptLog(here.deps, key)).map(({ sentence }) => sentence).join('\n'),
  };
};

/** What the Spine holds of the one script. */
const there = ({ spine }: Pick<Awaited<ReturnType<typeof begin>>, 'spine'>) => {
  const [script] = spine.scripts();
  return { at: script?.handedOverAt, told: script?.notifications.length };
};

/** Handed out while the clock was three days ahead; then somebody has set it. */
const handedOutAhead = async () => {
  const begun = await begin();
  const { here } = begun;
  const truly = here.deps.clock.now();
  await begun.ready();
  later(here.clock, 3 * dayMs);
  await begun.handOut('SupplyItems');
  later(here.clock, -3 * dayMs);
  return { begun, here, truly };
};

describe('a hand-out time by a wrong clock', () => {
  it('[PRX-22] refused: the parked message says what to do, and the true time goes in a message of its own, once', async () => {
    const { begun, here, truly } = await handedOutAhead();
    here.broker.weather = ['new-code'];
    await sendDue(here);
    const [parked] = await begun.messages();
    if (parked?.progress.kind !== 'parked') throw new Error('not parked');
    expect(parked.progress.next).toMatch(
      /has not come yet\. A pharmacist corrects .* If that is refused too: /,
    );
    expect(await begun.handOut('AmendSupply', truly)).toMatchObject({ kind: 'done' });
    await sendDue(here);
    await sendDue(here);
    const all = await begun.messages();
    expect(all.map(({ progress }) => progress.kind)).toEqual(['replaced', 'accepted']);
    expect(new Set(all.map(({ sha256 }) => sha256)).size).toBe(2);
    expect(there(begun)).toEqual({ at: truly, told: 1 });
    expect(await begun.log()).toContain(': The clock was wrong.');
    expect(await retryMessage(here.deps, parked.messageId)).toMatchObject({ code: 'NotParked' });
  });

  it('[PRX-22] accepted: it is withdrawn and told anew, and the Spine ends with the true time', async () => {
    const begun = await begin();
    const { here, faults, key } = begun;
    faults.now = { kind: 'off', aheadMs: 3 * hourMs, whose: 'broker' };
    await begun.ready();
    await begun.handOut('SupplyItems');
    const told = here.deps.clock.now();
    await sendDue(here);
    expect(there(begun)).toEqual({ at: told, told: 1 });
    expect(await begun.log()).toContain('known to be wrong: 3 hours ahead of the broker’s.');
    faults.now = undefined;
    const truly = asInstant(told - 3 * hourMs);
    expect(await begun.handOut('AmendSupply', truly)).toMatchObject({ code: 'TimeStands' });
    await actOnPrescription(here.deps, key, { kind: 'WithdrawSupply', reasonCode: 'ONC' });
    await sendDue(here);
    expect(await begun.handOut('SupplyItems', truly)).toMatchObject({ kind: 'done' });
    await sendDue(here);
    expect(there(begun)).toEqual({ at: truly, told: 1 });
    expect((await begun.messages()).map(({ progress }) => progress.kind)).toEqual(
      Array.from({ length: 3 }, () => 'accepted'),
    );
  });

  it('[PRX-22] said while it is handed out, the clock known to be wrong: the Spine is told that time', async () => {
    const begun = await begin();
    const { here, faults } = begun;
    faults.now = { kind: 'off', aheadMs: -3 * hourMs, whose: 'broker' };
    await begun.ready();
    const truly = asInstant(here.deps.clock.now() + 3 * hourMs);
    expect(await begun.handOut('SupplyItems', truly, '')).toMatchObject({ kind: 'done' });
    await sendDue(here);
    expect(there(begun)).toEqual({ at: truly, told: 1 });
  });

  it('[PRX-22] [OUT-11] where an attempt may have arrived nothing is made anew, whatever the time', async () => {
    const { begun, here, truly } = await handedOutAhead();
    here.broker.weather = ['lost-answer'];
    await sendDue(here);
    expect(await begun.handOut('AmendSupply', truly)).toMatchObject({ code: 'NotAnswered' });
    expect(await begun.messages()).toHaveLength(1);
  });

  it('[USC-17] [PRX-22] a supply without the script that was told by another time is not asked about again', async () => {
    const begun = await begin();
    const { here, key } = begun;
    const entry = entryFor(await begun.state(), here);
    await actInRegisters(here.deps, { kind: 'RecordSupply', entry });
    const supplyOf = async (): Promise<UnscriptedState> => {
      const tabs = await Promise.all(
        ['to-decide', 'open', 'closed'].map((tab) => here.deps.store.loadTab('unscripted', tab)),
      );
      const [found] = tabs.flat();
      if (!found) throw new Error('no entry');
      return found;
    };
    const { id } = await supplyOf();
    await actInRegisters(here.deps, { kind: 'ConfirmSupplyMatch', id, how: 'notified' });
    here.broker.weather = ['new-code'];
    await sendDue(here);
    const earlier = asInstant(entry.suppliedAt - hourMs);
    expect(await begun.handOut('AmendSupply', earlier)).toMatchObject({ kind: 'done' });
    await sendDue(here);
    expect(there(begun)).toEqual({ at: earlier, told: 1 });
    const script = await begun.state();
    expect(script.prescription.key).toBe(key);
    expect(wasTakenBack(script, await supplyOf())).toBe(false);
    expect(script.hold.kind).toBe('none');
  });
});
