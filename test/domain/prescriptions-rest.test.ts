import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { LineChoice, PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { tabOf } from '../../renderer/domain/prescriptions/tab';
import { remainingOf } from '../../renderer/domain/prescriptions/supplied';
import { leavesNow } from '../../renderer/domain/labels/leaves-now';
import { summaryOf } from '../../renderer/store/summary';
import { accepted, act, aContext, anActor, now, received, refusalCode, uuids } from '../support/builders';
import {
  all,
  assemble,
  back,
  fresh,
  handOut,
  id,
  none,
  part,
  rest,
  twoItems,
  withdrawn,
} from '../support/bags';

const check: PrescriptionCommand = { kind: 'AccuracyCheckPrescription' };
const all28: PrescriptionCommand = { kind: 'SupplyInFull' };
const dispenser = aContext({ user: anActor('dispenser', 'Ada Moss') });

const does = (state: PrescriptionState, ...commands: readonly PrescriptionCommand[]): PrescriptionState =>
  commands.reduce((before, command) => act(before, command, fresh()), state);

/** 14 of the first left, none of the second. */
const owed = (): PrescriptionState =>
  accepted(
    does(
      received(twoItems),
      { kind: 'CheckPrescription' },
      assemble(part(14), none(1)),
      check,
      handOut(part(14), none(1)),
    ),
  );
const left = (state: PrescriptionState) => state.prescription.items.map((item) => remainingOf(state, item));

describe('prescriptions: what stayed owed', () => {
  it('[PRX-24] is assembled and checked for accuracy before it leaves, like what left first', () => {
    expect([owed().work, tabOf(owed())]).toEqual(['part-supplied', 'owed']);
    expect(refusalCode(owed(), all28)).toBe('RestNotChecked');
    expect(refusalCode(owed(), handOut(part(1), none(1)))).toBe('RestNotChecked');
    const decision = decidePrescription(owed(), assemble(all(), none(1)), dispenser);
    expect(decision).toMatchObject({
      sentence: 'The rest is assembled, 1 item short. Next: accuracy check.',
    });
    const assembled = does(owed(), assemble(all(), none(1)));
    expect([assembled.work, tabOf(assembled)]).toEqual(['to-accuracy-check', 'to-accuracy-check']);
    expect(refusalCode(assembled, handOut(all(), none(1)))).toBe('WrongStep');
    expect(refusalCode(assembled, check, dispenser)).toBe('RoleMissing');
    const ready = does(assembled, check);
    expect([tabOf(ready), summaryOf(ready).short]).toEqual(['ready', 1]);
    expect(refusalCode(ready, all28)).toBe('MoreThanInBag');
    const more = accepted(act(ready, handOut(all(), none(1)), dispenser));
    expect([more.work, left(more)]).toEqual(['part-supplied', [0, 28]]);
    const last = does(more, assemble(), check, all28);
    expect([last.work, left(last)]).toEqual(['supplied', [0, 0]]);
  });

  it('[PRX-24] whoever may check it hands it out at once, and that is on record', () => {
    expect(refusalCode(owed(), handOut(rest(), none(1)), dispenser)).toBe('RoleMissing');
    for (const role of ['technician', 'pharmacist'] as const) {
      const out = act(owed(), handOut(rest(), rest(1)), aContext({ user: anActor(role), newId: uuids('6') }));
      expect(out.work).toBe('supplied');
      expect(out.supplies[1]?.lines.map(({ restIsIn }) => restIsIn)).toEqual([true, true]);
    }
  });

  it('[PRX-14] [PRX-24] what is not dispensed is told without assembly, for nothing leaves', () => {
    const refused: LineChoice = { kind: 'not-dispensed', itemId: id(1), reasonCode: '0001' };
    const out = act(owed(), handOut(none(), refused), aContext({ ...dispenser, newId: uuids('6') }));
    expect(out.supplies[1]?.lines.map(({ status }) => status)).toEqual(['0003', '0002']);
    expect(refusalCode(owed(), assemble(all(), refused))).toBe('NotAtAssembly');
  });

  it('[PRX-24] where nothing has come there is nothing to check', () => {
    expect(refusalCode(owed(), assemble(none(), none(1)))).toBe('NothingInBag');
    const late = aContext({ now: asInstant(now + 400 * 86_400_000) });
    const { items } = owed().prescription;
    const ended = { ...owed().prescription, items: items.map((item) => ({ ...item, expiresAt: now })) };
    expect(refusalCode({ ...owed(), prescription: ended }, assemble(), late)).toBe('NothingInBag');
  });

  it('[PRX-24] its steps are taken back until it is handed out, and no further', () => {
    const ready = does(owed(), assemble(all()), check);
    const assembled = does(ready, back);
    expect(assembled.work).toBe('to-accuracy-check');
    const again = does(assembled, back);
    expect([again.work, left(again)]).toEqual(['part-supplied', [14, 28]]);
    expect(refusalCode(again, back)).toBe('WrongStep');
    expect(refusalCode(again, all28)).toBe('RestNotChecked');
    expect(refusalCode(does(ready, all28), back)).toBe('WrongStep');
  });

  it('[PRX-24] once handed out and withdrawn it is in its bag as it was checked', () => {
    const ready = does(owed(), assemble(all(), none(1)), check);
    const rest = withdrawn(accepted(does(ready, handOut(all(), none(1)))));
    expect([rest.work, left(rest)]).toEqual(['ready', [14, 28]]);
    expect(refusalCode(rest, all28)).toBe('MoreThanInBag');
    expect(refusalCode(rest, handOut(all(), none(1)))).toBe('decided');
    const first = withdrawn(rest);
    expect([first.work, left(first), first.bag]).toEqual(['to-assemble', [28, 28], undefined]);
  });

  it('[PRX-24] where what left first is withdrawn or corrected, no check is taken for passed', () => {
    for (const steps of [[], [check]]) {
      const under = does(owed(), assemble(), ...steps);
      expect(withdrawn(under).work).toBe('to-assemble');
      const corrected = accepted(does(under, { kind: 'AmendSupply', choices: [part(7), none(1)] }));
      expect([corrected.work, left(corrected)]).toEqual(['part-supplied', [21, 28]]);
      expect(refusalCode(corrected, all28)).toBe('RestNotChecked');
      expect(withdrawn(corrected).work).toBe('to-assemble');
    }
  });

  it('[PRX-24] a rest that waits in its bag is put together anew once an earlier one is withdrawn or corrected', () => {
    // 7 more of the first have left, 7 of it and all of the second are still owed.
    const twice = accepted(does(owed(), assemble(part(7), none(1)), check, handOut(part(7), none(1))));
    for (const steps of [[], [check], [back]]) {
      const under = does(twice, assemble(), ...steps);
      const earlier = withdrawn(under);
      expect([earlier.work, left(earlier)]).toEqual(['part-supplied', [14, 28]]);
      expect(refusalCode(earlier, all28)).toBe('RestNotChecked');
      const corrected = accepted(does(under, { kind: 'AmendSupply', choices: [part(3), none(1)] }));
      expect([corrected.work, left(corrected)]).toEqual(['part-supplied', [11, 28]]);
      const taken = withdrawn(corrected);
      expect([taken.work, left(taken)]).toEqual(['part-supplied', [14, 28]]);
    }
  });

  it('[LBL-7] [PRX-24] its labels say what is put into the bag, before it is checked', () => {
    const leaves = leavesNow(owed(), [part(7), all(1)], aContext());
    expect(leaves.kind === 'leaves' && leaves.owed.map(({ left: still }) => still)).toEqual([7]);
    const whole = leavesNow(owed(), [], aContext());
    expect(whole.kind === 'leaves' && whole.lines.map(({ products }) => products[0]?.quantity.value)).toEqual(
      [14, 28],
    );
  });

  it('[PRX-24] nothing leaves unchecked, whatever is done to it', () => {
    const some = (n: number) =>
      fc.oneof(
        fc.constant(all(n)),
        fc.constant(none(n)),
        fc.integer({ min: 1, max: 27 }).map((quantity) => part(quantity, n)),
      );
    const choices = fc.tuple(some(0), some(1));
    type Deed = PrescriptionCommand | 'withdrawn';
    const deed: fc.Arbitrary<readonly Deed[]> = fc.oneof(
      choices.map((these) => [assemble(...these), check, handOut(...these)]),
      choices.map((these) => [assemble(...these)]),
      choices.map((these) => [handOut(...these)]),
      choices.map((these): readonly Deed[] => [{ kind: 'AmendSupply', choices: these }]),
      fc.constantFrom<Deed>(check, back, all28, 'withdrawn').map((one) => [one]),
    );
    let rests = 0;
    fc.assert(
      fc.property(choices, fc.array(deed, { maxLength: 24 }), (inBag, deeds) => {
        let state = does(received(twoItems), { kind: 'CheckPrescription' }, assemble(...inBag), check);
        // The model: what was put into the bag at the last assembly, and whether that was checked.
        let bag = left(state).map((most, n) => {
          const choice = inBag[n];
          return choice?.kind === 'part' ? choice.quantity : choice?.kind === 'owing' ? 0 : most;
        });
        for (const one of deeds.flat()) {
          if (one === 'withdrawn') {
            const last = accepted(state);
            if (refusalCode(last, { kind: 'WithdrawSupply', reasonCode: 'QU' }) !== 'decided') continue;
            state = withdrawn(last);
            continue;
          }
          const before = state;
          const context = fresh();
          if (refusalCode(state, one, context) !== 'decided') continue;
          state = act(state, one, context);
          if (one.kind === 'AmendSupply') state = accepted(state);
          if (one.kind === 'AssemblePrescription')
            bag = left(before).map((most, n) => {
              const choice = one.choices?.find(({ itemId }) => itemId === id(n));
              return choice?.kind === 'part' ? choice.quantity : choice?.kind === 'owing' ? 0 : most;
            });
          if (one.kind !== 'SupplyItems' && one.kind !== 'SupplyInFull') continue;
          expect(before.work).toBe('ready');
          const leaves = left(before).map((had, n) => had - (left(state)[n] ?? 0));
          leaves.forEach((amount, n) => {
            expect(amount).toBeLessThanOrEqual(bag[n] ?? 0);
          });
          rests += before.bag?.ofRest && leaves.some((amount) => amount > 0) ? 1 : 0;
        }
      }),
      { numRuns: 1_000 },
    );
    expect(rests).toBeGreaterThan(50);
  });
});
