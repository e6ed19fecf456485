import { describe, expect, it } from 'vitest';
import { asItemId, asUnscriptedId, type ItemId } from '../../renderer/domain/kernel/ids';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { PrescriptionEvent } from '../../renderer/domain/prescriptions/events';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { type UnscriptedDecision } from '../../renderer/domain/unscripted/decide';
import { decideMatch } from '../../renderer/domain/unscripted/decide-match';
import { decideName } from '../../renderer/domain/unscripted/decide-name';
import type { UnscriptedEvent } from '../../renderer/domain/unscripted/events';
import { evolveUnscripted } from '../../renderer/domain/unscripted/evolve';
import { guessLines } from '../../renderer/domain/unscripted/fit';
import { earlierSupplyRefusal, isToPropose } from '../../renderer/domain/unscripted/match';
import type { Entry, UnscriptedState } from '../../renderer/domain/unscripted/model';
import {
  decideCorrectRefusal,
  decideRefusal,
  evolveRefusal,
  type RefusedState,
  type RefusedSupply,
} from '../../renderer/domain/unscripted/refused';
import { refusedPage } from '../../renderer/domain/unscripted/refused-record';
import type { Role } from '../../renderer/domain/users/model';
import { aContext, act, anActor, aSite, evolveAll, now, ready, received } from '../support/builders';
import { aPrescription, itemIdOf } from '../support/fhir';

const { patient } = aPrescription();
const { nhsNumber: _unknown, ...without } = patient;
/** Typed in a hurry: no NHS number, another spelling, a brand's name. */
const entry: Entry = {
  route: 'prescriber',
  suppliedAt: asInstant(now - 7_200_000),
  patient: { ...without, family: 'Okafour' },
  items: [
    {
      display: 'Amoxil caps',
      code: '',
      quantity: 21,
      unit: 'capsule',
      schedule: 'none',
      directions: 'One a day',
    },
  ],
  reason: 'The child is ill',
  prescriber: { name: 'Dr A Nwosu', address: 'Invented Street Surgery', phone: '' },
};
const id = asUnscriptedId('50000000-0000-4000-8000-000000000001');
const place = { at: now, by: 'Priya Shah', seq: 1 };
const later = asInstant(now + 60_000);

const entered = (one: Entry = entry): UnscriptedState => {
  const state = evolveUnscripted(undefined, { type: 'unscripted.supplied', id, entry: one, ...place });
  if (!state) throw new Error('no state');
  return state;
};
const first = asItemId(itemIdOf(0));
const name = (
  state: UnscriptedState,
  script: PrescriptionState | undefined,
  lines: readonly ItemId[] = [first],
  user = anActor(),
) => decideName(state, script, { lines }, aContext({ user }));
const code = (decision: UnscriptedDecision): string =>
  decision.kind === 'refused' ? decision.code : 'decided';

/** Both sides after a decision. */
const after = (state: UnscriptedState, script: PrescriptionState, decision: UnscriptedDecision) => {
  if (decision.kind === 'refused') throw new Error(decision.sentence);
  const own = decision.events.filter((one): one is PrescriptionEvent => one.type.startsWith('prescription.'));
  const ours = decision.events.filter((one): one is UnscriptedEvent => one.type.startsWith('unscripted.'));
  return {
    script: evolveAll(script, own),
    entry: ours.reduce((before, event) => evolveUnscripted(before, { ...event, ...place }) ?? before, state),
  };
};

