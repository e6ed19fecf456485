import { describe, expect, it } from 'vitest';
import { labelsForSupply } from '../../renderer/domain/labels/for-supply';
import { questionsFor, questionText } from '../../renderer/domain/unscripted/asked';
import type { Answers, Entry } from '../../renderer/domain/unscripted/model';
import { recordPage } from '../../renderer/domain/unscripted/record';
import { decideRefusal } from '../../renderer/domain/unscripted/refused';
import { refusedRows } from '../../renderer/domain/unscripted/refused-record';
import { commandOf, draftOf } from '../../renderer/features/registers/supply-draft';
import { aSite, now, ready } from '../support/builders';
import {
  asked,
  byPatient,
  code,
  context,
  entry,
  fold,
  interviewed,
  item,
  patient,
  record,
} from '../support/supplies';

const phenobarbital = item('Phenobarbital 30mg tablets', { schedule: 'CD3', days: 5 });
const answered = (one: Entry, answers: Answers): string => code(record({ ...one, answers }));
const [medicine] = entry.items;
if (!medicine) throw new Error('no item');

describe('an emergency supply: what is asked one by one', () => {
  it('[USC-3] nobody has said that a drug is not controlled until a person has, by whichever way', () => {
    for (const one of [entry, byPatient, { ...entry, route: 'paper' } as const]) {
      const unsaid = { ...one, items: one.items.map((some) => ({ ...some, schedule: '' })) };
      expect(record(unsaid)).toMatchObject({ code: 'ScheduleNotChosen', rule: 'USC-3' });
    }
    // What its name tells is told first.
    expect(code(record(item('Methadone 1mg/ml oral solution', { schedule: '' })))).toBe('Excluded');
    expect(code(record(item('Methadone 1mg/ml oral solution', { schedule: 'none' })))).toBe('Excluded');
  });

  it('[USC-2] an emergency supply names the dose; of paper it stands there', () => {
    for (const one of [entry, byPatient])
      expect(code(record({ ...one, items: one.items.map((some) => ({ ...some, directions: ' ' })) }))).toBe(
        'EntryIncomplete',
      );
  });

  it('[USC-19] each question wants its answer, and the one that the law allows', () => {
    const rows = [
      [entry, asked],
      [byPatient, interviewed],
    ] as const;
    for (const [one, answers] of rows) {
      expect(answered(one, answers)).toBe('decided');
      const { answers: _none, ...without } = one;
      expect(code(record(without))).toBe('NotAnswered');
      for (const [question, answer] of Object.entries(answers)) {
        const other = answer === 'yes' ? 'no' : 'yes';
        const { [question as keyof typeof answers]: _left, ...rest } = answers;
        expect(answered(one, rest), question).toBe('NotAnswered');
        expect(answered(one, { ...answers, [question]: other }), question).toBe(
          question === 'uk-prescriber' ? 'NotAnswered' : 'NotAllowed',
        );
      }
    }
    expect(record({ ...byPatient, answers: {} })).toMatchObject({
      rule: 'USC-19',
      sentence: `One question has no answer: ${questionText('interviewed')}`,
    });
    expect(questionsFor({ ...entry, route: 'paper' })).toEqual([]);
  });

  it('[USC-19] of a prescriber abroad it is asked whether it has a UK marketing authorisation', () => {
    const abroad = { ...asked, 'uk-prescriber': 'no' } as const;
    expect(answered(entry, { ...abroad, licensed: 'yes' })).toBe('decided');
    expect(answered(entry, { ...abroad, licensed: 'no' })).toBe('NotAllowed');
  });

  it('[USC-3] [USC-19] phenobarbital is for epilepsy, and never for a prescriber abroad', () => {
    expect(code(record(phenobarbital))).toBe('NotAnswered');
    expect(answered(phenobarbital, { ...interviewed, epilepsy: 'no' })).toBe('NotAllowed');
    expect(answered(phenobarbital, { ...interviewed, epilepsy: 'yes' })).toBe('decided');
    const byPrescriber: Entry = { ...entry, items: phenobarbital.items };
    expect(answered(byPrescriber, { ...asked, epilepsy: 'yes' })).toBe('decided');
    const abroad = { ...asked, 'uk-prescriber': 'no', licensed: 'yes', epilepsy: 'yes' } as const;
    expect(answered(byPrescriber, abroad)).toBe('Excluded');
  });

  it('[USC-19] [USC-5] the record says what was answered and chosen', () => {
    const page = recordPage(fold(undefined, record(byPatient)), aSite, false);
    for (const text of ['Schedule 18', '28 capsule (not controlled). One three times a day'])
      expect(page).toContain(text);
  });
});

