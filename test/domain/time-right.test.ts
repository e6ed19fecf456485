import { describe, expect, it } from 'vitest';
import { evolveFlow, type HourFlow } from '../../renderer/domain/backlog/flow';
import type { DecideContext } from '../../renderer/domain/kernel/context';
import { asItemId, asMessageId, asRequestId } from '../../renderer/domain/kernel/ids';
import { asInstant, dayMs, hourMs, minuteMs, type Instant } from '../../renderer/domain/kernel/instant';
import { decideAfterNothingLeft, planOutbox } from '../../renderer/domain/outbox/decide';
import { evolveMessage } from '../../renderer/domain/outbox/evolve';
import type { Message } from '../../renderer/domain/outbox/model';
import { messageSentence } from '../../renderer/domain/outbox/words';
import { decideTimeRight, neverSent, type Told } from '../../renderer/domain/prescriptions/decide-time-right';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { standingSupplies } from '../../renderer/domain/prescriptions/supplied';
import { timeAlert, timeWords } from '../../renderer/domain/prescriptions/time-alert';
import { accepted, act, anActor, evolveAll, now, ready, refused } from '../support/builders';
import { itemIdOf } from '../support/fhir';
import { handOut, inFuture, last, later, truly, wasLater } from '../support/hand-out-time';

/** The messages of a script as they wait, in their order; `change` for all of them. */
const waiting = (state: PrescriptionState, change: Partial<Message> = {}): Told => ({
  provesFrom: 0,
  messages: state.supplies.map(({ messageId }, n) => ({
    messageId,
    requestId: asRequestId(messageId),
    kind: 'notification',
    subject: state.prescription.key,
    author: { userId: 'u', name: 'Ann', roleProfileId: '1' },
    sha256: '',
    bodySeq: 10 + n,
    createdAt: now,
    attempts: 0,
    progress: { kind: 'waiting', dueAt: now, reason: 'first-send' },
    ...change,
  })),
});

const right = (
  state: PrescriptionState,
  at: Instant = truly,
  {
    told = waiting(state),
    of = last(state),
    reason = 'Clock put right',
    ...change
  }: Partial<DecideContext> & {
    told?: Told;
    of?: ReturnType<typeof last>;
    reason?: string;
  } = {},
) => {
  const messageId = of?.messageId ?? asMessageId('none');
  return decideTimeRight(
    state,
    { kind: 'PutTimeRight', messageId, time: { at, reason } },
    told,
    later(change),
  );
};
const codeOf = (...args: Parameters<typeof right>): string => {
  const decision = right(...args);
  return decision.kind === 'refused' ? decision.code : 'decided';
};
const decidedOf = (...args: Parameters<typeof right>) => {
  const decision = right(...args);
  if (decision.kind === 'refused') throw new Error(decision.sentence);
  return decision;
};

const itemId = asItemId(itemIdOf(0));
const inPart = (): PrescriptionState =>
  act(ready(), { kind: 'SupplyItems', choices: [{ kind: 'part', itemId, quantity: 1 }] });

/** Handed out in two parts, neither of which was sent. */
const inTwo = (): PrescriptionState => act(inPart(), handOut(), later({ now: asInstant(now + hourMs) }));

