import { describe, expect, it } from 'vitest';
import { writeClaim } from '../../renderer/domain/fhir/write-claim';
import { writeNotification } from '../../renderer/domain/fhir/write-notification';
import { writeReturn } from '../../renderer/domain/fhir/write-return';
import { asMessageId } from '../../renderer/domain/kernel/ids';
import { act, anActor, aSite, now, ready, uuids } from '../support/builders';
import { changed, plus, type Bundle, type Json } from '../support/changed-bundle';
import { examplesBelow, examplesFolder, examplesNote } from '../support/examples';
import { aBundle, type ScriptSpec } from '../support/fhir';
import { forms } from '../support/fhir-forms';
import { refusalsOf } from '../support/proxy-rules';
import { rehearsed, type Rehearsed } from '../support/rehearsed';

const complaints = (messages: readonly Rehearsed[]): readonly string[] =>
  messages.flatMap(({ name, message }) => refusalsOf(message).map((rule) => `${name}: ${rule}`));

const longIds = ['30ba5fb5-cb58-462c-923e-22d180b09356', '40ba5fb5-cb58-462c-923e-22d180b09356'];
const erd: ScriptSpec = { therapy: 'continuous-repeat-dispensing', intent: 'reflex-order' };
const ukCore = (...extension: readonly Json[]) => ({
  url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationRepeatInformation',
  extension,
});

/** What a release of the real proxy may hold that trips its own translator when it comes back. */
const awkward = plus(
  changed(
    'MedicationRequest',
    (request, nth) => ({
      ...request,
      note: [{ text: '' }],
      recorder: { reference: 'urn:uuid:role' },
      extension: [
        {
          url: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-ResponsiblePractitioner',
          valueReference: { reference: 'urn:uuid:role', display: 'The Surgery' },
        },
        ukCore({ url: 'authorisationExpiryDate', valueDateTime: '2027-04-07' }),
        ukCore({ url: 'numberOfPrescriptionsIssued', valueInteger: 2 }),
      ],
      basedOn: [
        {
          reference: 'urn:uuid:a54219b8-f741-4c47-b662-e4f8dfa49a99',
          ...(JSON.parse(JSON.stringify((request.basedOn as Json[])[0])) as Json), // as the builder made it
        },
      ],
      ...(nth === 0 ? { dosageInstruction: [{ text: '' }] } : {}),
      dispenseRequest: {
        validityPeriod: { start: '2026-11-20' },
        numberOfRepeatsAllowed: -1,
        quantity: { value: '.5', unit: 'capsule' },
        performer: {
          extension: [{ url: 'x', valueReference: { reference: 'urn:uuid:practice' } }],
          identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'FA565' },
        },
      },
    }),
    { ...erd, issue: 2, issues: 6, items: [{}, { status: 'cancelled' }, { status: 'stopped' }] },
  ),
);

/** A repeat that is not repeat dispensing, in the forms in which NHS has sent its counters: halves, and other numbers. */
const repeats = [
  { issued: { valueInteger: 3 }, counters: [{ url: 'numberOfRepeatsAllowed', valueInteger: 5 }] },
  { issued: { valueUnsignedInt: 3 }, counters: [{ url: 'numberOfRepeatsAllowed', valueUnsignedInt: 5 }] },
  { issued: { valueInteger: 3 }, counters: [{ url: 'numberOfRepeatsIssued', valueInteger: 2 }] },
  { issued: { valueInteger: 3 }, counters: [] },
].map(({ issued, counters }, nth) =>
  changed(
    'MedicationRequest',
    (request) => ({
      ...request,
      extension: [
        ukCore({ url: 'authorisationExpiryDate', valueDateTime: '2027-04-07' }),
        ukCore({ url: 'numberOfPrescriptionsIssued', ...issued }),
      ],
      basedOn: [
        {
          extension: [
            {
              url: 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-RepeatInformation',
              extension: counters,
            },
          ],
        },
      ],
    }),
    { therapy: 'continuous', longId: `6${nth}ba5fb5-cb58-462c-923e-22d180b09356` },
  ),
);

