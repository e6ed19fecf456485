import { describe, expect, it } from 'vitest';
import { echoBundle } from '../../renderer/domain/fhir/find-released';
import { echoRequest } from '../../renderer/domain/fhir/echo-request';
import type { Json } from '../../renderer/domain/fhir/json';
import { readPrescriptionBundle } from '../../renderer/domain/fhir/read-bundle';
import { aBundle, aPrescription, type ScriptSpec } from '../support/fhir';

type Request = Record<string, unknown>;

/** The line of a bundle whose one request was changed, as a notification echoes it. */
const echoed = (change: (request: Request) => Request, spec: ScriptSpec = {}): Json => {
  const bundle = JSON.parse(JSON.stringify(aBundle(spec))) as { entry: { resource: Request }[] }; // as it came
  const entry = bundle.entry.map((one) =>
    one.resource.resourceType === 'MedicationRequest' ? { ...one, resource: change(one.resource) } : one,
  );
  const read = readPrescriptionBundle({ ...bundle, entry }, { releaseResponseId: 'r', signature: 'passed' });
  if (read.kind !== 'script') throw new Error(read.sentence);
  const [line] = echoBundle({ ...bundle, entry }, read.prescription).values();
  if (!line) throw new Error('no line');
  return line;
};

const erd: ScriptSpec = { therapy: 'continuous-repeat-dispensing', intent: 'original-order' };

