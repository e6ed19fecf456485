import { describe, expect, it } from 'vitest';
import { readOutcome } from '../../renderer/domain/fhir/read-outcome';
import { changed, plus, script, type Bundle, type Json } from '../support/changed-bundle';

const line = (change: (request: Json, nth: number) => Json) =>
  script(changed('MedicationRequest', change, { items: [{}] }));
const directed = (...dosageInstruction: readonly Json[]) =>
  line((request) => ({ ...request, dosageInstruction }));
const directionsOf = (...instructions: readonly Json[]) => directed(...instructions).items[0]?.directions;
const codesOf = (found: ReturnType<typeof script>) => found.warnings.map(({ code }) => code);
const sentences = (found: ReturnType<typeof script>) => found.warnings.map(({ sentence }) => sentence);

describe('directions are whole', () => {
  it('[FHIR-27] what follows is told from what goes together, whichever came first', () => {
    // As in NHS's own sample of consecutive directions.
    const five = { sequence: 1, text: '1 tablet at 17:00 for two days. With or after food.' };
    const then = { sequence: 2, text: '1 tablet daily for two days' };
    expect(directionsOf(then, five)).toBe(
      '1 tablet at 17:00 for two days. With or after food. Then 1 tablet daily for two days',
    );
    expect(
      directionsOf(
        { sequence: 1, text: 'One in the morning' },
        { sequence: 1, text: 'two at night' },
        { ...then, sequence: 3 },
      ),
    ).toBe('One in the morning, and two at night, then 1 tablet daily for two days');
    expect(directionsOf({ text: 'One daily' }, { text: 'Two weekly' })).toBe('One daily; Two weekly');
  });

  it('[FHIR-27] directions of which only some have a place in the order are pointed out', () => {
    const found = directed({ text: 'One daily' }, { sequence: 2, text: 'Two daily' });
    expect(codesOf(found)).toContain('DirectionsOrder');
    expect(codesOf(directed({ sequence: 1, text: 'One daily' }))).toEqual([]);
  });

  it('[FHIR-27] what the patient is told goes on with them, and nothing twice', () => {
    expect(
      directionsOf({
        text: 'One daily',
        patientInstruction: 'Swallow whole.',
        additionalInstruction: [
          {
            coding: [{ system: 'http://snomed.info/sct', code: '311504000', display: 'With or after food' }],
          },
          { text: 'Avoid alcohol' },
          { coding: [{ code: 'x', display: 'swallow whole' }] },
        ],
      }),
    ).toBe('One daily. Swallow whole. With or after food. Avoid alcohol');
  });

  it('[FHIR-27] a part that came as codes only is told, though other parts have words', () => {
    const coded = { sequence: 2, timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } } };
    const found = directed({ sequence: 1, text: 'One at once' }, coded);
    expect(found.items[0]?.directions).toBe('One at once');
    expect(codesOf(found)).toEqual(['DirectionsPart']);
    for (const only of [
      { asNeededBoolean: true },
      { maxDosePerPeriod: { numerator: { value: 8 }, denominator: { value: 24, unit: 'h' } } },
    ])
      expect(sentences(directed(only)).join()).toContain('as codes only');
  });
});

const url = (name: string) => `https://fhir.nhs.uk/StructureDefinition/${name}`;