describe('naming the script of a supply', () => {
  it('[USC-13] what the proposal misses is named, held, and confirmed with one notification of the true time', () => {
    const state = entered();
    expect(isToPropose(received(), state)).toBe(false);
    const named = after(state, received(), name(state, received()));
    expect(named.script.hold).toMatchObject({ kind: 'supplied-before', unscriptedId: id });
    expect(named.entry.proposal?.named).toEqual({ by: 'Priya Shah', at: now, lines: [first] });
    const decision = decideMatch(named.entry, named.script, 'notified', aContext());
    expect(decision.kind === 'decided' && decision.messages).toHaveLength(1);
    const done = after(named.entry, named.script, decision);
    expect(done.script.work).toBe('supplied');
    expect(done.script.supplies.map(({ handedOverAt }) => handedOverAt)).toEqual([entry.suppliedAt]);
    expect(code(decideMatch(done.entry, done.script, 'notified', aContext()))).toBe('NothingProposed');
    expect(code(name(done.entry, received()))).toBe('EntryClosed');
  });

  it('[USC-13] said to be another one it goes on where it was, and can be named again', () => {
    const state = entered();
    const named = after(state, received(), name(state, received()));
    const another = received({
      shortId: '24F5DA-A83008-7EFE6X',
      longId: '20ba5fb5-cb58-462c-923e-22d180b09399',
    });
    expect(code(name(named.entry, another))).toBe('EntryClosed');
    // Its own lines may be chosen again.
    expect(code(name(named.entry, named.script))).toBe('decided');
    const freed = after(
      named.entry,
      named.script,
      decideMatch(named.entry, named.script, 'another', aContext()),
    );
    expect(freed.script.hold.kind).toBe('none');
    expect(earlierSupplyRefusal(freed.script, [freed.entry])).toBeUndefined();
    const again = after(freed.entry, freed.script, name(freed.entry, freed.script));
    // Also when its hold is gone, as after it went back and came again.
    expect(again.entry.rejected).toEqual([]);
    expect(earlierSupplyRefusal(received(), [again.entry])?.rule).toBe('USC-7');
  });

  it('[USC-13] is a pharmacist’s, and refused where the script cannot be the one, each time with a next step', () => {
    const state = entered();
    const handedOut = act(ready(), { kind: 'SupplyItems', choices: [{ kind: 'full', itemId: first }] });
    const twin = received();
    const otherNumber = entered({ ...entry, patient: { ...patient, nhsNumber: '9990000026' } });
    const stranger = entered({ ...entry, patient: { ...entry.patient, birthDate: '1933-01-19' } });
    const heldElse = evolveAll(twin, [
      {
        type: 'prescription.supplied-before',
        key: twin.prescription.key,
        unscriptedId: asUnscriptedId('another'),
      },
    ]);
    const refusals: readonly (readonly [string, UnscriptedDecision])[] = [
      ['RoleMissing', name(state, received(), [first], anActor('technician'))],
      ['ScriptUnknown', name(state, undefined)],
      ['NotHere', name(state, handedOut)],
      ['HeldOtherwise', name(state, heldElse)],
      ['AnotherPatient', name(otherNumber, received())],
      ['AnotherPatient', name(stranger, received())],
      ['LinesMissing', name(state, received(), [])],
      ['LinesMissing', name(state, received(), [asItemId('nowhere')])],
    ];
    for (const [expected, decision] of refusals) {
      expect(code(decision)).toBe(expected);
      expect(decision.kind === 'refused' && decision.next).not.toBe('');
    }
  });

  it('[USC-13] no line of the script stands for two items', () => {
    const [one] = entry.items;
    if (!one) throw new Error('no item');
    const two = entered({ ...entry, items: [one, { ...one, display: 'Calpol' }] });
    const script = received({ items: [{ name: 'Amoxicillin' }, { name: 'Paracetamol' }] });
    expect(code(name(two, script, [first, first]))).toBe('LinesMissing');
    expect(code(name(two, script, [first, asItemId(itemIdOf(1))]))).toBe('decided');
  });

  it('[USC-13] the first guess is the line of the same name, or the only line', () => {
    const [item] = entry.items;
    if (!item) throw new Error('no item');
    const guess = (script: PrescriptionState, display = item.display) =>
      guessLines(script, entered({ ...entry, items: [{ ...item, display }] }))[0]?.itemId;
    expect(guess(received())).toBe(first);
    const both = received({ items: [{ name: 'Paracetamol' }, { name: 'Amoxil caps 250mg' }] });
    expect(guess(both)).toBe(itemIdOf(1));
    expect(guess(both, 'Ramipril')).toBeUndefined();
  });
});

