import { describe, expect, it } from 'vitest';
import type { Place } from '../../renderer/domain/broker-entries';
import { readTypedDate } from '../../renderer/domain/kernel/typed-date';
import type { PatientCommand } from '../../renderer/domain/patients/commands';
import { decidePatient } from '../../renderer/domain/patients/decide';
import { differencesOf, readWordings, unsettled } from '../../renderer/domain/patients/differences';
import { evolvePatient } from '../../renderer/domain/patients/evolve';
import { handedOut } from '../../renderer/domain/patients/handed-out';
import { patientIdOf } from '../../renderer/domain/patients/match';
import type { PatientRecord } from '../../renderer/domain/patients/model';
import { patientPage } from '../../renderer/domain/patients/page';
import { allergiesWords, readAllergies, writeAllergies } from '../../renderer/domain/patients/words';
import { asUnscriptedId } from '../../renderer/domain/kernel/ids';
import type { UnscriptedState } from '../../renderer/domain/unscripted/model';
import { accepted, act, aContext, anActor, aSite, evolveAll, now, ready, uuids } from '../support/builders';
import { entry, hour, patient } from '../support/supplies';

const pharmacist = anActor();
const place: Place = { seq: 1, at: now, by: pharmacist.name };

const write = (
  record: PatientRecord | undefined,
  command: PatientCommand,
  by = pharmacist,
): PatientRecord => {
  const decision = decidePatient(record, command, by);
  if (decision.kind === 'refused') throw new Error(decision.sentence);
  const after = decision.events.reduce<PatientRecord | undefined>(
    (state, event) => evolvePatient(state, { ...event, ...place }),
    record,
  );
  if (!after) throw new Error('nothing written');
  return after;
};
const refusalOf = (command: PatientCommand, by = pharmacist): string => {
  const decision = decidePatient(undefined, command, by);
  return decision.kind === 'refused' ? `${decision.rule} ${decision.code}` : 'decided';
};
const known = (...list: readonly string[]): PatientCommand => ({
  kind: 'RecordAllergies',
  patient,
  allergies: { kind: 'known', list: list.map((substance) => ({ substance, reaction: '' })) },
});
const none: PatientCommand = { kind: 'RecordAllergies', patient, allergies: { kind: 'none-known' } };
const note = (text: string): PatientCommand => ({ kind: 'WritePatientNote', patient, text });