describe('a line that stands alone', () => {
  it('[FHIR-15] points to nothing that stays behind', () => {
    const line = echoed((request) => ({
      ...request,
      extension: [
        {
          url: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-ResponsiblePractitioner',
          valueReference: { reference: 'urn:uuid:role' },
        },
      ],
    }));
    expect(JSON.stringify(line)).not.toContain('urn:uuid:');
    expect(line.subject).toEqual({
      identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' },
    });
  });

  it('[FHIR-15] nothing in it points away, however deep, and what pointed is named where it can be', () => {
    const ods = { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'RBA' };
    const line = echoed((request) => ({
      ...request,
      contained: [{ resourceType: 'Organization', id: 'o', identifier: [ods] }],
      recorder: { reference: 'PractitionerRole/nowhere' },
      basedOn: [
        {
          reference: 'urn:uuid:a54219b8-f741-4c47-b662-e4f8dfa49a99',
          extension: [{ url: 'x', valueInteger: 0 }],
        },
      ],
      priorPrescription: { reference: 'MedicationRequest/1', display: 'the one before' },
      dispenseRequest: {
        quantity: { value: 21, unit: 'capsule', code: '428641000' },
        performer: {
          identifier: ods,
          extension: [
            { url: 'y', valueReference: { reference: '#o' } },
            { url: 'z', valueReference: { reference: 'urn:uuid:gone' } },
          ],
        },
      },
    }));
    expect(JSON.stringify(line)).not.toContain('"reference"');
    expect('recorder' in line || 'contained' in line).toBe(false);
    expect(line.priorPrescription).toEqual({ display: 'the one before' });
    expect(line.basedOn).toEqual([{ extension: [{ url: 'x', valueInteger: 0 }] }]);
    expect(line.dispenseRequest).toMatchObject({
      performer: { identifier: ods, extension: [{ url: 'y', valueReference: { identifier: ods } }] },
    });
  });

  it('[FHIR-15] carries no count of repeats below nothing and no empty text', () => {
    const line = echoed((request) => ({
      ...request,
      note: [{ text: '' }],
      dispenseRequest: { numberOfRepeatsAllowed: -1, quantity: { value: 21 } },
    }));
    expect(line.dispenseRequest).not.toHaveProperty('numberOfRepeatsAllowed');
    expect('note' in line).toBe(false);
    const written = echoed((request) => ({
      ...request,
      dispenseRequest: { numberOfRepeatsAllowed: '5', quantity: { value: 21 } },
    }));
    expect(written.dispenseRequest).toMatchObject({ numberOfRepeatsAllowed: 5 });
  });

  it('[FHIR-15] keeps the issue of its line, whichever whole number it came as', () => {
    const line = echoed(
      (request) => ({
        ...request,
        extension: [
          {
            url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationRepeatInformation',
            extension: [{ url: 'numberOfPrescriptionsIssued', valueInteger: 2 }],
          },
        ],
      }),
      { ...erd, issue: 3, issues: 6 },
    );
    expect(JSON.stringify(line.extension)).toContain('"numberOfPrescriptionsIssued","valueUnsignedInt":2');
  });

  it('[FHIR-15] names its medicine by one SNOMED coding, also where the release referred to it', () => {
    const medicine = { system: 'http://snomed.info/sct', code: '39732311000001104', display: 'Amoxicillin' };
    for (const change of [
      (request: Request) => ({ ...request, medicationCodeableConcept: { coding: [medicine, medicine] } }),
      ({ medicationCodeableConcept: _concept, ...request }: Request) => ({
        ...request,
        contained: [{ resourceType: 'Medication', id: 'm', code: { coding: [medicine] } }],
        medicationReference: { reference: '#m' },
      }),
    ]) {
      const line = echoed(change);
      expect(line.medicationCodeableConcept).toEqual({ coding: [medicine] });
      expect('medicationReference' in line || 'contained' in line).toBe(false);
    }
  });

  it('[FHIR-15] has every counter of repeat dispensing, whatever the release lacked', () => {
    for (const line of [
      echoed((request) => request, erd),
      echoed((request) => ({ ...request, basedOn: null }), { ...erd, issue: 1, issues: 1 }),
    ]) {
      expect(line.basedOn).toMatchObject([
        {
          extension: [
            {
              url: 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-RepeatInformation',
              extension: [{ valueInteger: 0 }, { url: 'numberOfRepeatsIssued', valueInteger: 0 }],
            },
          ],
        },
      ]);
      expect(JSON.stringify(line.extension)).toContain('"numberOfPrescriptionsIssued","valueUnsignedInt":1');
      expect(line.dispenseRequest).toMatchObject({ numberOfRepeatsAllowed: 0 });
    }
    const unsigned = echoed(
      (request) =>
        JSON.parse(JSON.stringify(request).replaceAll('valueInteger', 'valueUnsignedInt')) as Request,
      { ...erd, issue: 3, issues: 6 },
    );
    expect(JSON.stringify(unsigned.basedOn)).toContain('"numberOfRepeatsIssued","valueInteger":2');
  });

  it('[FHIR-15] a repeat has its counters whole and once where its release says any, and else none', () => {
    const half = echoed(
      (request) => ({
        ...request,
        basedOn: [
          {
            extension: [
              {
                url: 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-RepeatInformation',
                extension: [{ url: 'numberOfRepeatsAllowed', valueUnsignedInt: 5 }],
              },
            ],
          },
        ],
      }),
      { therapy: 'continuous' },
    );
    expect(half.basedOn).toMatchObject([
      {
        extension: [{ extension: [{ valueInteger: 5 }, { url: 'numberOfRepeatsIssued', valueInteger: 0 }] }],
      },
    ]);
    const none = echoed((request) => request, { therapy: 'continuous' });
    expect('basedOn' in none).toBe(false);
    expect(JSON.stringify(none)).not.toContain('numberOf');
  });

  it('[FHIR-15] carries no nulls, nothing empty and nothing without end', () => {
    let deep: unknown = 'x';
    for (let i = 0; i < 5_000; i += 1) deep = { extension: [deep] };
    const line = echoed((request) => ({
      ...request,
      note: [null, {}],
      insurance: [],
      priorPrescription: deep,
    }));
    const text = JSON.stringify(line);
    expect(text).not.toContain('null');
    expect('note' in line || 'insurance' in line).toBe(false);
    expect(text.length).toBeLessThan(5_000);
  });

  it('[FHIR-15] a script whose release is not at hand is told from what was read', () => {
    const prescription = aPrescription();
    const [item] = prescription.items;
    if (!item) throw new Error('no item');
    expect(echoRequest(undefined, prescription, item)).toMatchObject({
      resourceType: 'MedicationRequest',
      status: 'active',
      category: [{ coding: [{ code: 'outpatient' }] }],
      substitution: { allowedBoolean: false },
      identifier: [{ value: item.itemId }],
      groupIdentifier: { value: prescription.shortId },
      medicationCodeableConcept: { coding: [{ display: item.medication.display }] },
      dispenseRequest: { quantity: { value: 21 } },
    });
  });
});
