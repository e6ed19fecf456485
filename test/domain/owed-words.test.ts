import { describe, expect, it } from 'vitest';
import { asInstant, dayMs } from '../../renderer/domain/kernel/instant';
import type { LineChoice } from '../../renderer/domain/prescriptions/commands';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { defaultUrgentList } from '../../renderer/domain/triage/default-list';
import { planNeeds } from '../../renderer/domain/triage/need';
import { emptyHanded, nextStep } from '../../renderer/features/prescription/actions';
import { isHere, mayStillLeave, owedSentence } from '../../renderer/features/prescription/words';
import { reasonsOf } from '../../renderer/features/worklist/reasons';
import { summaryOf } from '../../renderer/store/summary';
import { all, assemble, fresh, handOut, none, part, rest, twoItems } from '../support/bags';
import { accepted, act, anActor, aSite, now, ready, received } from '../support/builders';

const inTwoDays = asInstant(now + 2 * dayMs);
const inMonths = asInstant(now + 100 * dayMs);

/** The last days of the first item and of the second. */
const ending = (state: PrescriptionState, ...days: readonly number[]): PrescriptionState => ({
  ...state,
  prescription: {
    ...state.prescription,
    items: state.prescription.items.map((item, n) => ({ ...item, expiresAt: asInstant(days[n] ?? 0) })),
  },
});
const words = (state: PrescriptionState) =>
  reasonsOf(summaryOf(state), planNeeds(defaultUrgentList, now), now).map(({ text }) => text);
const after = (state: PrescriptionState, ...choices: readonly LineChoice[]) =>
  accepted(act(state, handOut(...choices), fresh()));
const itemOf = (state: PrescriptionState, n = 0) => {
  const item = state.prescription.items[n];
  if (!item) throw new Error('no such item');
  return item;
};

describe('what is said of what is owed', () => {
  it('[WIN-4] [TRI-1] a last day that is near stands first on the row, and the day of EPS is said as that of EPS', () => {
    const owed = after(ending(ready(twoItems), inTwoDays, inMonths), part(14), all(1));
    expect(words(owed).slice(0, 2)).toEqual(['expires in 2 days', 'owed']);
    expect(words(after(ending(ready(twoItems), inMonths, inMonths), part(14), all(1)))[0]).toBe(
      'owed, EPS closes it 23-May-2027',
    );
  });

  it('[WIN-4] the last day of what has left wholly is no reason any more', () => {
    const begun = ending(ready(twoItems), inTwoDays, inMonths);
    expect(words(begun)[0]).toBe('expires in 2 days');
    const owed = after(begun, all(0), none(1));
    expect(summaryOf(owed).expiresAt).toBe(inMonths);
    expect(words(owed)[0]).toMatch(/^owed/);
    expect([mayStillLeave(owed, itemOf(owed, 0)), mayStillLeave(owed, itemOf(owed, 1))]).toEqual([
      false,
      true,
    ]);
  });

  it('[PRX-24] an item says how much of it has left and how much is owed, until all of it has', () => {
    const begun = ready(twoItems);
    expect(owedSentence(begun, itemOf(begun))).toBeUndefined();
    const owed = after(begun, part(14), none(1));
    expect(owedSentence(owed, itemOf(owed, 0))).toBe('14 of 28 capsule handed out, 14 owed');
    expect(owedSentence(owed, itemOf(owed, 1))).toBe('28 capsule owed');
    // Whoever checks the rest reads how much it is.
    const assembled = act(owed, assemble(all(), none(1)), fresh());
    expect(owedSentence(assembled, itemOf(assembled))).toContain('14 owed');
    const done = after(owed, rest(), rest(1));
    expect(owedSentence(done, itemOf(done))).toBeUndefined();
  });

  it('[PRX-3] of a script that is not here nothing may leave, and no step of it is next', () => {
    const gone = act(received(), { kind: 'ReturnPrescription', reasonCode: '0003' }, fresh());
    expect([isHere(received()), isHere(gone)]).toEqual([true, false]);
    expect([mayStillLeave(received(), itemOf(gone)), mayStillLeave(gone, itemOf(gone))]).toEqual([
      true,
      false,
    ]);
  });

  it('[PRX-9] nobody is led to check what can never be handed out', () => {
    const past = ending(received(), now - dayMs);
    const why = emptyHanded(past, { person: anActor(), site: aSite }, now);
    expect(why?.code).toBe('NothingToSupply');
    const chosen = { kind: 'SupplyItems', choices: [] } as const;
    expect(nextStep(received(), chosen)?.key).toBe('C');
    expect(nextStep(past, chosen, why)).toBeUndefined();
  });
});
