import { describe, expect, it } from 'vitest';
import type { Prescription } from '../../renderer/domain/prescriptions/model';
import { changed, copyOf, script, type Json } from '../support/changed-bundle';

describe('controlled drugs of a release', () => {
  const controlled = (extension: readonly Json[], name = 'Invented 10mg capsules') => ({
    bundle: changed(
      'MedicationRequest',
      (request) => ({
        ...request,
        extension: [
          { url: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-ControlledDrug', extension },
        ],
      }),
      { items: [{ name }] },
    ),
  });
  const lastDay = (prescription: Prescription) =>
    new Date(prescription.items[0]?.expiresAt ?? 0).toISOString().slice(0, 10);
  const words = { url: 'quantityWords', valueString: 'twenty-one' };
  const schedule = (code: string) => ({ url: 'schedule', valueCoding: { code } });

  it('[EXP-4] a quantity in words ends it after 28 days, though no schedule is said', () => {
    const found = script(controlled([words]).bundle);
    expect(found.items[0]).toMatchObject({ schedule: 'CD', quantityWords: 'twenty-one' });
    expect(lastDay(found)).toBe('2026-12-18');
    expect(found.warnings.map(({ code }) => code)).toEqual(['NoSchedule']);
  });

  it('[EXP-4] the words may stand at the head of a note, where EPS left them, and stay there too', () => {
    for (const text of ['\nCD: twenty-one\nWith food', 'CD:twenty-one\r\nWith food']) {
      const found = script(changed('MedicationRequest', (request) => ({ ...request, note: [{ text }] })));
      expect(found.items[0]).toMatchObject({ schedule: 'CD', quantityWords: 'twenty-one' });
      expect(found.items[0]?.additionalInstructions).toContain('With food');
      expect(lastDay(found)).toBe('2026-12-18');
    }
    for (const text of ['Keep this CD: it plays', 'See CD: register'])
      expect(
        script(changed('MedicationRequest', (request) => ({ ...request, note: [{ text }] }))).items[0]
          ?.schedule,
        text,
      ).toBe('');
  });

  it('[EXP-4] its name tells where nothing else does', () => {
    for (const [name, told, ends] of [
      ['Diazepam 5mg tablets', 'CD4', '2026-12-18'],
      ['Gabapentin 300mg capsules', 'CD', '2026-12-18'],
      ['Phenobarbital 30mg tablets', 'CD', '2026-12-18'],
      ['Oramorph 10mg/5ml oral solution', '', '2027-05-20'],
      ['Co-codamol 30mg/500mg tablets', '', '2027-05-20'],
      ['Amoxicillin 250mg capsules', '', '2027-05-20'],
    ] as const) {
      const found = script(copyOf({ items: [{ name }] }));
      expect([found.items[0]?.schedule, lastDay(found)], name).toEqual([told, ends]);
      expect(found.warnings.map(({ code }) => code)).toEqual(told === '' ? [] : ['ScheduleByName']);
    }
  });

  it('[EXP-4] what is said counts, and what nobody knows counts as the strictest', () => {
    const said = script(controlled([schedule('CD5'), words]).bundle);
    expect([said.items[0]?.schedule, lastDay(said)]).toEqual(['CD5', '2027-05-20']);
    const partOne = script(controlled([schedule('CD4-1')]).bundle);
    expect([partOne.warnings, lastDay(partOne)]).toEqual([[], '2026-12-18']);
    const unknown = script(controlled([schedule('SCH-II')]).bundle);
    expect([unknown.items[0]?.schedule, lastDay(unknown)]).toEqual(['SCH-II', '2026-12-18']);
    expect(unknown.warnings.map(({ code }) => code)).toEqual(['UnknownSchedule']);
  });
});
