import { describe, expect, it } from 'vitest';
import { changed, copyOf, script, type Json } from '../support/changed-bundle';
import { type ScriptSpec } from '../support/fhir';

describe('lines', () => {
  const line = (change: (request: Json) => Json, spec: ScriptSpec = {}) => {
    const { items, warnings } = script(changed('MedicationRequest', change, spec));
    return { item: items[0], warnings: warnings.map(({ code }) => code), sentences: warnings };
  };
  const drug = (...coding: readonly Json[]) => ({ medicationCodeableConcept: { coding } });

  it('[FHIR-22] a code of another list is no dm+d code', () => {
    const read2 = { system: 'http://read.info/readv2', code: 'bd1..', display: 'Bisoprolol 5mg tablets' };
    const found = line((request) => ({ ...request, ...drug(read2) }));
    expect(found.item?.medication).toEqual({ code: '', display: 'Bisoprolol 5mg tablets' });
    expect(found.warnings).toEqual(['NoDrugCode']);
    const both = line((request) => ({
      ...request,
      ...drug(read2, { system: 'http://snomed.info/sct', code: '318590006', display: 'Bisoprolol' }),
    }));
    expect(both.item?.medication.code).toBe('318590006');
  });

  it('[FHIR-22] nothing, less than nothing and “more than” are no quantities', () => {
    for (const quantity of [{ value: 0 }, { value: -5 }, { value: 5, comparator: '>' }, { value: '1,000' }])
      expect(
        line((request) => ({
          ...request,
          dispenseRequest: { validityPeriod: { start: '2026-11-20' }, quantity },
        })).warnings,
        JSON.stringify(quantity),
      ).toContain('NoQuantity');
  });

  it('[FHIR-22] a number is read as people write numbers', () => {
    const value = (written: unknown) =>
      line((request) => ({ ...request, dispenseRequest: { quantity: { value: written } } })).item?.quantity
        .value;
    for (const [written, shown] of [
      ['28.', 28],
      [' 2.50 ', 2.5],
      ['0x10', 0],
      ['1e3', 0],
      ['Infinity', 0],
    ] as const)
      expect(value(written), written).toBe(shown);
  });

  it('[FHIR-7] a line that either of its statuses closes is closed', () => {
    const status = (own: string, code: string) =>
      line((request) => ({
        ...request,
        status: own,
        extension: [
          {
            url: 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-DispensingInformation',
            extension: [{ url: 'dispenseStatus', valueCoding: { code } }],
          },
        ],
      })).item?.status;
    expect(status('cancelled', '0007')).toBe('0005');
    expect(status('stopped', '0008')).toBe('0006');
    expect(status('stopped', '0002')).toBe('0002');
    expect(status('active', '0005')).toBe('0005');
    expect(status('active', '0007')).toBe('0008');
    expect(status('active', '')).toBe('0008');
  });

  it('[FHIR-7] of several kinds of treatment the one that is known counts, wherever it stands', () => {
    const kind = (...codes: readonly string[]) =>
      script(
        changed('MedicationRequest', (request) => ({
          ...request,
          courseOfTherapyType: { coding: codes.map((code) => ({ code })) },
        })),
      );
    for (const known of ['acute', 'continuous', 'continuous-repeat-dispensing'])
      for (const codes of [
        ['local', known],
        [known, 'local'],
      ])
        expect(kind(...codes), codes.join()).toEqual(kind(known));
    expect(kind('local', 'continuous').treatment).toBe('repeat');
    expect(kind('local').warnings.map(({ code }) => code)).toEqual(['UnknownTherapy']);
  });

  it('[FHIR-22] a quantity without a unit in words is pointed out', () => {
    const codes = (quantity: Json) =>
      line((request) => ({
        ...request,
        dispenseRequest: { validityPeriod: { start: '2026-11-20' }, quantity },
      })).warnings;
    expect(codes({ value: 5, code: '428673006' })).toEqual(['NoNomination', 'NoUnit']);
    expect(codes({ value: 5, unit: 'tablet' })).toEqual(['NoNomination']);
    expect(codes({ value: 0 })).toEqual(['NoNomination', 'NoQuantity']);
  });

  it('[FHIR-22] directions that came as codes only are said to be there', () => {
    const { sentences } = line((request) => ({
      ...request,
      dosageInstruction: [{ timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } } }],
    }));
    expect(sentences.map(({ sentence }) => sentence).join()).toContain('as codes only');
  });

  it('[FHIR-22] one that stands where a list should is a list of one, and a note may be text only', () => {
    const { item } = line((request) => ({
      ...request,
      note: 'Dosage has been decreased.',
      dosageInstruction: { text: 'One daily', additionalInstruction: { coding: { display: 'With food' } } },
    }));
    expect(item?.directions).toBe('One daily. With food');
    expect(item?.additionalInstructions).toBe('Dosage has been decreased.');
  });

  it('[FHIR-22] every endorsement comes along, also one without a code', () => {
    const url = 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionEndorsement';
    const { item } = line((request) => ({
      ...request,
      extension: [
        { url, valueCodeableConcept: { coding: [{ code: 'SLS' }, { code: 'CC' }] } },
        { url, valueCodeableConcept: { text: 'as agreed' } },
      ],
    }));
    expect(item?.endorsements.map(({ code, display }) => code || display)).toEqual([
      'SLS',
      'CC',
      'as agreed',
    ]);
  });
});