describe('the record of a patient', () => {
  it('[PAT-5] is of one NHS number, else of one name and birth date; of whom less is known there is none', () => {
    const { nhsNumber: _number, ...unnumbered } = patient;
    expect(patientIdOf(patient)).toBe(patientIdOf({ ...patient, family: 'Married-Name' }));
    expect(patientIdOf(unnumbered)).toBe(
      patientIdOf({ ...unnumbered, family: ` ${patient.family.toUpperCase()}` }),
    );
    // Twins share a family name and a birth date.
    expect(patientIdOf(unnumbered)).not.toBe(patientIdOf({ ...unnumbered, given: 'Somebody' }));
    expect(patientIdOf(unnumbered)).not.toBe(patientIdOf(patient));
    for (const lack of [{ birthDate: '' }, { family: '' }, { given: '' }])
      expect(patientIdOf({ ...unnumbered, ...lack })).toBeUndefined();
    const nobody = { ...unnumbered, birthDate: '' };
    expect(refusalOf({ ...none, patient: nobody })).toBe('PAT-5 PatientUnknown');
    expect(refusalOf({ ...note('Reads lips'), patient: nobody })).toBe('PAT-5 PatientUnknown');
  });

  it('[PAT-6] says each part that differs, every wording of it, and none that is only written in another way', () => {
    expect(differencesOf([patient, { ...patient, family: patient.family.toUpperCase() }])).toEqual([]);
    const moved = { ...patient, addressLines: ['9 Elsewhere Road'], postcode: 'LS99 2BB' };
    const differences = differencesOf([moved, patient, { ...moved, gender: '' }]);
    expect(differences.map(({ what }) => what)).toEqual(['Address']);
    expect(differences[0]?.said).toHaveLength(2);
    expect(differences[0]?.said[0]).toBe('9 Elsewhere Road, LS99 2BB');
    expect(
      differencesOf([patient, { ...patient, birthDate: '1901-01-01', gender: 'other' }]).map(
        ({ what }) => what,
      ),
    ).toEqual(['Birth date', 'Gender']);
  });

  it('[PAT-13] what differs is asked until somebody says that it is one person, and again for a new wording', () => {
    const moved = { ...patient, addressLines: ['9 Elsewhere Road'], postcode: 'LS99 2BB' };
    const both = [moved, patient];
    expect(unsettled(readWordings(both, undefined)).map(({ what }) => what)).toEqual(['Address']);
    const said = write(write(undefined, none), { kind: 'SayOnePerson', patient: moved, wordings: both });
    expect(said).toMatchObject({ allergies: { kind: 'none-known' }, same: { by: pharmacist.name, at: now } });
    const agreed = readWordings([patient, moved, { ...patient, family: patient.family.toUpperCase() }], said);
    expect(agreed.agreed?.by).toBe(pharmacist.name);
    expect(agreed.differences.map(({ what }) => what)).toEqual(['Address']);
    expect(unsettled(agreed)).toEqual([]);
    const third = { ...patient, title: 'Dr', birthDate: '1901-01-01' };
    const more = [third, moved];
    expect(unsettled(readWordings(more, said)).map(({ what }) => what)).toEqual([
      'Title',
      'Birth date',
      'Address',
    ]);
    const again = write(said, { kind: 'SayOnePerson', patient, wordings: more });
    expect(unsettled(readWordings([third, moved, patient], again))).toEqual([]);
  });

  it('[PAT-13] is said by a pharmacist or a technician, of one NHS number only', () => {
    const say = (other: typeof patient): PatientCommand => ({
      kind: 'SayOnePerson',
      patient,
      wordings: [patient, other],
    });
    const moved = { ...patient, postcode: 'LS99 2BB' };
    expect(refusalOf(say(moved), anActor('technician'))).toBe('decided');
    for (const role of ['dispenser', 'manager'] as const)
      expect(refusalOf(say(moved), anActor(role))).toBe('PRX-6 RoleMissing');
    expect(refusalOf(say({ ...moved, nhsNumber: '9990000026' }))).toBe('PAT-13 AnotherPatient');
    expect(decidePatient(undefined, say(patient), pharmacist)).toMatchObject({ events: [] });
  });

  it('[PAT-7] not asked, none known and known are three answers, and the latest counts', () => {
    const unasked = write(undefined, note('Reads lips'));
    expect(allergiesWords(unasked.allergies)).toBe('allergies not asked');
    const asked = write(unasked, none);
    expect(allergiesWords(asked.allergies)).toBe('no known allergies');
    const later = write(asked, known('penicillin', 'latex'));
    expect(allergiesWords(later.allergies)).toBe('allergic to penicillin, latex');
    expect(later.allergies).toMatchObject({ at: now, by: pharmacist.name });
    expect(later.note?.text).toBe('Reads lips');
  });

  it('[PAT-7] each names its substance, and a pharmacist or a technician says so', () => {
    expect(refusalOf(known())).toBe('PAT-7 NoSubstance');
    expect(refusalOf(known('penicillin', '  '))).toBe('PAT-7 NoSubstance');
    expect(refusalOf(known('x'.repeat(501)))).toBe('PAT-7 TooLong');
    expect(refusalOf(known(...Array.from({ length: 41 }, (_, n) => `number ${n}`)))).toBe('PAT-7 TooMany');
    expect(refusalOf(none, anActor('technician'))).toBe('decided');
    for (const role of ['dispenser', 'manager'] as const)
      expect(refusalOf(none, anActor(role))).toBe('PRX-6 RoleMissing');
  });

  it('[PAT-7] what is typed twice stands once', () => {
    const twice = write(undefined, known('Penicillin', 'latex', ' penicillin '));
    expect(allergiesWords(twice.allergies)).toBe('allergic to Penicillin, latex');
  });

  it('[PAT-7] is typed a line each, and stands as it was typed when it is corrected', () => {
    const list = readAllergies(' penicillin : rash \n\nlatex\n: swelling');
    expect(list).toEqual([
      { substance: 'penicillin', reaction: 'rash' },
      { substance: 'latex', reaction: '' },
      { substance: '', reaction: 'swelling' },
    ]);
    expect(readAllergies(writeAllergies(list.slice(0, 2)))).toEqual(list.slice(0, 2));
  });

  it('[PAT-8] a note is left by whoever serves patients, and is gone once it is emptied', () => {
    const noted = write(undefined, note('  Collects on Fridays '), anActor('dispenser'));
    expect(noted.note?.text).toBe('Collects on Fridays');
    expect(decidePatient(noted, note('Collects on Fridays'), pharmacist)).toMatchObject({ events: [] });
    expect(write(noted, note(' ')).note?.text).toBe('');
    expect(refusalOf(note('x'), anActor('manager'))).toBe('PRX-6 RoleMissing');
    expect(refusalOf(note('x'.repeat(501)))).toBe('PAT-7 TooLong');
  });
});

const around = { site: aSite, training: false, madeBy: 'Priya Shah', now };
const content = {
  patient,
  own: undefined,
  perhaps: [],
  wordings: [patient],
  differences: [],
  handedOut: [],
  older: 0,
  complete: true,
};
const supplied = accepted(
  act(ready({ items: [{ name: 'Ramipril 5mg capsules' }] }), { kind: 'SupplyInFull' }),
);
const unscripted = (more: Partial<UnscriptedState> = {}): UnscriptedState => ({
  id: asUnscriptedId('entry-1'),
  entry,
  enteredAt: now,
  by: 'Priya Shah',
  rejected: [],
  earlier: [],
  ...more,
});

