import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowOpens } from '../../renderer/domain/prescriptions/windows';
import { changed, copyOf, read, script } from '../support/changed-bundle';

const nobodysDates = [
  '0001-01-01',
  '0001-01-01T00:00:00',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.9999999Z',
];

const codes = (bundle: unknown) => script(bundle).warnings.map(({ code }) => code);

describe('dates in a message', () => {
  it('[FHIR-25] a year that nobody means is no date: the next one that is said counts', () => {
    for (const start of nobodysDates)
      expect(script(copyOf({ start })), start).toMatchObject({ startDate: '2026-11-20' });
    for (const signed of nobodysDates) {
      const authored = changed(
        'MedicationRequest',
        (request) => ({ ...request, authoredOn: '2026-11-18T10:00:00+00:00' }),
        { signed, start: signed },
      );
      expect(script(authored), signed).toMatchObject({
        startDate: '2026-11-18',
        signedAt: Date.UTC(2026, 10, 18, 10),
      });
    }
  });

  it('[FHIR-25] [EXP-3] where none is said, nothing has expired and nothing is early: a person is told', () => {
    for (const start of nobodysDates) {
      const bundle = copyOf({ start, signed: start, items: [{ schedule: 'CD2' }] });
      const prescription = script(bundle);
      expect(prescription.items[0]?.expiresAt, start).toBeUndefined();
      expect(windowOpens(prescription), start).toBeUndefined();
      expect(codes(bundle), start).toContain('NoExpiry');
    }
  });

  it('[FHIR-25] nor is it the last day of an issue or a date of birth', () => {
    for (const end of nobodysDates) {
      const until = changed('MedicationRequest', (request) => ({
        ...request,
        dispenseRequest: { validityPeriod: { start: '2026-11-20', end } },
      }));
      expect(script(until).endDate, end).toBeUndefined();
      expect(codes(changed('Patient', (patient) => ({ ...patient, birthDate: end }))), end).toContain(
        'BirthDate',
      );
    }
  });

  it('[EXP-3] a day that is in no calendar is none, also with a time behind it', () => {
    for (const start of ['2026-02-30T10:00:00Z', '2026-02-30', '2026-13-01', '2026', '2026-11']) {
      const bundle = copyOf({ start });
      expect(script(bundle).startDate, start).toBe(start.slice(0, 10));
      expect(script(bundle).items[0]?.expiresAt, start).toBeUndefined();
      expect(codes(bundle), start).toContain('NoExpiry');
    }
  });

  it.each([
    ['2026-06-30T23:30:00+00:00', '2026-07-01'],
    ['2026-06-30T24:00:00+01:00', '2026-07-01'],
    ['2026-10-25T00:30:00+01:00', '2026-10-25'],
    ['2026-10-24T23:00:00Z', '2026-10-25'],
    ['2026-03-28T23:59:59.999999999Z', '2026-03-28'],
    ['2026-03-29T23:00:00.123456789Z', '2026-03-30'],
    ['2026-11-24T23:59:60Z', '2026-11-24'],
  ])('[FHIR-6] the life of one that is valid from %s begins on %s', (start, day) => {
    expect(script(copyOf({ start })).startDate).toBe(day);
  });

  it('[FHIR-1] whatever stands where a date should, the script is read, and its windows are worked out', () => {
    const dates = fc.oneof(
      fc.string(),
      fc.date().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.stringMatching(/^\d{1,6}-\d{1,2}-\d{1,2}(T\d\d:\d\d:\d\d(\.\d{1,12})?(Z|[+-]\d\d:\d\d)?)?$/),
    );
    fc.assert(
      fc.property(dates, dates, fc.integer({ min: 1, max: 99 }), (start, signed, issue) => {
        const therapy = 'continuous-repeat-dispensing';
        const found = read(copyOf({ start, signed, therapy, issue, issues: 99 }));
        expect(found.kind).toBe('script');
        if (found.kind === 'script') windowOpens(found.prescription);
      }),
    );
  });

  it('[FHIR-6] a moment starts the day it is in England, and what is written counts where nothing was signed', () => {
    const start = (value: string) => script(copyOf({ start: value })).startDate;
    expect(start('2026-06-14T23:30:00+00:00')).toBe('2026-06-15');
    expect(start('2026-11-20T00:10:00+00:00')).toBe('2026-11-20');
    const written = changed('MedicationRequest', (request) => ({
      ...request,
      authoredOn: '2026-10-01T09:00:00+01:00',
      dispenseRequest: {},
    }));
    const unsigned = {
      ...written,
      entry: written.entry.filter((one) => one.resource.resourceType !== 'Provenance'),
    };
    expect(script(unsigned).startDate).toBe('2026-10-01');
  });

  it('[FHIR-6] review and last supply are of the day that it was in England', () => {
    const found = script(
      changed('MedicationRequest', (request) => ({
        ...request,
        extension: [
          {
            url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationRepeatInformation',
            extension: [{ url: 'authorisationExpiryDate', valueDateTime: '2027-04-07' }],
          },
          {
            url: 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-DispensingInformation',
            extension: [{ url: 'dateLastDispensed', valueDateTime: '2026-06-14T23:30:00+00:00' }],
          },
        ],
      })),
    );
    expect([found.reviewDate, found.lastDispensedDate]).toEqual(['2027-04-07', '2026-06-15']);
  });
});