describe('an emergency supply that is refused', () => {
  const refused: RefusedSupply = {
    route: 'patient',
    askedAt: asInstant(now - 60_000),
    askedBy: 'His sister',
    patient,
    items: [{ display: 'Methadone 1mg/ml oral solution', quantity: 0, unit: '', schedule: 'CD2' }],
    why: 'Schedule 2: the law has no emergency supply of it <b>',
    advice: 'Out-of-hours doctor, rung for him at 20:10',
  };

  it('[USC-14] is on record: when, who asked, for what, why, by whom, what was advised; never changed', () => {
    const decision = decideRefusal(refused, aContext());
    if (decision.kind === 'refused') throw new Error(decision.sentence);
    const [recorded] = decision.events;
    const state = evolveRefusal(undefined, { ...recorded, ...place });
    if (!state) throw new Error('not on record');
    expect(state).toMatchObject({ refused, by: 'Priya Shah', enteredAt: now });
    const again = { ...recorded, ...place, refused: { ...refused, why: 'x' }, seq: 2 };
    expect(evolveRefusal(state, again)).toBe(state);
    const page = refusedPage(state, aSite);
    const { askedBy, advice } = refused;
    const said = ['OKAFOR, Chidi', 'Methadone 1mg/ml oral solution (CD2)', 'Schedule 2: the law', '08:59'];
    for (const text of [...said, askedBy, advice, 'by Priya Shah', 'Nothing was supplied', 'FA565'])
      expect(page).toContain(text);
    expect(page).not.toContain('it <b>');
  });

  it('[USC-14] is a pharmacist’s, and wants all of it', () => {
    const lacking: readonly RefusedSupply[] = [
      { ...refused, patient: { ...patient, family: '' } },
      { ...refused, patient: { ...patient, birthDate: '' } },
      { ...refused, items: [] },
      { ...refused, askedBy: ' ' },
      { ...refused, askedAt: asInstant(now + 1) },
      { ...refused, why: '' },
      { ...refused, advice: '' },
    ];
    for (const one of lacking)
      expect(decideRefusal(one, aContext())).toMatchObject({ code: 'RefusalIncomplete', rule: 'USC-14' });
    expect(decideRefusal(refused, aContext({ user: anActor('technician') }))).toMatchObject({
      code: 'RoleMissing',
    });
  });

  it('[USC-14] was asked for at most 60 days ago, and not before the patient was born; a correction reckons from its record', () => {
    const day = 86_400_000;
    const at = (days: number, birthDate = patient.birthDate) => ({
      ...refused,
      askedAt: asInstant(now - days * day),
      patient: { ...patient, birthDate },
    });
    const said = (one: RefusedSupply) => {
      const decision = decideRefusal(one, aContext());
      return decision.kind === 'refused' ? decision.sentence : decision.kind;
    };
    expect(said(at(60))).toBe('decided');
    expect(said(at(-1))).toBe('It cannot have been asked for later than now.');
    const clock = { kind: 'off', aheadMs: -day, whose: 'broker' } as const;
    expect(decideRefusal(at(-1), aContext({ clock })).kind).toBe('decided');
    expect(said(at(61))).toBe('By its time it was asked for on 24-Sep-2026, more than 60 days ago.');
    expect(said(at(5, '2026-11-20'))).toBe(
      'By its time it was asked for on 19-Nov-2026, before the patient was born.',
    );
    expect(said(at(4, '2026-11-20'))).toBe('decided');
    const decision = decideRefusal(at(50), aContext());
    const [event] = decision.kind === 'decided' ? decision.events : [];
    const state = event && evolveRefusal(undefined, { ...event, ...place });
    if (!state) throw new Error('not on record');
    const late = aContext({ now: asInstant(now + 40 * day) });
    expect(decideCorrectRefusal(state, at(70), 'Wrong day', late)).toMatchObject({ kind: 'decided' });
    expect(decideCorrectRefusal(state, at(111), 'Wrong day', late)).toMatchObject({ kind: 'refused' });
  });

  it('[USC-15] is corrected by a record of its own, once, with who, when and why; the old one stays as it was', () => {
    const recorded = (made: ReturnType<typeof decideRefusal>): RefusedState => {
      const state =
        made.kind === 'decided' ? evolveRefusal(undefined, { ...made.events[0], ...place }) : undefined;
      if (!state) throw new Error('not on record');
      return state;
    };
    const state = recorded(decideRefusal(refused, aContext()));
    const right = { ...refused, askedBy: 'His mother' };
    const correct = (one: RefusedState, why: string, role: Role = 'pharmacist') =>
      decideCorrectRefusal(one, right, why, aContext({ user: anActor(role) }));
    expect(correct(state, ' ')).toMatchObject({ code: 'ReasonMissing', rule: 'USC-15' });
    expect(correct(state, 'Wrong person', 'technician')).toMatchObject({ code: 'RoleMissing' });
    const decision = correct(state, ' Wrong person ');
    if (decision.kind === 'refused') throw new Error(decision.sentence);
    const [, corrected] = decision.events;
    if (!corrected) throw new Error('the old record does not say so');
    const second = recorded(decision);
    expect(second.refused).toEqual({ ...right, corrects: { id: state.id, reason: 'Wrong person' } });
    const first = evolveRefusal(state, { ...corrected, at: later, by: 'Tom Reed', seq: 3 });
    if (!first) throw new Error('the old record is gone');
    expect(first).toEqual({
      ...state,
      correctedBy: { id: second.id, reason: 'Wrong person', at: later, by: 'Tom Reed' },
    });
    expect(refusedPage(first, aSite)).toMatch(/Corrected by a later record.*Tom Reed: Wrong person/s);
    expect(refusedPage(second, aSite)).toMatch(/Corrects an earlier record.*Wrong person/s);
    expect(correct(first, 'Again')).toMatchObject({ code: 'RefusalCorrected', rule: 'USC-15' });
  });
});