describe('the time of a notification that waits and was never sent', () => {
  const bad = inFuture();

  it('[PRX-22] [OUT-14] a pharmacist says the true one: a new message with a new id bears it, and both times stay', () => {
    const { events, messages } = decidedOf(bad);
    expect(messages).toHaveLength(1);
    const [message] = messages;
    expect(message?.messageId).not.toBe(last(bad)?.messageId);
    expect(message?.kind === 'notification' && message.supply).toMatchObject({
      handedOverAt: truly,
      said: { insteadOf: now + 3 * dayMs, by: 'Priya Shah', reason: 'Clock put right' },
      replaces: { messageId: last(bad)?.messageId, known: false, recalled: true },
      lines: last(bad)?.lines,
    });
    const state = evolveAll(bad, events);
    expect(standingSupplies(state).map(({ handedOverAt }) => handedOverAt)).toEqual([truly]);
    expect(state.work).toBe(bad.work);
    const supply = last(state);
    expect(supply && timeWords(supply)).toContain('Clock put right');
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'message.replaced', messageId: last(bad)?.messageId, recalled: true }),
    );
  });

  it('[OUT-14] those that wait behind it are made anew after it, in the same order and with their own times', () => {
    const state = inTwo();
    const [first] = state.supplies;
    const at = asInstant(now - 2 * hourMs);
    const { events, messages } = decidedOf(state, at, { of: first });
    expect(messages.map((one) => one.kind === 'notification' && one.supply.handedOverAt)).toEqual([
      at,
      now + hourMs,
    ]);
    const after = evolveAll(state, events);
    expect(standingSupplies(after).map(({ messageId }) => messageId)).toEqual(
      messages.map(({ messageId }) => messageId),
    );
    expect(after.work).toBe(state.work);
    // Only the last one: the first keeps its id and its place.
    const one = decidedOf(state, at);
    expect(one.messages).toHaveLength(1);
    expect(standingSupplies(evolveAll(state, one.events)).map(({ handedOverAt }) => handedOverAt)).toEqual([
      now,
      at,
    ]);
  });

  it('[PRX-24] [OUT-14] a rest that is in its bag by then stays there, as far as it was checked', () => {
    const out = act(inPart(), { kind: 'AssemblePrescription' });
    for (const state of [out, act(out, { kind: 'AccuracyCheckPrescription' })]) {
      const after = evolveAll(state, decidedOf(state).events);
      expect([after.work, after.checks, after.bag]).toEqual([state.work, state.checks, state.bag]);
    }
  });

  it('[OUT-14] an attempt that was begun may have arrived, also of one behind: nothing is recalled', () => {
    expect(codeOf(bad, truly, { told: waiting(bad, { attempts: 1 }) })).toBe('MayHaveArrived');
    const sending: Message['progress'] = { kind: 'sending', sinceAt: now };
    expect(codeOf(bad, truly, { told: waiting(bad, { progress: sending }) })).toBe('MayHaveArrived');
    expect(codeOf(bad, truly, { told: { messages: [], provesFrom: 0 } })).toBe('MayHaveArrived');
    const state = inTwo();
    const told = waiting(state);
    const [first, second] = told.messages;
    if (!first || !second) throw new Error('not two');
    const tried = { ...told, messages: [first, { ...second, attempts: 1 }] };
    expect(codeOf(state, truly, { told: tried, of: state.supplies[0] })).toBe('MayHaveArrived');
    expect(neverSent(state, tried)).toEqual([]);
    expect(neverSent(state, told)).toHaveLength(2);
  });

  it('[OUT-14] one that is older than a journal that was put back may have been sent in the time that is missing', () => {
    expect(codeOf(bad, truly, { told: { ...waiting(bad), provesFrom: 11 } })).toBe('OlderThanPutBack');
    expect(codeOf(bad, truly, { told: { ...waiting(bad), provesFrom: 10 } })).toBe('decided');
  });

  it('[PRX-22] with the role, a reason, and a time that has come and is another', () => {
    expect(codeOf(bad, truly, { user: anActor('technician') })).toBe('RoleMissing');
    expect(codeOf(bad, truly, { reason: ' ' })).toBe('ReasonMissing');
    expect(codeOf(bad, asInstant(now + minuteMs))).toBe('TimeNotYet');
    const told = act(ready(), handOut());
    expect(codeOf(told, now)).toBe('SameTime');
    expect(codeOf(accepted(bad))).toBe('NotWaiting');
    expect(codeOf(refused(bad))).toBe('NotWaiting');
    const held = act(inPart(), { kind: 'HoldPrescription', reason: 'Asked for' });
    expect(codeOf(held)).toBe('decided');
  });

  it('[PRX-22] its script says that it can be put right before it is sent', () => {
    expect(timeAlert(act(ready(), handOut(), later({ clock: wasLater })), now, undefined)).toContain(
      'As long as no attempt to send it was begun, a pharmacist puts the time right (M)',
    );
  });
});

describe('what is counted', () => {
  it('[BLG-1] a hand-out whose notification is made anew is counted once', () => {
    const first = act(ready(), handOut());
    const events = decidedOf(first).events.filter((event) => event.type === 'prescription.supplied');
    const after = events.reduce<HourFlow>((flow, event) => evolveFlow(flow, { ...event, at: now }), {
      hourAt: now,
    });
    expect(events).toHaveLength(1);
    expect(after.supplied).toBeUndefined();
  });
});

describe('a message that was recalled', () => {
  const [message] = waiting(inFuture()).messages;
  if (!message) throw new Error('no message');
  const { messageId, subject: key } = message;
  const place = { at: now, by: 'Priya Shah', seq: 20 };
  const corrected = asMessageId('new');
  const gone = evolveMessage(message, {
    ...{ type: 'message.replaced', messageId, key, corrected, waited: true, recalled: true },
    ...place,
  });

  it('[OUT-14] is never due again, whatever this computer makes of an attempt that was in hand', () => {
    if (!gone) throw new Error('no message');
    expect(planOutbox([gone], { now, roleProfileId: '555' })).toEqual([]);
    for (const reason of ['recalled', 'journal', 'sign-in-away'])
      expect(decideAfterNothingLeft(gone, reason, now)).toEqual([]);
    expect(messageSentence(gone, now)).toContain('Never sent; one with another hand-out time took its place');
  });
});
