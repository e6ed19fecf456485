import { describe, expect, it } from 'vitest';
import { findReleased } from '../../renderer/domain/fhir/find-released';
import { readPrescriptionBundle } from '../../renderer/domain/fhir/read-bundle';
import { readOutcome } from '../../renderer/domain/fhir/read-outcome';
import { jsonAt, readRelease } from '../../renderer/domain/fhir/read-release';
import { writeNotification } from '../../renderer/domain/fhir/write-notification';
import { writeRelease } from '../../renderer/domain/fhir/write-release';
import { writeWithdraw } from '../../renderer/domain/fhir/write-withdraw';
import { writeReturn } from '../../renderer/domain/fhir/write-return';
import { judgeText } from '../../renderer/tools/judge-file';
import { judgeNotification } from '../../electron/training/judge-notification';
import { judgeRelease } from '../../electron/training/judge-release';
import { judgeTask } from '../../electron/training/judge-task';
import type { Json } from '../../electron/training/json';
import { act, anActor, aSite, now, ready, uuids } from '../support/builders';
import { aBundle, aLongId, aPrescription, aShortId, type ScriptSpec } from '../support/fhir';

const origin = { releaseResponseId: 'r', signature: 'passed' } as const;
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json; // what goes over the wire
const warningsOf = (spec: ScriptSpec) => aPrescription(spec).warnings.map((warning) => warning.code);

const answer = (passed: readonly unknown[], failed: readonly unknown[] = []) => ({
  resourceType: 'Parameters',
  parameter: [
    {
      name: 'passedPrescriptions',
      resource: {
        resourceType: 'Bundle',
        identifier: { value: 'release-9' },
        entry: passed.map((resource) => ({ resource })),
      },
    },
    {
      name: 'failedPrescriptions',
      resource: {
        resourceType: 'Bundle',
        identifier: { value: 'release-9' },
        entry: failed.map((resource) => ({ resource })),
      },
    },
  ],
});

/** A copy without what a path of keys leads to. */
const without = (value: unknown, keys: readonly string[]): unknown => {
  if (Array.isArray(value)) return value.map((one) => without(one, keys));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !keys.includes(key))
      .map(([key, inner]) => [key, without(inner, keys)]),
  );
};