describe('an emergency supply: what the form begins with and keeps', () => {
  it('[USC-3] [USC-19] nothing is chosen or answered beforehand', () => {
    const draft = draftOf(undefined, now);
    expect(draft.items.map(({ schedule }) => schedule)).toEqual(['']);
    expect(draft.answers).toEqual({});
  });

  it('[USC-14] a refusal keeps what was chosen and answered, and says nothing of what was not', () => {
    const typed = { kind: 'typed', patient } as const;
    const begun = draftOf(undefined, now);
    const [empty] = begun.items;
    if (!empty) throw new Error('no item');
    const refusing = { askedBy: 'His sister', why: 'Schedule 2', advice: 'Rang the doctor' };
    for (const schedule of ['', 'none', 'CD2']) {
      const items = [
        { ...empty, display: 'Methadone 1mg/ml oral solution', schedule, directions: '10 ml daily' },
      ];
      const answers: Answers = { interviewed: 'yes', epilepsy: 'yes' };
      const draft = { ...begun, route: 'patient', patient: typed, items, answers, refusing } as const;
      const command = commandOf(draft, undefined, undefined, { now, clock: undefined });
      if (command.kind !== 'RecordRefusal') throw new Error(command.kind);
      const made = decideRefusal(command.refused, context());
      if (made.kind === 'refused' || made.events[0].type !== 'refusal.recorded') throw new Error('refused');
      const { id, refused } = made.events[0];
      expect(refused.items).toMatchObject([{ schedule, directions: '10 ml daily' }]);
      expect(refused.answers).toEqual({ interviewed: 'yes' });
      const state = { id, refused, enteredAt: now, by: 'Priya Shah' };
      const rows = new Map(refusedRows(state));
      expect(rows.get('Asked for 1')).toBe(
        `Methadone 1mg/ml oral solution${schedule === '' ? '' : schedule === 'none' ? ' (not controlled)' : ' (CD2)'}`,
      );
      expect(rows.get('Interviewed')).toBe('Yes');
      expect(rows.has('UK authorisation')).toBe(false);
      const again = draftOf({ kind: 'refusal', state }, now);
      expect(again).toMatchObject({ answers: { interviewed: 'yes' }, refusing });
      expect(again.items).toMatchObject([{ schedule, directions: '10 ml daily', quantity: '' }]);
    }
  });

  it('[USC-8] a correction begins with what the entry says', () => {
    const state = fold(undefined, record(phenobarbitalAnswered));
    const command = commandOf(
      draftOf({ kind: 'supply', state }, now),
      undefined,
      { kind: 'supply', state },
      { now, clock: undefined },
    );
    const { items, answers, interview } = phenobarbitalAnswered;
    expect(command).toMatchObject({ kind: 'CorrectSupply', entry: { items, answers, interview } });
  });
});

const phenobarbitalAnswered: Entry = {
  ...phenobarbital,
  items: phenobarbital.items.map((one) => ({ ...one, limit: 'days' })),
  answers: { ...interviewed, epilepsy: 'yes' },
};

describe('the label of a supply without the script', () => {
  const words = 'Emergency Supply';
  const textOf = (one: Entry): string => {
    const page = labelsForSupply(fold(undefined, record(one)), aSite);
    if ('rule' in page) throw new Error(page.sentence);
    return String(page.html).replace(/\s+/g, ' ');
  };

  it('[LBL-8] [USC-5] bears the words on every one where the patient asked, and on no other', () => {
    const two = { ...byPatient, items: [...byPatient.items, ...item('Bisoprolol 2.5mg', { days: 5 }).items] };
    const text = textOf(two);
    expect(text.split(`<div class="words">${words}</div>`)).toHaveLength(3);
    for (const said of [
      'OKAFOR, Chidi',
      '28 capsule Ramipril 5mg capsules',
      'One three times a day',
      '24-Nov-2026',
    ])
      expect(text).toContain(said);
    expect(text).toContain(aSite.name);
    expect(textOf(entry)).not.toContain('class="words"');
  });

  it('[LBL-2] [LBL-8] a long text goes on to a further label, which bears the words too', () => {
    const long = byPatient.items.map((one) => ({
      ...one,
      directions: 'Take one with plenty of water. '.repeat(20),
    }));
    const text = textOf({ ...byPatient, items: long });
    const labels = text.split('<section class="label">').slice(1);
    expect(labels.length).toBeGreaterThan(1);
    for (const one of labels) expect(one).toContain(words);
  });

  it('[LBL-8] none is made of an entry that says no dose, or that another one took the place of', () => {
    const state = fold(undefined, record(byPatient));
    const old = { ...state, entry: { ...state.entry, items: [{ ...medicine, directions: '' }] } };
    const correct = 'Correct the entry first (C).';
    expect(labelsForSupply(old, aSite)).toMatchObject({ code: 'NoDose', next: correct });
    const { key, shortId } = ready().prescription;
    const matched = { key, shortId, how: 'notified', at: now, by: 'A' } as const;
    expect(labelsForSupply({ ...old, matched }, aSite)).toMatchObject({
      code: 'NoDose',
      next: 'The entry is matched, and no longer corrected: take the dose from the script.',
    });
    const correctedBy = { id: state.id, reason: 'Mistyped' };
    expect(labelsForSupply({ ...state, correctedBy }, aSite)).toMatchObject({ code: 'EntryCorrected' });
  });
});
