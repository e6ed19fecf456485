import { describe, expect, it } from 'vitest';
import type { LineChoice, PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { remainingOf } from '../../renderer/domain/prescriptions/supplied';
import { tabOf } from '../../renderer/domain/prescriptions/tab';
import { restAfter } from '../../renderer/features/prescription/actions';
import {
  accepted,
  act,
  anActor,
  aSite,
  evolveAll,
  now,
  received,
  refusalCode,
  refused,
} from '../support/builders';
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
const does = (state: PrescriptionState, ...commands: readonly PrescriptionCommand[]): PrescriptionState =>
  commands.reduce((before, command) => act(before, command, fresh()), state);
const left = (state: PrescriptionState) => state.prescription.items.map((item) => remainingOf(state, item));

/** 14 of the first left, none of the second; all of the rest is in its bag, but for the second, and was checked. */
const told = (): PrescriptionState =>
  does(
    received(twoItems),
    { kind: 'CheckPrescription' },
    assemble(part(14), none(1)),
    check,
    handOut(part(14), none(1)),
  );
const bagged = (state = accepted(told())) => does(state, assemble(all(), none(1)), check);
const another: LineChoice = {
  kind: 'part',
  itemId: id(0),
  quantity: 14,
  products: [{ medication: { code: '39691911000001107', display: 'Another make' }, quantity: 14 }],
};
const amend = (...choices: readonly LineChoice[]): PrescriptionCommand => ({ kind: 'AmendSupply', choices });
const correct = (state: PrescriptionState, ...choices: readonly LineChoice[]) =>
  does(state, amend(...choices));
const said = (state: PrescriptionState, ...choices: readonly LineChoice[]) =>
  restAfter(state, amend(...choices), { person: anActor(), site: aSite }, now);

describe('an earlier part is corrected after the rest was assembled', () => {
  it('[PRX-24] its check stands where what is owed does not change', () => {
    const going = correct(bagged(), another, none(1));
    expect(refusalCode(going, handOut(all(), none(1)))).toBe('Amending');
    const done = accepted(going);
    expect([done.work, tabOf(done), left(done)]).toEqual(['ready', 'ready', [14, 28]]);
    // What was said of the bag stands as well: the second is not in it.
    expect(refusalCode(done, { kind: 'SupplyInFull' })).toBe('MoreThanInBag');
    expect(left(does(done, handOut(all(), none(1))))).toEqual([0, 28]);
    expect(said(bagged(), another, none(1))).toBe('');
    const unchecked = accepted(correct(does(bagged(), back), another, none(1)));
    expect(unchecked.work).toBe('to-accuracy-check');
    expect(does(does(unchecked, check), back, back).work).toBe('part-supplied');
  });

  it('[PRX-24] it is taken back where that changes, which is said before the correction is sent', () => {
    for (const choices of [
      [part(7), none(1)],
      [part(14), part(1, 1)],
      [all(), none(1)],
    ]) {
      const before = bagged();
      expect(said(before, ...choices)).toContain('assembled and checked anew');
      const decision = decidePrescription(before, amend(...choices), fresh());
      expect(decision.kind === 'decided' && decision.sentence).toContain('assembled and checked anew');
      const done = accepted(correct(before, ...choices));
      expect([done.work, tabOf(done)]).toEqual(['part-supplied', 'owed']);
      expect(refusalCode(done, { kind: 'SupplyInFull' })).toBe('RestNotChecked');
    }
    expect(said(accepted(told()), part(7), none(1))).toBe('');
  });

  it('[PRX-17] [PRX-24] a correction that EPS refuses changes nothing of it', () => {
    const kept = refused(correct(bagged(), part(7), none(1)));
    expect([kept.work, left(kept)]).toEqual(['ready', [14, 28]]);
    expect(does(kept, handOut(all(), none(1))).work).toBe('part-supplied');
    expect(refused(correct(bagged(), another, none(1))).work).toBe('ready');
  });

  it('[PRX-17] [PRX-24] of what EPS had refused, the correction counts at once', () => {
    const bad = bagged(refused(told()));
    const stands = correct(bad, another, none(1));
    expect([stands.work, left(stands)]).toEqual(['ready', [14, 28]]);
    expect(accepted(stands).work).toBe('ready');
    const falls = correct(bad, part(7), none(1));
    expect([falls.work, left(falls)]).toEqual(['part-supplied', [21, 28]]);
    expect(refusalCode(falls, { kind: 'SupplyInFull' })).toBe('RestNotChecked');
  });

  it('[PRX-24] a rest that came back into its bag stands in the same way', () => {
    const again = withdrawn(accepted(does(bagged(), handOut(all(), none(1)))));
    expect(accepted(correct(again, another, none(1))).work).toBe('ready');
    expect(accepted(correct(again, part(7), none(1))).work).toBe('part-supplied');
  });

  it('[PRX-24] a journal in which that was not decided reads as it did', () => {
    const before = bagged();
    const decision = decidePrescription(before, amend(another, none(1)), fresh());
    if (decision.kind === 'refused') throw new Error(decision.sentence);
    const older = decision.events.map((event) => {
      if (event.type !== 'prescription.supplied' || !event.supply.replaces) return event;
      const { rest: _rest, ...replaces } = event.supply.replaces;
      return { ...event, supply: { ...event.supply, replaces } };
    });
    const done = accepted(evolveAll(before, older));
    expect([done.work, left(done)]).toEqual(['part-supplied', [14, 28]]);
    expect(does(done, handOut(rest(), none(1))).work).toBe('part-supplied');
  });
});
