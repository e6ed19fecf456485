import { describe, expect, it } from 'vitest';
import { asItemId, asReissueId } from '../../renderer/domain/kernel/ids';
import type { LineChoice } from '../../renderer/domain/prescriptions/commands';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { lineIsOpen, remainingOf } from '../../renderer/domain/prescriptions/supplied';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import { beforeCorrected } from '../../renderer/domain/prescriptions/decide-amend';
import { refusalOf } from '../../renderer/features/prescription/actions';
import { asPrescribed, choiceOf, saidBefore } from '../../renderer/features/prescription/chosen';
import {
  accepted,
  act,
  aContext,
  anActor,
  aSite,
  evolveAll,
  now,
  ready,
  refusalCode,
  uuids,
} from '../support/builders';
import { claimSettled, sendClaim } from '../support/claims';
import { itemIdOf } from '../support/fhir';
import { OneScript } from '../support/one-script';

let n = 0;
const supply = (state: PrescriptionState, ...kinds: readonly (number | 'full' | 'owing')[]) =>
  act(
    state,
    {
      kind: 'SupplyItems',
      choices: kinds.map((kind, i): LineChoice => {
        const itemId = asItemId(itemIdOf(i));
        if (kind === 'owing') return { kind, itemId };
        return typeof kind === 'number'
          ? { kind: 'part', itemId, quantity: kind, restIsIn: true }
          : { kind, itemId, restIsIn: true };
      }),
    },
    aContext({ newId: uuids(`a${(n += 1)}`) }),
  );

const firstRefused = (state: PrescriptionState): PrescriptionState => {
  const first = state.supplies.find(({ notification }) => notification === 'waiting');
  if (!first) throw new Error('nothing waits');
  const { key } = state.prescription;
  const { messageId } = first;
  return evolveAll(state, [
    { type: 'prescription.notification-settled', key, messageId, outcome: 'refused' },
  ]);
};

/** Sends what the screen begins a correction with, unchanged. */
const sameAgain = (state: PrescriptionState): PrescriptionState => {
  const before = beforeCorrected(state);
  const said = saidBefore(state);
  const choices = state.prescription.items
    .filter((item) => lineIsOpen(before, item))
    .map((item) => choiceOf(item, said[item.itemId] ?? asPrescribed));
  return act(state, { kind: 'AmendSupply', choices }, aContext({ newId: uuids(`b${(n += 1)}`) }));
};

const left = (state: PrescriptionState): readonly number[] =>
  state.prescription.items.map((item) => remainingOf(state, item));

describe('[PRX-17] a correction hands nothing out', () => {
  const corrected = (state: PrescriptionState): PrescriptionState =>
    act(
      state,
      { kind: 'AmendSupply', choices: [{ kind: 'part', itemId: asItemId(itemIdOf(0)), quantity: 14 }] },
      aContext({ newId: uuids('c'), user: anActor('pharmacist', 'Aisha Khan') }),
    );

  it('so whoever did is named by it and at the desk, whatever EPS says of it', () => {
    const before = accepted(supply(ready(), 'full'));
    const [first] = before.supplies;
    for (const state of [corrected(before), accepted(corrected(before)), firstRefused(corrected(before))]) {
      expect(state.supplies).toHaveLength(2);
      expect(new Set(state.supplies.map(({ by }) => by))).toEqual(new Set([first?.by]));
    }
  });
});

describe('prescriptions: what a correction begins with', () => {
  const seat = { person: anActor(), site: aSite };
  const offered = (state: PrescriptionState): boolean =>
    refusalOf(state, { kind: 'BeginAmend' }, seat, now) === undefined;

  it('[PRX-17] a correction is offered also after a part, and after the claim', () => {
    const part = accepted(supply(ready({ items: [{}, {}] }), 14, 'owing'));
    expect(offered(part)).toBe(true);
    const rest = supply(part, 'full', 'full');
    expect(offered(rest)).toBe(false);
    expect(offered(firstRefused(rest))).toBe(true);
    const done = accepted(rest);
    const claimed = act(done, sendClaim(done));
    expect(offered(claimed)).toBe(false);
    const stands = claimSettled(claimed, 'accepted');
    expect(offered(stands)).toBe(true);
    expect(offered(ready())).toBe(false);
  });

  it('[PRX-17] it says all that left by the refused one and those that waited behind it', () => {
    const three = supply(supply(supply(ready({ items: [{}, {}] }), 5, 'owing'), 6, 4), 1, 'owing');
    expect(left(three)).toEqual([9, 17]);
    expect(left(sameAgain(firstRefused(three)))).toEqual([9, 17]);
  });

  it('[PRX-17] a line of which nothing left this time stays as it was', () => {
    const two = accepted(supply(accepted(supply(ready({ items: [{}, {}] }), 5, 'owing')), 'owing', 'full'));
    expect(left(two)).toEqual([16, 0]);
    const again = sameAgain(two);
    expect(left(again)).toEqual([16, 0]);
    expect(again.supplies.at(-1)?.lines.map(({ status }) => status)).toEqual(['0003', '0001']);
  });

  it('[PRX-16] [PRX-17] another product comes back with its amount', () => {
    const other = { medication: { code: '322341003', display: 'Another' }, quantity: 7 };
    const itemId = asItemId(itemIdOf(0));
    const one = act(ready(), {
      kind: 'SupplyItems',
      choices: [{ kind: 'part', itemId, quantity: 8, products: [other] }],
    });
    const again = sameAgain(firstRefused(supply(one, 3)));
    expect(left(again)).toEqual([10]);
    expect(again.supplies.at(-1)?.lines[0]?.products.map(({ quantity }) => quantity.value)).toEqual([7, 3]);
  });
});

