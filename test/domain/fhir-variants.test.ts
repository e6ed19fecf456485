import { describe, expect, it } from 'vitest';
import { jsonAt, readRelease } from '../../renderer/domain/fhir/read-release';
import {
  another,
  changed,
  copyOf,
  nhsNumber,
  plus,
  read,
  refusal,
  script,
  type Json,
} from '../support/changed-bundle';
import { aBundle, aLongId, aShortId, itemIdOf, type ScriptSpec } from '../support/fhir';

const twoItems: ScriptSpec = { items: [{}, {}] };

describe('one message, one script', () => {
  it('[FHIR-20] items of different prescriptions, patients or ids make none', () => {
    const group = (nth: number, name: 'value' | 'uuid') =>
      changed(
        'MedicationRequest',
        (request, i) =>
          i === nth
            ? (JSON.parse(
                name === 'value'
                  ? JSON.stringify(request).replace(aShortId, '1A7D94-0RRERP-549310')
                  : JSON.stringify(request).replace(aLongId, '30ba5fb5-cb58-462c-923e-22d180b09356'),
              ) as Json)
            : request,
        twoItems,
      );
    expect(refusal(group(1, 'value'))).toContain('different prescriptions');
    expect(refusal(group(1, 'uuid'))).toContain('different long form ids');
    const otherPatient = changed(
      'MedicationRequest',
      (request, i) => (i === 1 ? { ...request, subject: { reference: 'urn:uuid:other' } } : request),
      twoItems,
    );
    expect(refusal(plus(otherPatient, another))).toContain('more than one patient');
    const onTheSpot = changed('MedicationRequest', (request) => ({
      ...request,
      subject: { identifier: nhsNumber('9990000026') },
    }));
    expect(refusal(onTheSpot)).toContain('more than one patient');
    expect(refusal(copyOf({ items: [{ id: itemIdOf(1) }, { id: itemIdOf(1) }] }))).toContain('the same id');
  });

  it('[FHIR-20] a patient who is named twice is still one', () => {
    const both = changed('MedicationRequest', (request) => ({
      ...request,
      subject: { reference: 'urn:uuid:patient', identifier: nhsNumber('9990000018') },
    }));
    expect(script(both).patient).toMatchObject({ family: 'Okafor', nhsNumber: '9990000018' });
    const numberOnItem = {
      ...both,
      entry: both.entry.map((one) =>
        one.resource.resourceType === 'Patient'
          ? { ...one, resource: { ...one.resource, identifier: [] } }
          : one,
      ),
    };
    expect(script(numberOnItem).patient).toMatchObject({ family: 'Okafor', nhsNumber: '9990000018' });
    expect(script(plus(copyOf(), another)).patient.family).toBe('Okafor');
  });

  it('[FHIR-20] a message of another kind is no script', () => {
    for (const code of ['prescription-order-update', 'prescription-order-response', 'dispense-notification'])
      expect(
        refusal(changed('MessageHeader', (header) => ({ ...header, eventCoding: { code } }))),
        code,
      ).toContain(code);
    const headless = copyOf();
    expect(
      read({
        ...headless,
        entry: headless.entry.filter((one) => one.resource.resourceType !== 'MessageHeader'),
      }).kind,
    ).toBe('script');
  });

  it('[FHIR-20] what says that a medicine must not be given is no script', () => {
    expect(
      refusal(changed('MedicationRequest', (request) => ({ ...request, doNotPerform: true }))),
    ).toContain('must not be given');
  });
});