describe('reading scripts', () => {
  it('[FHIR-1] refuses only where patient, items or identity cannot be told, and says why', () => {
    const read = (bundle: unknown) => readPrescriptionBundle(bundle, origin);
    for (const bad of [
      undefined,
      null,
      5,
      [],
      {},
      { resourceType: 'Bundle' },
      aBundle({ items: [] }),
      without(aBundle(), ['groupIdentifier']),
      without(aBundle(), ['name', 'identifier']),
    ]) {
      const script = read(bad);
      expect(script.kind).toBe('unusable');
      if (script.kind === 'unusable') expect(script.sentence.length).toBeGreaterThan(10);
    }
    for (const key of [
      'gender',
      'birthDate',
      'address',
      'requester',
      'dosageInstruction',
      'dispenseRequest',
      'signature',
      'courseOfTherapyType',
    ])
      expect(read(without(aBundle(), [key])).kind, key).toBe('script');
  });

  it('[FHIR-1] takes the patient from the items where none came along, and a medicine by its code alone', () => {
    const text = JSON.stringify(aBundle());
    const subject = '{"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}}';
    const alone = text
      .replace('{"reference":"urn:uuid:patient"}', subject)
      .replace('"resourceType":"Patient"', '"resourceType":"Basic"')
      .replace('"display":"Amoxicillin 250mg capsules"', '"display":""');
    const read = readPrescriptionBundle(JSON.parse(alone), origin);
    if (read.kind !== 'script') throw new Error(read.sentence);
    expect(read.prescription.patient.nhsNumber).toBe('9990000018');
    expect(read.prescription.items[0]?.medication.display).toContain('39732311000001104');
    expect(read.prescription.warnings.map(({ code }) => code)).toEqual([
      'NoBirthDate',
      'NoDrugName',
      'OtherPart',
    ]);
  });

  it('[FHIR-2] all else that is wrong is a warning with its place', () => {
    expect(warningsOf({})).toEqual([]);
    expect(warningsOf({ shortId: '24F5DA-A83008-7EFE6X' })).toEqual(['CheckCharacter']);
    expect(warningsOf({ nhsNumber: '9990000019' })).toEqual(['NhsNumber']);
    expect(warningsOf({ intent: 'invented' })).toEqual(['UnknownIntent']);
    expect(warningsOf({ items: [{ directions: '' }] })).toEqual(['NoDirections']);
    for (const warning of aPrescription({ shortId: '24F5DA-A83008-7EFE6X' }).warnings)
      expect(warning.place).not.toBe('');
  });

  it('[FHIR-3] looks at the resource type first', () => {
    expect(readRelease({ resourceType: 'OperationOutcome', issue: [] }).kind).toBe('outcome');
    expect(readRelease({ resourceType: 'Bundle' }).kind).toBe('unreadable');
    expect(readRelease('<html>').kind).toBe('unreadable');
  });

  it('[FHIR-4] tells passed from failed, and finds each again by its path', () => {
    const json = answer(
      [aBundle()],
      [{ resourceType: 'OperationOutcome' }, aBundle({ longId: '30ba5fb5-cb58-462c-923e-22d180b09356' })],
    );
    const read = readRelease(json);
    if (read.kind !== 'scripts') throw new Error('not scripts');
    expect(read.scripts.map((script) => script.kind === 'script' && script.prescription.signature)).toEqual([
      'passed',
      'failed',
    ]);
    for (const script of read.scripts) expect(jsonAt(json, script.path)?.resourceType).toBe('Bundle');
    const [passed, failed] = json.parameter;
    const bare = { ...json, parameter: [passed, { ...failed, resource: { entry: [aBundle()] } }] };
    const loose = readRelease(bare);
    if (loose.kind !== 'scripts') throw new Error('not scripts');
    for (const script of loose.scripts) expect(jsonAt(bare, script.path)?.resourceType).toBe('Bundle');
    expect(read.scripts[0]?.kind === 'script' && read.scripts[0].prescription.releaseResponseId).toBe(
      'release-9',
    );
  });

  it('[FHIR-5] counts issues from one', () => {
    const script = aPrescription({ therapy: 'continuous-repeat-dispensing', issue: 2, issues: 6 });
    expect([script.issue, script.issues, script.treatment]).toEqual([2, 6, 'erd']);
    expect(script.key).toBe(`${aShortId}|${aLongId}|2`);
    expect(aPrescription({ issue: 2, issues: 6 }).key).toBe(`${aShortId}|${aLongId}|1`);
  });

  it('[FHIR-6] a life starts with its validity, else with the signature', () => {
    expect(aPrescription({ start: '2026-11-01' }).startDate).toBe('2026-11-01');
    const read = readPrescriptionBundle(without(aBundle(), ['validityPeriod']), origin);
    expect(read.kind === 'script' && read.prescription.startDate).toBe('2026-11-20');
  });

  it('[FHIR-7] an unknown code stays as it came', () => {
    const script = aPrescription({ items: [{ status: 'entered-in-error' }], therapy: 'seasonal' });
    expect(script.items[0]?.status).toBe('entered-in-error');
    expect(script.warnings.map((warning) => warning.code)).toEqual(['UnknownTherapy', 'UnknownStatus']);
  });
});

describe('reading outcomes', () => {
  const outcome = (code: string) => ({
    resourceType: 'OperationOutcome',
    issue: [
      { severity: 'information', code: 'informational' },
      { severity: 'error', code: 'business-rule', details: { coding: [{ code, display: 'words of EPS' }] } },
    ],
  });

  it('[FHIR-8] the gravest issue speaks, spellings are one, unknown codes stay', () => {
    expect(readOutcome(outcome('INVALID_STATE_TRANSITION'))?.code).toBe(
      readOutcome(outcome('PRESCRIPTION_INVALID_STATE_TRANSITION'))?.code,
    );
    const unknown = readOutcome(outcome('BRAND_NEW'));
    expect(unknown).toMatchObject({ code: 'BRAND_NEW', informational: false });
    expect(unknown?.sentence).toContain('words of EPS');
    expect(readOutcome({ resourceType: 'Patient' })).toBeUndefined();
  });

  it('[FHIR-8] names the holder of a script elsewhere', () => {
    const read = readOutcome({
      ...outcome('PRESCRIPTION_WITH_ANOTHER_DISPENSER'),
      contained: [
        {
          resourceType: 'Organization',
          id: 'h',
          name: 'The Simple Pharmacy',
          identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'VNFKT' }],
          telecom: [{ system: 'phone', value: '01133180277' }],
          address: [{ line: ['17 Austhorpe Road'], postalCode: 'LS15 8BA' }],
        },
      ],
      extension: [
        {
          url: 'https://fhir.nhs.uk/StructureDefinition/Extension-Spine-supportingInfo',
          valueReference: { reference: '#h' },
        },
      ],
    });
    expect(read?.holder).toMatchObject({ ods: 'VNFKT', phone: '01133180277' });
    expect(read?.sentence).toContain('The Simple Pharmacy');
  });
});