describe('prescriptions: what EPS refused goes once more', () => {
  it('[OUT-6] [PRX-17] until it is answered it is not corrected, or EPS might be told twice', () => {
    const amend = { kind: 'AmendSupply', choices: [] } as const;
    const script = new OneScript();
    expect(script.ask({ kind: 'SupplyInFull' })).toBe('decided');
    script.send('refused');
    expect(refusalCode(script.state, amend)).toBe('decided');
    script.retry();
    expect(script.ask(amend)).toBe('NotAnswered');
    script.send('answer-lost');
    expect(script.ask(amend)).toBe('NotAnswered');
    script.drain();
    expect(script.state.supplies.map(({ notification }) => notification)).toEqual(['accepted']);
    expect(script.eps.told).toHaveLength(1);
  });
});

describe('prescriptions: what EPS refused is taken back', () => {
  const withdraw = { kind: 'WithdrawSupply', reasonCode: 'ONC' } as const;
  const takeBack = (state: PrescriptionState) => {
    const decision = decidePrescription(state, withdraw, aContext({ newId: uuids(`c${(n += 1)}`) }));
    if (decision.kind === 'refused') throw new Error(decision.sentence);
    return { ...decision, after: evolveAll(state, decision.events) };
  };

  it('[PRX-15] a refused notification falls here with those behind it, and nothing is sent', () => {
    const part = accepted(supply(ready({ items: [{}, {}] }), 5, 'owing'));
    const bad = firstRefused(supply(supply(part, 6, 'owing'), 'full', 'owing'));
    const { after, messages, events } = takeBack(bad);
    expect(messages).toEqual([]);
    expect(after.supplies.map(({ notification }) => notification)).toEqual([
      'accepted',
      'withdrawn',
      'withdrawn',
    ]);
    expect([after.work, left(after)]).toEqual(['part-supplied', [16, 21]]);
    expect(
      events.flatMap((event) =>
        event.type === 'message.handed-over' || event.type === 'message.set-aside'
          ? [[event.type, event.messageId]]
          : [],
      ),
    ).toEqual([
      ['message.handed-over', bad.supplies[1]?.messageId],
      ['message.set-aside', bad.supplies[2]?.messageId],
    ]);
    expect(refusalCode(after, { kind: 'AssemblePrescription' })).toBe('decided');
    expect(refusalCode(bad, withdraw, aContext({ user: anActor('technician') }))).toBe('RoleMissing');
  });

  it('[PRX-10] [PRX-15] a script that is to go back goes back, also after a refused notification', () => {
    const owed = accepted(supply(ready({ items: [{}, {}] }), 'owing', 'owing'));
    const noMore = act(
      owed,
      {
        kind: 'SupplyItems',
        choices: [{ kind: 'not-dispensed', itemId: asItemId(itemIdOf(0)), reasonCode: '0001' }],
      },
      aContext({ newId: uuids('d') }),
    );
    const { key } = owed.prescription;
    const superseded = evolveAll(firstRefused(noMore), [
      { type: 'prescription.superseded', key, reissueId: asReissueId('pair'), twin: key },
    ]);
    const told = takeBack(superseded).after;
    expect(refusalCode(told, { kind: 'ReturnPrescription', reasonCode: '0002' })).toBe('SuppliedAlready');
    const going = takeBack(told);
    expect(going.messages).toMatchObject([{ kind: 'withdraw', of: owed.supplies[0]?.messageId }]);
    const messageId = going.after.supplies[0]?.withdrawal;
    if (messageId === undefined) throw new Error('no withdrawal');
    const free = evolveAll(going.after, [{ type: 'prescription.supply-withdrawn', key, messageId }]);
    expect(refusalCode(free, { kind: 'ReturnPrescription', reasonCode: '0002' })).toBe('decided');
  });
});
