import { describe, expect, it } from 'vitest';
import { asItemId, asMessageId, asReissueId, asUnscriptedId } from '../../renderer/domain/kernel/ids';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { blockedBecause, itemEnd } from '../../renderer/domain/prescriptions/allowed';
import type { LineChoice, PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import type { PrescriptionEvent } from '../../renderer/domain/prescriptions/events';
import { clearHold, holdCause } from '../../renderer/domain/prescriptions/holds';
import type {
  Custody,
  Hold,
  NotificationState,
  PrescriptionState,
} from '../../renderer/domain/prescriptions/model';
import {
  accepted,
  act,
  aContext,
  evolveAll,
  now,
  ready,
  received,
  refusalCode,
  uuids,
} from '../support/builders';
import { handedOutOffline, holder, offline } from '../support/desk';
import { aPrescription, itemIdOf } from '../support/fhir';

const key = received().prescription.key;
const supply: PrescriptionCommand = { kind: 'SupplyInFull' };
const choose = (...kinds: readonly (number | 'full' | 'owing')[]): PrescriptionCommand => ({
  kind: 'SupplyItems',
  choices: kinds.map((kind, n): LineChoice => {
    const itemId = asItemId(itemIdOf(n));
    if (kind === 'owing') return { kind, itemId };
    return typeof kind === 'number'
      ? { kind: 'part', itemId, quantity: kind, restIsIn: true }
      : { kind, itemId, restIsIn: true };
  }),
});
let made = 0;
const hand = (state: PrescriptionState, ...kinds: readonly (number | 'full' | 'owing')[]) =>
  act(state, choose(...kinds), aContext({ newId: uuids(`c${(made += 1)}`) }));
const notifications = ({ supplies }: PrescriptionState) => supplies.map(({ notification }) => notification);

describe('prescriptions: what may be worked on', () => {
  const sinceAt = now;
  const messageId = asMessageId('m1');
  const reason = { code: '0003', display: 'Patient requested release' };
  const away: readonly Custody[] = [
    { kind: 'sealed', sinceAt, pack: 'Pack 17' },
    { kind: 'requested', sinceAt },
    { kind: 'in-doubt', sinceAt },
    { kind: 'stuck', sinceAt },
    { kind: 'elsewhere', sinceAt, holder },
    { kind: 'returning', sinceAt, messageId, reason },
    { kind: 'returned', at: now, reason },
    { kind: 'ended', at: now, how: 'cancelled' },
  ];

  it('[PRX-3] nothing is supplied from a script that is not with us, wherever it is', () => {
    for (const custody of away) {
      expect(refusalCode({ ...ready(), custody }, supply)).toBe('NotHere');
      expect(blockedBecause({ ...ready(), custody })?.next).toMatch(/\w/);
    }
    for (const custody of [
      { kind: 'ours', sinceAt },
      { kind: 'ours-unconfirmed', sinceAt, pack: 'Pack 17' },
    ] as const)
      expect(refusalCode({ ...ready(), custody }, supply)).toBe('decided');
  });

  it('[PRX-3] [PRX-9] a line ends with the status it came with, or after its last day', () => {
    const [item] = received().prescription.items;
    if (!item) throw new Error('no item');
    const { expiresAt: _last, ...endless } = item;
    const at = (ms: number) => itemEnd({ ...item, expiresAt: asInstant(now + ms) }, now);
    expect([at(-1), at(0), itemEnd(endless, now)]).toEqual(['expired', undefined, undefined]);
    expect(itemEnd({ ...endless, status: '0005' }, now)).toBe('cancelled');
    expect(itemEnd({ ...endless, status: '0006' }, now)).toBe('expired');
  });

  it('[PRX-4] [PRX-8] no step is taken back on a script that is held, or of which something was told', () => {
    const back: PrescriptionCommand = { kind: 'StepBackPrescription' };
    expect(refusalCode(act(ready(), { kind: 'HoldPrescription', reason: 'Ask' }), back)).toBe('OnHold');
    const told = { ...ready(), supplies: accepted(act(ready(), supply)).supplies };
    expect(refusalCode(told, back)).toBe('WrongStep');
    expect(refusalCode(ready(), back)).toBe('decided');
  });

  it('[PRX-9] [PRX-14] what is owed and then expired is neither supplied nor said to be not dispensed', () => {
    const part = accepted(hand(ready({ items: [{}, {}] }), 6, 'owing'));
    const [first, ...others] = part.prescription.items;
    if (!first) throw new Error('no item');
    const items = [{ ...first, expiresAt: asInstant(now - 1) }, ...others];
    const after = hand({ ...part, prescription: { ...part.prescription, items } }, 'full', 'full');
    expect(after.supplies[1]?.lines.map(({ status, products }) => [status, products.length])).toEqual([
      ['0003', 0],
      ['0001', 1],
    ]);
  });
});

describe('prescriptions: what a hold keeps', () => {
  const [pair, other] = [asReissueId('pair'), asReissueId('other')];
  const [entry, another] = [asUnscriptedId('entry'), asUnscriptedId('another')];
  const beneathIt = { kind: 'supplied-before', unscriptedId: entry } as const;

  it('[PRX-18] a hold is lifted for its own cause only, wherever it lies', () => {
    for (const kind of ['superseded', 'possible-duplicate'] as const) {
      const hold: Hold = { kind, reissueId: pair, under: beneathIt };
      expect(holdCause(hold)).toBe(pair);
      expect(clearHold(hold, other)).toBe(hold);
      expect(clearHold(hold, another)).toBe(hold);
      expect(clearHold(hold, entry)).toEqual({ kind, reissueId: pair });
      expect(clearHold(hold, pair)).toEqual(beneathIt);
    }
    expect(clearHold(beneathIt, another)).toBe(beneathIt);
  });

  it('[PRX-2] [PRX-18] one that comes back is held as before for its pair, and no longer by hand', () => {
    const comesBack = (hold: Hold): Hold => {
      const gone: PrescriptionState = {
        ...received(),
        hold,
        custody: { kind: 'returned', at: now, reason: { code: '0003', display: '' } },
      };
      const again: PrescriptionEvent = {
        type: 'prescription.received-again',
        key,
        source: { seq: 9, path: 'p' },
        releaseResponseId: 'release-2',
        prescription: gone.prescription,
      };
      return evolveAll(gone, [again]).hold;
    };
    const superseded: Hold = { kind: 'superseded', reissueId: pair };
    expect(comesBack(superseded)).toEqual(superseded);
    expect(comesBack(beneathIt)).toEqual(beneathIt);
    expect(comesBack({ kind: 'person', reason: 'Ask', by: 'Tom Reed' })).toEqual({ kind: 'none' });
  });
});

describe('prescriptions: the Spine’s word on what was released offline', () => {
  const confirmed = (state: PrescriptionState, quantity = 21): PrescriptionState =>
    evolveAll(state, [
      {
        type: 'prescription.confirmed',
        key: state.prescription.key,
        handedOver: {
          source: { seq: 9, path: 'p' },
          prescription: aPrescription({ items: [{ quantity }] }, { releaseResponseId: 'release-2' }),
        },
      },
    ]);

  it('[DSK-10] what was handed out stays as it was handed out; what is the same keeps its check', () => {
    const out = handedOutOffline();
    const after = confirmed(out, 14);
    expect(after.prescription).toEqual({ ...out.prescription, releaseResponseId: 'release-2' });
    expect([after.work, after.supplies]).toEqual(['supplied', out.supplies]);
    const checked = act(offline(), { kind: 'CheckPrescription' });
    expect(checked.attended).toBe(true);
    expect(confirmed(checked)).toMatchObject({ work: 'to-assemble', checks: 'clinical' });
    expect(confirmed(checked, 14)).toMatchObject({ work: 'to-check', checks: 'none' });
    expect(confirmed(received(), 14)).toEqual(received());
  });

  it('[DSK-12] a person’s decision moves the notifications that wait, and no other', () => {
    const told = (...all: readonly NotificationState[]): PrescriptionState => {
      const [one] = handedOutOffline().supplies;
      if (!one) throw new Error('no supply');
      const supplies = all.map((notification) => ({ ...one, notification }));
      const says = { kind: 'cancelled' } as const;
      const hold: Hold = { kind: 'conflict', says, sinceAt: now, before: { kind: 'none' } };
      return { ...handedOutOffline(), supplies, hold };
    };
    const after = (state: PrescriptionState, choice: 'ours' | 'spine') =>
      evolveAll(state, [{ type: 'prescription.reconciled', key, choice, reason: 'Phoned.' }]);
    const all = ['accepted', 'waiting', 'withheld', 'replaced'] as const;
    expect(notifications(after(told(...all), 'ours'))).toEqual([
      'accepted',
      'waiting',
      'waiting',
      'replaced',
    ]);
    const spine = after(told(...all), 'spine');
    expect(notifications(spine)).toEqual(['accepted', 'withheld', 'withheld', 'replaced']);
    expect(spine).toMatchObject({ custody: { kind: 'ended', how: 'cancelled' }, hold: { kind: 'none' } });
    expect(after(told(...all), 'ours').custody.kind).toBe('ours-unconfirmed');
  });
});

describe('prescriptions: what EPS refused', () => {
  /** The first was accepted, the second refused, the third waits behind it. */
  const stuck = (): PrescriptionState => {
    const first = accepted(hand(ready({ items: [{}, {}] }), 5, 'owing'));
    const waiting = hand(hand(first, 6, 'owing'), 3, 'owing');
    const second = waiting.supplies[1];
    if (!second) throw new Error('no second');
    return evolveAll(waiting, [
      { type: 'prescription.notification-settled', key, messageId: second.messageId, outcome: 'refused' },
    ]);
  };

  it('[PRX-17] a correction takes the place of the refused one and of those behind it, not of what EPS has', () => {
    const state = stuck();
    const decision = decidePrescription(
      state,
      { kind: 'AmendSupply', choices: [{ kind: 'part', itemId: asItemId(itemIdOf(0)), quantity: 4 }] },
      aContext({ newId: uuids('d') }),
    );
    if (decision.kind === 'refused') throw new Error(decision.sentence);
    const replaced = decision.events.flatMap((event) =>
      event.type === 'message.replaced' ? [event.messageId] : [],
    );
    expect(replaced).toEqual(state.supplies.slice(1).map(({ messageId }) => messageId));
    expect(notifications(evolveAll(state, decision.events))).toEqual([
      'accepted',
      'replaced',
      'replaced',
      'waiting',
    ]);
  });

  it('[PRX-15] taken back, it is told apart from what EPS was told, and from what never left', () => {
    const decision = decidePrescription(stuck(), { kind: 'WithdrawSupply', reasonCode: 'QU' }, aContext());
    if (decision.kind === 'refused') throw new Error(decision.sentence);
    expect(decision.events.slice(2)).toMatchObject([
      { type: 'prescription.supply-withdrawn', untold: true },
      { type: 'message.handed-over', settles: true },
      { type: 'message.set-aside', waited: true },
    ]);
    const before = {
      ...accepted(act(ready(), supply)),
      hold: { kind: 'supplied-before', unscriptedId: asUnscriptedId('entry') },
    } as const;
    expect(refusalCode(before, { kind: 'WithdrawSupply', reasonCode: 'QU' })).toBe('decided');
  });
});
