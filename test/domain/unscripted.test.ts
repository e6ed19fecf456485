import { describe, expect, it } from 'vitest';
import { asUnscriptedId } from '../../renderer/domain/kernel/ids';
import { asLocalDate, asInstant } from '../../renderer/domain/kernel/instant';
import { evolveUnscripted } from '../../renderer/domain/unscripted/evolve';
import { decideCorrect } from '../../renderer/domain/unscripted/decide';
import { decideMatch } from '../../renderer/domain/unscripted/decide-match';
import { earlierSupplyRefusal, isToPropose } from '../../renderer/domain/unscripted/match';
import { isOpen, type Entry } from '../../renderer/domain/unscripted/model';
import { sameUnit } from '../../renderer/domain/unscripted/units';
import { recordPage } from '../../renderer/domain/unscripted/record';
import { anActor, aSite, evolveAll, now, received } from '../support/builders';
import {
  patient,
  entry,
  byPatient,
  item,
  context,
  code,
  record,
  fold,
  proposedFor,
  held,
  hour,
} from '../support/supplies';

describe('supplies without the script: entering', () => {
  it('[USC-1] needs a pharmacist', () => {
    for (const role of ['technician', 'dispenser', 'manager'] as const)
      expect(code(record(entry, { user: anActor(role) }))).toBe('RoleMissing');
    expect(code(record())).toBe('decided');
  });

  it('[USC-2] wants what the register wants, by each way', () => {
    const lacking: readonly Entry[] = [
      { ...entry, patient: { ...patient, given: '' } },
      { ...entry, patient: { ...patient, addressLines: [''] } },
      { ...entry, patient: { ...patient, birthDate: '1950' } },
      { ...entry, items: [] },
      { ...entry, items: entry.items.map((one) => ({ ...one, quantity: 0 })) },
      { ...entry, reason: ' ' },
      { ...entry, suppliedAt: asInstant(now + 1) },
      { ...entry, prescriber: { name: 'Dr A', address: '', phone: '' } },
      { ...byPatient, interview: { evidence: '', whyNoPrescription: 'x' } },
      { ...entry, route: 'paper' },
    ];
    for (const one of lacking) expect(code(record(one))).toBe('EntryIncomplete');
    const paper = (writtenOn: string, schedule = 'none'): Entry => ({
      ...entry,
      route: 'paper',
      writtenOn: asLocalDate(writtenOn),
      items: entry.items.map((one) => ({ ...one, schedule })),
    });
    expect(code(record(paper('2026-05-24')))).toBe('decided');
    expect(code(record(paper('2026-05-23')))).toBe('PaperNotValid');
    expect(code(record(paper('2026-11-25')))).toBe('PaperNotValid');
    expect(code(record(paper('2026-10-27', 'CD2')))).toBe('decided');
    expect(code(record(paper('2026-10-26', 'CD2')))).toBe('PaperNotValid');
  });

  it('[USC-2] a supply is entered within 60 days; a correction reckons from the entry that it corrects', () => {
    const at = (days: number): Entry => ({ ...entry, suppliedAt: asInstant(now - days * 24 * hour) });
    expect(code(record(at(60)))).toBe('decided');
    expect(record(at(61))).toMatchObject({
      code: 'EntryIncomplete',
      sentence: 'By its time this supply was on 24-Sep-2026, more than 60 days ago.',
    });
    expect(code(record({ ...entry, suppliedAt: asInstant(Date.UTC(1926, 1, 1)) }))).toBe('EntryIncomplete');
    expect(record({ ...at(5), patient: { ...entry.patient, birthDate: '2026-11-20' } })).toMatchObject({
      sentence: 'By its time this supply was on 19-Nov-2026, before the patient was born.',
    });
    const later = { now: asInstant(now + 90 * 24 * hour) };
    const correct = (days: number) => {
      const state = fold(undefined, record());
      const right = { ...at(days), reason: 'Another reason' };
      return decideCorrect(
        state,
        { kind: 'CorrectSupply', id: state.id, entry: right, reason: 'Mistyped' },
        context(later),
      );
    };
    expect(code(correct(0))).toBe('decided');
    expect(code(correct(61))).toBe('EntryIncomplete');
  });

  it('[USC-3] Schedule 2 and 3 are no emergency supply, also by name; phenobarbital is', () => {
    for (const name of ['Oramorph 20mg/ml solution', 'Pregabalin 75mg capsules', 'Tramadol 50mg capsules'])
      expect(code(record(item(name, { days: 1 })))).toBe('Excluded');
    for (const brand of [
      'Durogesic DTrans 25',
      'Neurontin 300mg',
      'Medikinet XL 10mg',
      'Palexia SR 50mg',
      'Longtec 5mg',
    ])
      expect(code(record(item(brand, { days: 1 })))).toBe('Excluded');
    expect(code(record(item('Zamadol 50mg capsules', { days: 1 })))).toBe('Excluded');
    expect(code(record(item('Something new', { schedule: 'CD3', days: 1 })))).toBe('Excluded');
    expect(code(record({ ...entry, items: item('Temazepam 10mg').items }))).toBe('Excluded');
  });

  it('[USC-4] keeps a patient’s own supply within the limits of the law', () => {
    expect(code(record(byPatient))).toBe('decided');
    expect(code(record(item('Ramipril 5mg', { days: 31 })))).toBe('TooMuch');
    expect(code(record(item('Ramipril 5mg')))).toBe('TooMuch');
    expect(code(record(item('Diazepam 2mg tablets', { schedule: 'CD4', days: 6 })))).toBe('TooMuch');
    expect(code(record(item('Phenobarbital 30mg tablets', { days: 6 })))).toBe('TooMuch');
    expect(code(record(item('Salbutamol 100micrograms inhaler')))).toBe('TooMuch');
    expect(code(record(item('Salbutamol 100micrograms inhaler', { limit: 'smallest-pack' })))).toBe(
      'decided',
    );
    for (const [brand, limit] of [
      ['NovoRapid FlexPen 100units/ml', 'smallest-pack'],
      ['Ventolin Evohaler 100micrograms/dose', 'smallest-pack'],
      ['Cerazette 75microgram tablets', 'one-cycle'],
    ] as const) {
      expect(code(record(item(brand, { days: 28 })))).toBe('TooMuch');
      expect(code(record(item(brand, { limit })))).toBe('decided');
    }
    expect(code(record(item('Desogestrel 75microgram tablets', { limit: 'one-cycle' })))).toBe('decided');
    expect(code(record(item('Amoxicillin 250mg/5ml oral suspension', { limit: 'full-course' })))).toBe(
      'decided',
    );
  });

  it('[USC-5] the record says what the register wants, and the label words for a patient’s own', () => {
    const page = recordPage(fold(undefined, record(byPatient)), aSite, true);
    for (const words of [
      'EMERGENCY SUPPLY',
      'OKAFOR, Chidi',
      'Ramipril 5mg capsules, 28',
      'Surgery closed until Monday',
      'TRAINING',
    ])
      expect(page).toContain(words);
    expect(recordPage(fold(undefined, record()), aSite, false)).not.toContain('EMERGENCY SUPPLY');
    const evil = { ...entry, reason: '<script>x</script>' };
    expect(recordPage(fold(undefined, record(evil)), aSite, false)).not.toContain('<script>');
  });
});

