import { describe, expect, it } from 'vitest';
import { asInstant, dayMs } from '../../renderer/domain/kernel/instant';
import { asReissueId } from '../../renderer/domain/kernel/ids';
import { completedBy } from '../../renderer/domain/claims/decide';
import { isOver, whatIsHere } from '../../renderer/domain/desk/what-is-here';
import { closedWords } from '../../renderer/domain/prescriptions/clean-up';
import type { LineChoice, PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { lineIsOpen, lineStatusOf } from '../../renderer/domain/prescriptions/supplied';
import { tabOf } from '../../renderer/domain/prescriptions/tab';
import { defaultUrgentList } from '../../renderer/domain/triage/default-list';
import { planNeeds } from '../../renderer/domain/triage/need';
import { isSpent } from '../../renderer/domain/reissue/stays';
import { closedSentence, owedSentence } from '../../renderer/features/prescription/words';
import { reasonsOf } from '../../renderer/features/worklist/reasons';
import { summaryOf } from '../../renderer/store/summary';
import { all, assemble, back, handOut, none, part, rest, twoItems } from '../support/bags';
import {
  accepted,
  act,
  aContext,
  anActor,
  evolveAll,
  now,
  ready,
  refusalCode,
  refused,
  uuids,
} from '../support/builders';

const end = (reason = 'The surgery writes a new one'): PrescriptionCommand => ({
  kind: 'NoteClosedByEps',
  reason,
});
let made = 0;
const after = (days: number, change: Parameters<typeof aContext>[0] = {}) =>
  aContext({ now: asInstant(now + days * dayMs), newId: uuids(`e${(made += 1)}`), ...change });
/** 14 of the first left, and the second is owed. */
const owed = (...choices: readonly LineChoice[]): PrescriptionState =>
  accepted(act(ready(twoItems), handOut(...(choices.length > 0 ? choices : [part(14), none(1)]))));
const closed = (state = owed()) => act(state, end(), after(181));
const itemsOf = ({ prescription: { items } }: PrescriptionState) => items;

describe('what EPS closed with something owed', () => {
  it('[WIN-7] leaves what is owed by a pharmacist, with a reason, and nothing is sent', () => {
    const state = closed();
    expect([state.work, tabOf(state)]).toEqual(['supplied', 'done']);
    expect(state.closed).toEqual({
      at: now + 181 * dayMs,
      by: 'Priya Shah',
      reason: 'The surgery writes a new one',
    });
    expect(itemsOf(state).map((item) => lineStatusOf(state, item))).toEqual(['0001', '0002']);
    expect(itemsOf(state).some((item) => lineIsOpen(state, item))).toBe(false);
    expect(completedBy(state)).toBeUndefined();
  });

  it('[WIN-7] only where EPS has closed it, by a pharmacist, with a reason, once', () => {
    expect(refusalCode(owed(), end(), after(180))).toBe('NotClosed');
    expect(refusalCode(owed(), end(), after(181))).toBe('decided');
    expect(refusalCode(owed(), end('  '), after(181))).toBe('ReasonMissing');
    for (const role of ['technician', 'dispenser', 'manager'] as const)
      expect(refusalCode(owed(), end(), after(181, { user: anActor(role) }))).toBe('RoleMissing');
    expect(refusalCode(closed(), end(), after(182))).toBe('NotClosed');
    const whole = accepted(act(ready(twoItems), { kind: 'SupplyInFull' }));
    expect(refusalCode(whole, end(), after(181))).toBe('NotClosed');
    expect(refusalCode(ready(twoItems), end(), after(181))).toBe('NotClosed');
    // Nothing is closed by a clock that is a year ahead.
    const clock = { kind: 'off', aheadMs: 181 * dayMs, whose: 'broker' } as const;
    expect(refusalCode(owed(), end(), after(181, { clock }))).toBe('NotClosed');
    const held = act(owed(), { kind: 'HoldPrescription', reason: 'Wait' });
    expect(refusalCode(held, end(), after(181))).toBe('OnHold');
  });

  it('[WIN-7] nothing more is supplied from it, whatever a clock shows since and however far the rest had come', () => {
    const bagged = act(act(owed(), assemble(all(), none(1))), { kind: 'AccuracyCheckPrescription' });
    for (const state of [closed(), closed(bagged)]) {
      for (const days of [0, 181, 400]) {
        for (const choices of [
          [all(), all(1)],
          [rest(), none(1)],
          [none(), rest(1)],
        ])
          expect(refusalCode(state, handOut(...choices), after(days))).toBe('ClosedByEps');
        expect(refusalCode(state, { kind: 'SupplyInFull' }, after(days))).toBe('ClosedByEps');
        expect(refusalCode(state, assemble(), after(days))).toBe('WrongStep');
        expect(refusalCode(state, back, after(days))).toBe('WrongStep');
        expect(refusalCode(state, { kind: 'RecordNotDispensed', reasonCode: '0010' }, after(days))).toBe(
          'AlreadyTold',
        );
        expect(refusalCode(state, { kind: 'ReturnPrescription', reasonCode: '0003' }, after(days))).toBe(
          'SuppliedAlready',
        );
        expect(refusalCode(state, { kind: 'HoldPrescription', reason: 'x' }, after(days))).toBe('WrongStep');
      }
    }
    expect(closed(bagged).bag).toBeUndefined();
  });

  it('[WIN-7] a correction is still what the Spine lets it be, and brings it back to what is owed in no case', () => {
    const amend = { kind: 'AmendSupply', choices: [part(14), none(1)] } as const;
    expect(refusalCode(closed(), amend, after(182))).toBe('NotClaimedStatus');
    const whole = { kind: 'AmendSupply', choices: [all(), all(1)] } as const;
    const going = act(closed(), whole, after(182));
    for (const done of [accepted(going), refused(going)]) {
      expect([done.work, tabOf(done)]).toEqual(['supplied', 'done']);
      expect(refusalCode(done, { kind: 'SupplyInFull' }, after(183))).not.toBe('decided');
    }
    expect(refusalCode(closed(), whole, after(181 + 37))).toBe('AmendOver');
    expect(refusalCode(closed(), { kind: 'WithdrawSupply', reasonCode: 'QU' }, after(182))).toBe(
      'NotClaimed',
    );
  });

  it('[WIN-7] is shown as what it is: on the script, in the list, at a scan', () => {
    const state = closed();
    expect(closedWords(state)).toContain(
      'what was part-supplied counts as dispensed, what was owed as not dispensed. Priya Shah noted it',
    );
    expect(closedWords(owed())).toBeUndefined();
    const [first, second] = itemsOf(state);
    if (!first || !second) throw new Error('no items');
    expect([owedSentence(state, first), closedSentence(state, first), closedSentence(state, second)]).toEqual(
      [
        undefined,
        '14 of 28 capsule handed out; EPS closed it as dispensed',
        'none of 28 capsule handed out; EPS closed it as not dispensed',
      ],
    );
    const row = summaryOf(state);
    expect(row).toMatchObject({ tab: 'done', closed: true, medicines: [] });
    expect([row.owedUntil, row.claim]).toEqual([undefined, undefined]);
    const words = reasonsOf(row, planNeeds(defaultUrgentList, now), now).map(({ text }) => text);
    expect(words).toContain('closed by EPS');
    expect([isOver(state), whatIsHere(state)?.kind]).toEqual([true, 'done']);
  });

  it('[WIN-7] where nothing had left it counts as not dispensed, and its pair ends by it', () => {
    const none_ = owed(none(), none(1));
    const { key } = none_.prescription;
    const superseded = evolveAll(none_, [
      { type: 'prescription.superseded', key, reissueId: asReissueId('pair'), twin: key },
    ]);
    expect(isSpent(superseded)).toBe(false);
    const state = closed(superseded);
    expect([state.work, isSpent(state)]).toEqual(['not-dispensed', true]);
    expect(itemsOf(state).map((item) => lineStatusOf(state, item))).toEqual(['0002', '0002']);
  });
});