describe('nothing that a message says is passed over', () => {
  it('[FHIR-28] what a line says beside all that has its place is told with its words', () => {
    const said: readonly (readonly [Json, string])[] = [
      [
        { statusReason: { coding: [{ code: '0007', display: 'Notification of Death' }] } },
        'Notification of Death',
      ],
      [{ reasonCode: [{ text: 'Asthma' }] }, 'Asthma'],
      [{ priority: 'stat' }, 'stat'],
      [{ substitution: { allowedBoolean: true, reason: { text: 'out of stock' } } }, 'yes, out of stock'],
      [
        {
          dispenseRequest: {
            quantity: { value: 21, unit: 'capsule' },
            initialFill: { quantity: { value: 7, unit: 'capsule' } },
          },
        },
        '7 capsule',
      ],
      [{ extension: [{ url: url('Extension-New'), valueString: 'Crush before use' }] }, 'Crush before use'],
      [
        {
          medicationCodeableConcept: {
            coding: [{ system: 'http://snomed.info/sct', code: '1', display: 'Cream' }],
            text: 'Betamethasone 0.025% in white soft paraffin',
          },
        },
        'Betamethasone 0.025% in white soft paraffin',
      ],
    ];
    for (const [part, words] of said) {
      const found = line((request) => ({ ...request, ...part }));
      const [also] = found.warnings.filter(({ code }) => code === 'AlsoSays');
      expect(also?.sentence, words).toContain(words);
      expect(also?.place, words).toContain('entry[1].resource.');
    }
    const usual = { priority: 'routine', substitution: { allowedBoolean: false }, reasonCode: [] };
    expect(codesOf(line((request) => ({ ...request, ...usual })))).toEqual([]);
  });

  it('[FHIR-28] a part that turns the meaning of another is told', () => {
    const turning = { modifierExtension: [{ url: url('Extension-Not'), valueBoolean: true }] };
    for (const found of [
      line((request) => ({ ...request, ...turning })),
      directed({ text: 'One daily', ...turning }),
      script(changed('Patient', (patient) => ({ ...patient, ...turning }))),
    ]) {
      expect(codesOf(found)).toEqual(['Modifier']);
      expect(sentences(found)[0]).toContain('Extension-Not, yes');
    }
  });

  const told = (...resources: readonly Json[]): Bundle =>
    plus(
      changed('Patient', (patient) => patient),
      ...resources.map((resource, nth) => ({ fullUrl: `urn:uuid:more-${nth}`, resource })),
    );

  it('[FHIR-28] a resource that no script has is told with its words', () => {
    const found = script(
      told(
        { resourceType: 'AllergyIntolerance', code: { coding: [{ display: 'Penicillin allergy' }] } },
        { resourceType: 'Observation', code: { text: 'Weight' }, valueQuantity: { value: 12.5, unit: 'kg' } },
        { resourceType: 'List', title: 'Allergies', entry: [{ item: { display: 'Latex' } }] },
      ),
    );
    const words = sentences(found).join();
    for (const part of ['Penicillin allergy', 'Weight', '12.5 kg', 'Latex']) expect(words).toContain(part);
    expect(found.repeatList).toBeUndefined();
  });

  it('[FHIR-28] words to the patient are found wherever they stand', () => {
    const found = script(
      told(
        { resourceType: 'Communication', payload: [{ contentString: 'Your review is due.' }] },
        {
          resourceType: 'CommunicationRequest',
          contained: [
            {
              resourceType: 'List',
              id: 'repeats',
              entry: [{ item: { reference: '#drug' } }, { item: { display: 'Aspirin' }, deleted: true }],
            },
            { resourceType: 'Medication', id: 'drug', code: { text: 'Metformin 500mg tablets' } },
          ],
          note: [{ text: 'Ring us about your blood test.' }],
          payload: [
            { contentReference: { reference: '#repeats' } },
            { contentReference: { reference: 'urn:uuid:gone', display: 'A leaflet' } },
          ],
        },
      ),
    );
    expect(found.patientInstructions).toEqual(['Your review is due.', 'Ring us about your blood test.']);
    expect(found.repeatList).toEqual(['Metformin 500mg tablets', 'Aspirin (taken off the list)']);
    expect(sentences(found)).toEqual([expect.stringContaining('A leaflet')]);
  });

  it('[FHIR-28] what EPS left between tags in a note is told to the patient, and no note of the item', () => {
    const text =
      '<patientInfo>Book a review.\nRing 01632 960311 &amp; ask.</patientInfo><medication>Aspirin</medication>CD: twenty-one\nDose cut';
    const found = line((request) => ({ ...request, note: [{ text }] }));
    expect(found.patientInstructions).toEqual(['Book a review.\nRing 01632 960311 & ask.']);
    expect(found.repeatList).toEqual(['Aspirin']);
    expect(found.items[0]).toMatchObject({
      additionalInstructions: 'CD: twenty-one\nDose cut',
      quantityWords: 'twenty-one',
      schedule: 'CD',
    });
  });

  it('[FHIR-28] a quantity that cannot be counted out, and a text that is cut, say so with their words', () => {
    const quantity = { comparator: '>', value: 5, unit: 'tablet' };
    expect(sentences(line((request) => ({ ...request, dispenseRequest: { quantity } }))).join()).toContain(
      '“> 5 tablet”',
    );
    expect(directionsOf({ text: 'x'.repeat(20_000) })).toMatch(/cut here/);
    expect(directionsOf({ text: 'x'.repeat(9000) })).toBe('x'.repeat(9000));
  });

  it('[FHIR-28] the language of a patient is told', () => {
    const found = script(
      changed('Patient', (patient) => ({
        ...patient,
        communication: [{ language: { coding: [{ code: 'pl', display: 'Polish' }] }, preferred: true }],
      })),
    );
    expect(sentences(found).join()).toContain('Polish');
  });

  it('[FHIR-26] endorsements are read by their former name too', () => {
    const found = line((request) => ({
      ...request,
      extension: [
        {
          url: 'https://fhir.nhs.uk/R4/StructureDefinition/Extension-PrescriptionEndorsement',
          valueCodeableConcept: { coding: [{ code: 'SLS' }] },
        },
      ],
    }));
    expect(found.items[0]?.endorsements[0]?.code).toBe('SLS');
  });
});