describe('what was handed out', () => {
  const [item] = supplied.prescription.items;
  const { key, shortId } = supplied.prescription;

  it('[PAT-9] each medicine once, the latest first', () => {
    const lines = handedOut([supplied], [unscripted()]);
    expect(lines.map(({ medicine }) => medicine)).toEqual([
      'Ramipril 5mg capsules',
      'Amoxicillin 250mg capsules',
    ]);
    expect(lines[1]).toMatchObject({ at: now - 2 * hour, quantity: '21 capsule', from: { kind: 'entry' } });
  });

  it('[PAT-9] a correction stands for what it corrects, and what was withdrawn is not there', () => {
    if (!item) throw new Error('no item');
    const other = {
      medication: { code: '39113611000001102', display: 'Ramipril 2.5mg capsules' },
      quantity: item.quantity.value,
    };
    const choices = [{ kind: 'full', itemId: item.itemId, products: [other] }] as const;
    const amended = accepted(
      act(supplied, { kind: 'AmendSupply', choices }, aContext({ newId: uuids('7') })),
    );
    expect(handedOut([amended], []).map(({ medicine }) => medicine)).toEqual(['Ramipril 2.5mg capsules']);
    const asked = act(
      supplied,
      { kind: 'WithdrawSupply', reasonCode: 'MU' },
      aContext({ newId: uuids('8') }),
    );
    const messageId = asked.supplies[0]?.withdrawal;
    if (messageId === undefined) throw new Error('nothing withdrawn');
    const withdrawn = evolveAll(asked, [{ type: 'prescription.supply-withdrawn', key, messageId }]);
    expect(handedOut([withdrawn], [])).toEqual([]);
  });

  it('[PAT-9] what left without its script stands under the script once that was notified for it', () => {
    const match = { key, shortId, at: now, by: 'Priya Shah' } as const;
    const told = handedOut([supplied], [unscripted({ matched: { ...match, how: 'notified' } })]);
    expect(told.map(({ from }) => from.kind)).toEqual(['script']);
    const onPaper = handedOut([], [unscripted({ matched: { ...match, how: 'returned' } })]);
    expect(onPaper.map(({ from }) => from.kind)).toEqual(['entry']);
    const correction = { id: asUnscriptedId('entry-2'), reason: 'Another dose' };
    expect(handedOut([], [unscripted({ correctedBy: correction })])).toEqual([]);
  });

  it('[PAT-11] is printed with who made it and when, and says what it does not know', () => {
    const own = write(undefined, known('<b>penicillin</b>'));
    const page = patientPage({ ...content, own, handedOut: handedOut([supplied], []) }, around);
    const text = page.html.toString();
    expect(text).toContain('allergic to &lt;b&gt;penicillin&lt;/b&gt; (Priya Shah, 24-Nov-2026)');
    expect(text).toContain('Ramipril 5mg capsules');
    expect(text).toContain(aSite.name);
    expect(text).toContain('printed by Priya Shah');
    expect(text).toContain('Other pharmacies');
    expect(text).not.toContain('TRAINING');
    expect(page.title).not.toContain(patient.family);
    expect(text).not.toContain('not all');
    const training = patientPage(content, { ...around, training: true });
    expect(training.html.toString()).toContain('TRAINING');
    expect(training.html.toString()).toContain('allergies not asked');
  });

  it('[PAT-11] a record of which not all could be read says so', () => {
    for (const lack of [{ older: 3 }, { complete: false }])
      expect(patientPage({ ...content, ...lack }, around).html.toString()).toContain('This is not all');
  });

  it('[PAT-13] the printed record says what scripts of the NHS number do not say alike', () => {
    const wordings = [{ ...patient, birthDate: '1901-01-01' }, patient];
    const textOf = (record: PatientRecord | undefined) =>
      patientPage({ ...content, ...readWordings(wordings, record) }, around).html.toString();
    expect(textOf(undefined)).toContain('Birth date: 01-Jan-1901 / ');
    expect(textOf(write(undefined, { kind: 'SayOnePerson', patient, wordings }))).not.toContain(
      '01-Jan-1901',
    );
  });

  it('[PAT-10] the printed record says what somebody who is perhaps the same is allergic to', () => {
    const perhaps = [write(undefined, known('latex')), write(undefined, none)];
    const page = patientPage({ ...content, perhaps }, around);
    expect(page.html.toString()).toContain('Perhaps the same person is allergic to latex');
  });
});

describe('a birth date as people type it', () => {
  it('is read in each way that England writes one, and nothing else is', () => {
    for (const typed of ['12/3/1950', '12.03.1950', '12-Mar-1950', '12march1950', '1950-03-12', '12031950'])
      expect(readTypedDate(typed), typed).toBe('1950-03-12');
    for (const typed of [
      '',
      '1950',
      '31/2/1950',
      '12/13/1950',
      '9990000018',
      'Mar',
      '12/3/50',
      '121950',
      'May1950',
    ])
      expect(readTypedDate(typed), typed).toBeUndefined();
  });
});