/** A script that says as little as one may. */
const bare = changed('Patient', ({ identifier }) => ({ resourceType: 'Patient', identifier }), {
  longId: '50ba5fb5-cb58-462c-923e-22d180b09356',
});
const bareLines = {
  ...bare,
  entry: bare.entry.map((one) =>
    one.resource.resourceType === 'MedicationRequest'
      ? {
          ...one,
          resource: {
            ...one.resource,
            extension: [],
            requester: {},
            dosageInstruction: [],
            dispenseRequest: { validityPeriod: { start: '2026-11-20' }, quantity: { value: 21 } },
          },
        }
      : one,
  ),
};

const bundles = [
  aBundle({ items: [{}, { schedule: 'CD2' }, { status: 'cancelled' }, { quantity: 0.5 }] }),
  aBundle({ ...erd, shortId: '1A7D94-0RRERP-549310', longId: longIds[0] ?? '', issue: 2, issues: 6 }),
  aBundle({ therapy: 'continuous', longId: longIds[1] ?? '', issue: 3, issues: 6 }),
];

const kinds = ['release', 'notification', 'amendment', 'withdrawal', 'return', 'claim', 'amended claim'];

describe('what the proxy of NHS refuses', () => {
  it('[FHIR-23] is in none of our messages, for England and Wales', async () => {
    for (const site of [aSite, { ...aSite, reimbursementAuthority: 'RQFZ1' as const }]) {
      const messages = await rehearsed([...bundles, awkward, bareLines, ...repeats], site);
      for (const kind of kinds)
        expect(messages.filter(({ name }) => name.startsWith(kind)).length, kind).toBeGreaterThanOrEqual(3);
      expect(complaints(messages)).toEqual([]);
    }
  });

  it('[FHIR-23] is in none about a script whose release said no id of its own, or whose claim no endorsement', () => {
    const { prescription: released, supplies } = act(ready(), { kind: 'SupplyInFull' });
    const prescription = { ...released, releaseResponseId: '' };
    const [supply] = supplies;
    if (!supply) throw new Error('not supplied');
    const newId = uuids('c');
    const own = { prescription, actor: anActor(), site: aSite, newId };
    const messageId = asMessageId(newId());
    const reason = { code: '0003', display: 'Patient requested release' };
    const details = { exemption: '0001', evidenceSeen: false, lines: [] };
    for (const message of [
      writeNotification({ ...own, supply, released: new Map() }),
      writeReturn({ ...own, messageId, reason, at: now }),
      writeClaim({ ...own, supplies, claim: { messageId, at: now, details } }),
    ])
      expect(refusalsOf(JSON.parse(JSON.stringify(message)))).toEqual([]);
  });

  it('[FHIR-24] a medicine that came as a code alone goes out as one, and not under our name for it', async () => {
    const drug = { system: 'http://snomed.info/sct', code: '39732311000001104' };
    const coded = changed('MedicationRequest', (request) => ({
      ...request,
      medicationCodeableConcept: { coding: [drug] },
    }));
    const messages = await rehearsed([coded]);
    expect(messages.length).toBeGreaterThan(5);
    for (const { name, message } of messages)
      expect(JSON.stringify(message), name).not.toContain('Medicine with');
    expect(JSON.stringify(messages)).toContain(JSON.stringify([drug]));
  });

  it('[FHIR-23] is in none about a script, in whichever form it came', async () => {
    for (const [name, form] of forms) {
      const messages = await rehearsed(bundles.map((one) => form(JSON.parse(JSON.stringify(one)) as Bundle))); // as it comes
      expect(messages.length, name).toBeGreaterThan(20);
      expect(complaints(messages), name).toEqual([]);
    }
  });
});

describe.skipIf(examplesFolder === undefined)(`the proxy and NHS examples${examplesNote}`, () => {
  it('[FHIR-23] would take everything that is sent about each of them', async () => {
    const messages = await rehearsed(examplesBelow().map(({ json }) => json));
    expect(messages.length).toBeGreaterThan(300);
    expect(complaints(messages)).toEqual([]);
  }, 120_000);
});