describe('what an answer holds', () => {
  const list = (...resources: readonly unknown[]) => ({
    resourceType: 'Bundle',
    identifier: { value: 'release-9' },
    type: 'searchset',
    entry: resources.map((resource) => ({ resource })),
  });
  const outcome = (about?: string) => ({
    resourceType: 'OperationOutcome',
    ...(about === undefined
      ? {}
      : {
          extension: [
            {
              url: 'https://fhir.nhs.uk/StructureDefinition/Extension-Spine-supportingInfo-prescription',
              valueReference: { identifier: { value: about } },
            },
          ],
        }),
    issue: [
      {
        severity: 'error',
        code: 'invalid',
        details: { coding: [{ code: 'INVALID_VALUE', display: 'Signature is invalid.' }] },
      },
    ],
  });
  const answer = (...parameter: readonly (readonly [string, unknown])[]) => {
    const found = readRelease({
      resourceType: 'Parameters',
      parameter: parameter.map(([name, resource]) => ({ name, resource })),
    });
    return found.kind === 'scripts' ? found.scripts : [];
  };
  const kinds = (...parameter: readonly (readonly [string, unknown])[]) =>
    answer(...parameter).map((one) => (one.kind === 'script' ? one.prescription.signature : one.sentence));

  it('[FHIR-20] an OperationOutcome without its script is kept, one with it is not told twice', () => {
    const [alone = ''] = kinds(['failedPrescriptions', list(outcome('message-7'))]);
    expect(alone).toContain('Signature is invalid.');
    expect(alone).toContain('message-7');
    expect(kinds(['passedPrescriptions', list(aBundle(), outcome())])[1]).toContain('in place of a script');
    expect(kinds(['failedPrescriptions', list(outcome(), aBundle())])).toEqual(['failed']);
    const other = aBundle({ longId: '30ba5fb5-cb58-462c-923e-22d180b09356' });
    expect(kinds(['failedPrescriptions', list(other, outcome(other.identifier.value))])).toEqual(['failed']);
    expect(kinds(['failedPrescriptions', list(outcome(), outcome(), aBundle())]).length).toBe(2);
  });

  it('[FHIR-20] scripts under a name that nobody knows are kept, each with its id', () => {
    const [kept] = answer(['prescriptions', list(aBundle())]);
    expect(kept).toMatchObject({
      kind: 'unusable',
      shortId: aShortId,
      path: 'parameter[0].resource.entry[0].resource',
    });
    expect(kept?.kind === 'unusable' && kept.sentence).toContain('“prescriptions”');
    expect(answer(['note', { resourceType: 'Basic' }])).toEqual([]);
  });

  it('[FHIR-20] a list within a list, one alone in place of a list, and a part are found, each with its place', () => {
    const bundle = aBundle();
    const found = (value: unknown) => {
      const read = readRelease(value);
      return read.kind === 'scripts'
        ? read.scripts.map((one) => [one.kind, one.path, jsonAt(value, one.path) === bundle])
        : read.kind;
    };
    const passed = (resource: unknown) => ({ name: 'passedPrescriptions', resource });
    const parameters = (parameter: unknown) => ({ resourceType: 'Parameters', parameter });
    const single = { ...list(), entry: { resource: bundle } };
    for (const [value, path] of [
      [parameters([passed(list(list(bundle)))]), 'parameter[0].resource.entry[0].resource.entry[0].resource'],
      [parameters(passed(list(bundle))), 'parameter.resource.entry[0].resource'],
      [parameters([passed(single)]), 'parameter[0].resource.entry.resource'],
      [
        parameters([{ name: 'released', part: [passed(list(bundle))] }]),
        'parameter[0].part[0].resource.entry[0].resource',
      ],
    ] as const)
      expect(found(value), path).toEqual([['script', path, true]]);
    const inner = { name: 'passedPrescriptions', part: [{ name: 'one', resource: bundle }] };
    expect(found(parameters([inner]))).toEqual([['unusable', 'parameter[0].part[0].resource', true]]);
  });

  it('[FHIR-20] scripts that nobody says passed are kept, each with its id', () => {
    const bundle = aBundle();
    for (const [value, path] of [
      [list(bundle), 'entry[0].resource'],
      [list(list(bundle)), 'entry[0].resource.entry[0].resource'],
      [bundle, ''],
    ] as const) {
      const read = readRelease(value);
      const [one] = read.kind === 'scripts' ? read.scripts : [];
      expect(one, path).toMatchObject({ kind: 'unusable', shortId: aShortId, path });
      expect(jsonAt(value, path)).toBe(bundle);
    }
    expect(readRelease({ resourceType: 'Bundle', type: 'searchset', total: 0 })).toMatchObject({
      scripts: [],
    });
    for (const other of [
      { resourceType: 'Bundle', type: 'searchset', total: 3 },
      list({ resourceType: 'Task' }),
    ])
      expect(readRelease(other).kind).toBe('unreadable');
  });

  it('[FHIR-20] an answer that bears prescriptions in a form nobody knows is not an empty one', () => {
    for (const strange of [[list(aBundle())], { resourceType: 'Basic', contained: [aBundle()] }])
      expect(
        readRelease({
          resourceType: 'Parameters',
          parameter: [{ name: 'passedPrescriptions', resource: strange }],
        }).kind,
      ).toBe('unreadable');
    expect(answer(['passedPrescriptions', list()], ['failedPrescriptions', list()])).toEqual([]);
  });

  it('[FHIR-20] a message that came by itself in place of a list is that script', () => {
    const [one] = answer(['passedPrescriptions', aBundle()]);
    expect(one).toMatchObject({ kind: 'script', path: 'parameter[0].resource' });
  });
});