describe('issues and days', () => {
  const erd: ScriptSpec = {
    therapy: 'continuous-repeat-dispensing',
    intent: 'reflex-order',
    items: [{}, {}],
  };
  const ukCore = (issued: Json) => ({
    url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationRepeatInformation',
    extension: [{ url: 'numberOfPrescriptionsIssued', ...issued }],
  });

  it('[FHIR-5] counts whichever whole number the counter is written as', () => {
    for (const issued of [
      { valueInteger: 3 },
      { valueUnsignedInt: 3 },
      { valuePositiveInt: 3 },
      { valueInteger: '3' },
    ]) {
      const found = script(
        changed('MedicationRequest', (request) => ({ ...request, extension: [ukCore(issued)] }), erd),
      );
      expect(found.issue, JSON.stringify(issued)).toBe(3);
      expect(found.key.endsWith('|3')).toBe(true);
    }
  });

  it('[FHIR-5] a script goes on as long as its longest line, and each line says its own', () => {
    const found = script(
      changed(
        'MedicationRequest',
        (request, nth) => ({
          ...request,
          extension: [ukCore({ valueInteger: 2 })],
          dispenseRequest: { numberOfRepeatsAllowed: nth === 0 ? 2 : 5 },
        }),
        erd,
      ),
    );
    expect([found.issue, found.issues]).toEqual([2, 6]);
    expect(found.items.map(({ repeat }) => repeat)).toEqual([
      { issued: 2, allowed: 3 },
      { issued: 2, allowed: 6 },
    ]);
  });

  it('[FHIR-5] half of a counter and one below nothing count what can be counted', () => {
    const half = changed(
      'MedicationRequest',
      (request) => ({
        ...request,
        basedOn: [
          {
            extension: [
              {
                url: 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-RepeatInformation',
                extension: [{ url: 'numberOfRepeatsIssued', valueInteger: 3 }],
              },
            ],
          },
        ],
        dispenseRequest: { numberOfRepeatsAllowed: 5 },
      }),
      erd,
    );
    expect([script(half).issue, script(half).issues]).toEqual([4, 6]);
    const acute = changed('MedicationRequest', (request) => ({
      ...request,
      dispenseRequest: { numberOfRepeatsAllowed: -1 },
    }));
    expect([script(acute).issue, script(acute).issues]).toEqual([1, 1]);
  });

  it('[EXP-3] half a date gives no last day and a warning', () => {
    const found = script(copyOf({ start: '2026-11' }));
    expect(found.items[0]?.expiresAt).toBeUndefined();
    expect(found.warnings.map(({ code }) => code)).toEqual(['NoExpiry']);
  });

  it('[WIN-2] weeks and months are turned into days, said by code or by unit', () => {
    const days = (duration: Json) =>
      script(
        changed('MedicationRequest', (request) => ({
          ...request,
          dispenseRequest: { expectedSupplyDuration: duration },
        })),
      ).daysSupply;
    expect(days({ value: 4, unit: 'weeks' })).toBe(28);
    expect(days({ value: 1, code: 'mo' })).toBe(28);
    expect(days({ value: '28', unit: 'days', code: 'd' })).toBe(28);
  });
});
