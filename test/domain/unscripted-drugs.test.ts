import { describe, expect, it } from 'vitest';
import { asLocalDate } from '../../renderer/domain/kernel/instant';
import { limitOf, mostDays, scheduleOf } from '../../renderer/domain/unscripted/drugs';
import type { Limit } from '../../renderer/domain/unscripted/model';
import { byPatient, code, entry, item, record } from '../support/supplies';

describe('supplies without the script: what a name tells of a drug', () => {
  it('[USC-4] an antibiotic that is drunk is limited to its full course, however its name is written', () => {
    for (const display of [
      'Co-amoxiclav 250mg/62mg/5ml oral suspension sugar free',
      'Co amoxiclav 125/31 suspension',
      'Augmentin 125/31 SF oral suspension',
      'Doxycycline 50mg/5ml oral suspension',
      'Metronidazole 200mg/5ml oral suspension',
      'Amoxicillin 250mg/5ml',
    ])
      expect(limitOf({ display }), display).toBe('full-course');
    for (const display of [
      'Co-amoxiclav 500mg/125mg tablets',
      'Ciprofloxacin 0.3% eye drops solution',
      'Clindamycin 1% topical solution',
    ])
      expect(limitOf({ display }), display).toBe('days');
  });

  it('[USC-4] one cycle is for oral contraceptives: norethisterone is one by its strength, and replacement is none', () => {
    const rows: readonly (readonly [string, Limit])[] = [
      ['Norethisterone 5mg tablets', 'days'],
      ['Norethisterone 350microgram tablets', 'one-cycle'],
      ['Noriday 350microgram tablets', 'one-cycle'],
      ['Ethinylestradiol 35microgram / Norethisterone 1mg tablets', 'one-cycle'],
      ['Estradiol 1mg / Norethisterone acetate 500microgram tablets', 'days'],
      ['Levonorgestrel 20micrograms/24hours intrauterine device', 'days'],
    ];
    for (const [display, limit] of rows) expect(limitOf({ display }), display).toBe(limit);
    expect(code(record(item('Norethisterone 5mg tablets', { days: 30 })))).toBe('decided');
  });

  it('[USC-4] what its name tells to be of Schedule 4 or 5 is limited to 5 days, whatever was chosen', () => {
    for (const display of [
      'Diazepam 5mg tablets',
      'Zopiclone 7.5mg tablets',
      'Codeine 30mg tablets',
      'Co-codamol 30mg/500mg tablets',
      'Testogel 40.5mg/2.5g gel',
    ])
      for (const schedule of ['none', 'CD5']) {
        expect(mostDays({ display, schedule }), display).toBe(5);
        expect(code(record(item(display, { schedule, days: 6 }))), display).toBe('TooMuch');
        expect(code(record(item(display, { schedule, days: 5 }))), display).toBe('decided');
      }
    expect(mostDays({ display: 'Ramipril 5mg capsules', schedule: 'none' })).toBe(30);
  });

  it('[USC-2] paper with a drug that its name tells to be of Schedule 4 is valid for 28 days', () => {
    const paper = { ...entry, route: 'paper', writtenOn: asLocalDate('2026-10-26') } as const;
    expect(code(record(paper))).toBe('decided');
    const { items } = item('Diazepam 5mg tablets');
    expect(code(record({ ...paper, items }))).toBe('PaperNotValid');
  });

  it('[USC-3] morphine to be drunk of at most 10 mg in 5 ml is of Schedule 5, what is stronger or injected of Schedule 2', () => {
    const scheduleBy = (display: string, schedule = 'none') => scheduleOf({ display, schedule });
    for (const display of [
      'Oramorph 10mg/5ml oral solution',
      'Morphine sulfate 10mg/5ml oral solution',
      'Oramorph 10 mg in 5 ml',
      'Kaolin and Morphine mixture',
    ])
      expect(scheduleBy(display), display).toBe('5');
    for (const display of [
      'Oramorph',
      'Oramorph 20mg/ml concentrated oral solution',
      'Morphine sulfate 1mg/ml solution for injection',
      'Morphine 10mg tablets',
    ])
      expect(scheduleBy(display), display).toBe('2');
    expect(scheduleBy('Oramorph 10mg/5ml oral solution', 'CD2')).toBe('2');
    expect(code(record(item('Oramorph 10mg/5ml oral solution', { schedule: 'CD5', days: 5 })))).toBe(
      'decided',
    );
    expect(code(record(item('Oramorph 10mg/5ml oral solution', { days: 6 })))).toBe('TooMuch');
    const unsaid = record(item('Oramorph', { schedule: 'CD5', days: 5 }));
    expect(unsaid.kind === 'refused' && unsaid.next).toContain('write its strength');
    expect(
      code(record({ ...byPatient, items: item('Esketamine 28mg nasal spray', { days: 1 }).items })),
    ).toBe('Excluded');
  });
});