describe('writing messages', () => {
  const actor = anActor();
  const supplied = (items: ScriptSpec['items'] = [{}, { status: 'cancelled' }, { schedule: 'CD2' }]) => {
    const state = act(ready({ items }), { kind: 'SupplyInFull' });
    const supply = state.supplies[0];
    if (!supply) throw new Error('not supplied');
    const released = findReleased(
      answer([aBundle({ items })]),
      'parameter[0].resource.entry[0].resource',
      state.prescription,
    );
    return { prescription: state.prescription, supply, released, actor, site: aSite };
  };

  it('[FHIR-9] $release is what a strict Spine takes, with and without an id', () => {
    const nominated = judgeRelease(asJson(writeRelease({ site: aSite, actor })), 'all');
    const byId = judgeRelease(asJson(writeRelease({ site: aSite, actor, shortId: aShortId })), 'by-id');
    expect(nominated).toMatchObject({ ok: true, value: { shortId: '', asker: { ods: 'FA565' } } });
    expect(byId).toMatchObject({ ok: true, value: { shortId: aShortId } });
    const alone = judgeRelease(asJson(writeRelease({ site: aSite })), 'nominated');
    expect(alone).toEqual(nominated);
  });

  it('[FHIR-10] a return is what a strict Spine takes, with the release response id', () => {
    const reason = { code: '0003', display: 'Patient requested release' };
    const messageId = uuids('5')();
    const task = writeReturn({
      prescription: aPrescription(),
      messageId,
      reason,
      at: now,
      actor,
      site: aSite,
    });
    expect(judgeTask(asJson(task))).toMatchObject({
      ok: true,
      value: { kind: 'return', messageId, shortId: aShortId, focus: 'release-1', ods: 'FA565' },
    });
    const erd = aPrescription({ therapy: 'continuous-repeat-dispensing', issue: 3, issues: 6 });
    expect(
      judgeTask(asJson(writeReturn({ prescription: erd, messageId, reason, at: now, actor, site: aSite }))),
    ).toMatchObject({ ok: true, value: { issue: 3 } });
  });

  it('[FHIR-13] a withdrawal is what a strict Spine takes, for repeat dispensing too', () => {
    const reason = { code: 'QU', display: 'Quantity Update' };
    const [messageId, of] = ['5', '6'].map((n) => uuids(n)());
    if (messageId === undefined || of === undefined) throw new Error('no ids');
    const input = { messageId, of, reason, at: now, actor, site: aSite };
    const erd = aPrescription({ therapy: 'continuous-repeat-dispensing', issue: 2, issues: 6 });
    for (const [prescription, issue] of [
      [aPrescription(), undefined],
      [erd, 2],
    ] as const)
      expect(judgeTask(asJson(writeWithdraw({ prescription, ...input })))).toMatchObject({
        ok: true,
        value: { kind: 'withdraw', messageId, focus: of, issue, nhsNumber: '9990000018' },
      });
  });

  it('[FHIR-11] a notification carries every line, as a strict Spine takes it', () => {
    const judged = judgeNotification(asJson(writeNotification({ ...supplied(), newId: uuids('6') })));
    if (!judged.ok) throw new Error(JSON.stringify(judged.answer.body));
    expect(judged.value.lines.map((line) => line.status)).toEqual(['0001', '0005', '0001']);
    expect(judged.value).toMatchObject({
      shortId: aShortId,
      longId: aLongId,
      status: '0006',
      ods: 'FA565',
      nhsNumber: '9990000018',
    });
  });

  it('[FHIR-11] the same input gives the same bytes', () => {
    const input = supplied();
    const once = JSON.stringify(writeNotification({ ...input, newId: uuids('7') }));
    expect(JSON.stringify(writeNotification({ ...input, newId: uuids('7') }))).toBe(once);
  });
});

describe('conformance', () => {
  it('[FHIR-12] says read, other or refused as the program would', () => {
    expect(judgeText(JSON.stringify(aBundle()))).toEqual({ kind: 'read', warnings: [] });
    expect(judgeText(JSON.stringify(answer([aBundle()])))).toEqual({ kind: 'read', warnings: [] });
    expect(judgeText('{"resourceType":"Patient"}')).toEqual({ kind: 'other' });
    expect(judgeText('{"resour').kind).toBe('refused');
    expect(judgeText(JSON.stringify(without(aBundle(), ['groupIdentifier']))).kind).toBe('refused');
  });
});