describe('supplies without the script: matching', () => {
  it('[USC-6] a script of the same patient with a line for each item is proposed, near in time only', () => {
    const state = fold(undefined, record());
    expect(isToPropose(received(), state)).toBe(true);
    expect(isToPropose(received({ nhsNumber: '9990000026' }), state)).toBe(false);
    expect(isToPropose(received({ items: [{ name: 'Ramipril 5mg capsules' }] }), state)).toBe(false);
    const august = { signed: '2026-08-01T09:00:00+00:00' };
    expect(isToPropose(received({ ...august, start: '2026-08-01' }), state)).toBe(false);
    // One of a series, signed together for later days.
    expect(isToPropose(received({ ...august, start: '2026-11-20' }), state)).toBe(true);
    expect(isToPropose(held({ ...state, id: asUnscriptedId('another') }), state)).toBe(false);
    const rejected = fold(
      proposedFor(state, received()),
      decideMatch(proposedFor(state, received()), held(state), 'another', context()),
    );
    expect(isToPropose(received(), rejected)).toBe(false);
  });

  it('[USC-6] an issue of repeat dispensing is near by the first day it is for, and when it is overdue', () => {
    const state = fold(undefined, record());
    const issue = (n: number, signed: string) =>
      received({
        therapy: 'continuous-repeat-dispensing',
        intent: 'reflex-order',
        issue: n,
        issues: 12,
        start: signed,
        signed: `${signed}T09:00:00+00:00`,
      });
    // Four weeks each: the fourth of September, the twelfth of January, and one that nobody fetched since July.
    for (const script of [issue(4, '2026-09-01'), issue(12, '2026-01-20'), issue(2, '2026-07-01')]) {
      expect(isToPropose(script, state)).toBe(true);
      expect(earlierSupplyRefusal(script, [state])?.rule).toBe('USC-7');
    }
    expect(isToPropose(issue(6, '2026-11-20'), state)).toBe(false);
  });

  it('[USC-7] is looked for again at the hand-out', () => {
    const state = fold(undefined, record());
    expect(earlierSupplyRefusal(received(), [state])?.rule).toBe('USC-7');
    expect(earlierSupplyRefusal(received({ items: [{ name: 'Ramipril' }] }), [state])).toBeUndefined();
  });

  it('[USC-8] a correction is a new entry; the old one stays as it was', () => {
    const state = fold(undefined, record());
    const right = { ...entry, reason: 'Another reason' };
    expect(
      code(
        decideCorrect(state, { kind: 'CorrectSupply', id: state.id, entry: right, reason: '' }, context()),
      ),
    ).toBe('ReasonMissing');
    const corrected = decideCorrect(
      state,
      { kind: 'CorrectSupply', id: state.id, entry: right, reason: 'Wrong reason' },
      context(),
    );
    const old = fold(state, corrected);
    expect(old.entry).toEqual(state.entry);
    expect(old.correctedBy?.reason).toBe('Wrong reason');
    expect(isOpen(old)).toBe(false);
    expect(
      code(decideCorrect(old, { kind: 'CorrectSupply', id: state.id, entry: right, reason: 'x' }, context())),
    ).toBe('EntryClosed');
    expect(
      evolveUnscripted(state, {
        type: 'unscripted.supplied',
        id: state.id,
        entry: right,
        at: now,
        by: 'x',
        seq: 2,
      }),
    ).toBe(state);
  });

  it('[USC-9] confirmed, one notification with the time of the supply, and nothing left to hand out', () => {
    const state = fold(undefined, record());
    const script = held(state);
    const decision = decideMatch(proposedFor(state, script), script, 'notified', context());
    if (decision.kind === 'refused') throw new Error(decision.sentence);
    const own = decision.events.filter((event) => event.type.startsWith('prescription.'));
    const after = evolveAll(script, own as never); // narrowed by its name
    expect(after.work).toBe('supplied');
    expect(after.hold.kind).toBe('none');
    expect(after.supplies.map(({ handedOverAt }) => handedOverAt)).toEqual([entry.suppliedAt]);
    expect(decision.messages).toHaveLength(1);
    const more = { ...entry, items: entry.items.map((one) => ({ ...one, quantity: 28 })) };
    const tooMuch = fold(undefined, record(more));
    expect(code(decideMatch(proposedFor(tooMuch, script), held(tooMuch), 'notified', context()))).toBe(
      'MoreThanAsked',
    );
    const less = fold(
      undefined,
      record({ ...entry, items: entry.items.map((one) => ({ ...one, quantity: 7 })) }),
    );
    const part = decideMatch(proposedFor(less, script), held(less), 'notified', context());
    expect(
      part.kind === 'decided' &&
        part.messages[0]?.kind === 'notification' &&
        part.messages[0].supply.prescriptionStatus,
    ).toBe('0003');
    expect(code(decideMatch(state, undefined, 'notified', context()))).toBe('NothingProposed');
    const proposed = proposedFor(state, script);
    const gone = { ...script, custody: { kind: 'requested', sinceAt: now } } as const;
    expect(code(decideMatch(proposed, gone, 'notified', context()))).toBe('NotHere');
    const technician = context({ user: anActor('technician') });
    expect(code(decideMatch(proposed, script, 'notified', technician))).toBe('RoleMissing');
  });

  it('[USC-9] is told in the unit of the script: another one is refused, and so is none unless it is the whole line', () => {
    const confirm = (quantity: number, unit: string) => {
      const state = fold(
        undefined,
        record({ ...entry, items: entry.items.map((one) => ({ ...one, quantity, unit })) }),
      );
      return decideMatch(proposedFor(state, held(state)), held(state), 'notified', context());
    };
    for (const [quantity, unit] of [
      [1, 'pack'],
      [1, 'pack of 21'],
      [21, 'ml'],
      [1, ''],
    ] as const)
      expect(confirm(quantity, unit), `${quantity} ${unit}`).toMatchObject({
        code: 'UnitDiffers',
        next: 'Correct the entry (C): write how many capsule were supplied. Then confirm.',
      });
    for (const unit of ['capsule', 'Capsules', 'caps', ' cap ', ''])
      expect(code(confirm(21, unit))).toBe('decided');
    expect(sameUnit('Patches', 'patch') && sameUnit('suppositories', 'suppository')).toBe(true);
    expect(sameUnit('grams', 'g') && sameUnit('mls', 'ml') && sameUnit('doses', 'dose')).toBe(true);
  });

  it('[USC-10] [PRX-10] where the paper goes in for payment the electronic script goes back once, when it is ours', () => {
    const asked = fold(undefined, record());
    expect(code(decideMatch(proposedFor(asked, held(asked)), held(asked), 'returned', context()))).toBe(
      'NotOnPaper',
    );
    const state = fold(undefined, record({ ...entry, route: 'paper', writtenOn: asLocalDate('2026-11-20') }));
    const script = held(state);
    const decision = decideMatch(proposedFor(state, script), script, 'returned', context());
    expect(decision.kind === 'decided' && decision.messages.map(({ kind }) => kind)).toEqual(['return']);
    const offline = evolveAll(undefined, [
      {
        type: 'prescription.released-offline',
        key: script.prescription.key,
        prescription: script.prescription,
        source: script.source,
        pack: 'Pack 1',
      },
    ]);
    expect(code(decideMatch(proposedFor(state, offline), offline, 'returned', context()))).toBe(
      'Unconfirmed',
    );
    const closed = fold(proposedFor(state, script), decision);
    expect(closed.matched?.how).toBe('returned');
    expect(code(decideMatch(closed, script, 'returned', context()))).toBe('NothingProposed');
  });
});