describe('lines that do not agree', () => {
  const dispense = (request: Json, part: Json) => ({
    dispenseRequest: { ...(request.dispenseRequest as Json), ...part },
  });
  const said = {
    validityPeriod: { start: '2026-11-20', end: '2026-12-31' },
    expectedSupplyDuration: { value: 28 },
  };
  const second = (part: (request: Json) => Json) =>
    script(
      changed(
        'MedicationRequest',
        (request, nth) => {
          const line = { ...request, ...dispense(request, said) };
          return nth === 1 ? { ...line, ...part(line) } : line;
        },
        { items: [{}, {}] },
      ),
    );

  it('[FHIR-29] what is shown once for all lines is told where a line says otherwise', () => {
    const differing: readonly (readonly [string, (request: Json) => Json])[] = [
      ['first day', (request) => dispense(request, { validityPeriod: { start: '2026-12-20' } })],
      [
        'last day',
        (request) => dispense(request, { validityPeriod: { start: '2026-11-20', end: '2027-01-01' } }),
      ],
      ['days', (request) => dispense(request, { expectedSupplyDuration: { value: 7, code: 'd' } })],
      ['pharmacy', (request) => dispense(request, { performer: { identifier: { value: 'FZZ99' } } })],
      ['prescriber', () => ({ requester: { display: 'Dr Somebody Else' } })],
      [
        'type',
        () => ({ extension: [{ url: url('Extension-DM-PrescriptionType'), valueCoding: { code: '1001' } }] }),
      ],
    ];
    for (const [what, part] of differing) {
      const [found] = second(part).warnings.filter(({ code }) => code === 'LinesDiffer');
      expect(found?.sentence, what).toContain(what);
      expect(found?.sentence, what).toContain('Item 2');
    }
    expect(second(() => ({})).warnings).toEqual([]);
    expect(second((request) => dispense(request, { validityPeriod: {}, performer: {} })).warnings).toEqual(
      [],
    );
    // Each item ends by its own days.
    const late = second((request) => dispense(request, { validityPeriod: { start: '2026-12-20' } })).items;
    expect(late.map(({ expiresAt = 0 }) => new Date(expiresAt).toISOString().slice(0, 10))).toEqual([
      '2027-05-20',
      '2027-06-20',
    ]);
  });
});

describe('what EPS says in place of a script', () => {
  it('[FHIR-8] is told with all its words, also those of its other issues, each once', () => {
    const issue = (details: Json, diagnostics?: string) => ({ severity: 'error', details, diagnostics });
    const known = { coding: [{ code: 'INVALID_VALUE', display: 'Invalid value' }], text: 'Invalid value' };
    const outcome = readOutcome({
      resourceType: 'OperationOutcome',
      issue: [
        issue({ text: 'Also the second' }),
        issue(known, 'Claim.insurance must be one'),
        { severity: 'information', diagnostics: 'nothing to do' },
      ],
    });
    expect(outcome?.words).toBe('Invalid value; Claim.insurance must be one; Also the second');
    expect(outcome?.code).toBe('INVALID_VALUE');
  });
});
