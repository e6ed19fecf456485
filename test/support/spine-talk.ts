import { isJson, items, str, type Json } from '../../electron/training/json';
import type { Script } from '../../electron/training/model';
import type { Spine } from '../../electron/training/spine';
import type { ClaimDetails } from '../../renderer/domain/claims/model';
import { findReleased } from '../../renderer/domain/fhir/find-released';
import { readPrescriptionBundle } from '../../renderer/domain/fhir/read-bundle';
import { readRelease } from '../../renderer/domain/fhir/read-release';
import { writeClaim } from '../../renderer/domain/fhir/write-claim';
import { writeNotification } from '../../renderer/domain/fhir/write-notification';
import { writeRelease } from '../../renderer/domain/fhir/write-release';
import { writeReturn } from '../../renderer/domain/fhir/write-return';
import { asMessageId } from '../../renderer/domain/kernel/ids';
import type { Prescription, SuppliedLine, Supply } from '../../renderer/domain/prescriptions/model';
import { anActor, aSite, now, uuids } from './builders';

export const actor = anActor();
export const other = { ...aSite, ods: 'FX999', name: 'Another Pharmacy' };
export const wire = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json; // what goes over the wire
export const releasePath = '/FHIR/R4/Task/$release';
export const notifyPath = '/FHIR/R4/$process-message';
export const taskPath = '/FHIR/R4/Task';

export const release = (spine: Spine, shortId?: string, site = aSite) =>
  spine.handle(releasePath, wire(writeRelease({ site, actor, ...(shortId ? { shortId } : {}) }))).answer;
export const codeOf = (body: Json): string => str(items(body, 'issue')[0], 'details', 'coding', 0, 'code');
export const scriptsOf = (body: Json): readonly Prescription[] => {
  const read = readRelease(body);
  return read.kind === 'scripts'
    ? read.scripts.flatMap((one) => (one.kind === 'script' ? [one.prescription] : []))
    : [];
};

export const newId = uuids('8');

export const lineOf = (prescription: Prescription, status: SuppliedLine['status']): SuppliedLine[] =>
  prescription.items.map((item) => ({
    itemId: item.itemId,
    status,
    products:
      status === '0001'
        ? [{ dispenseItemId: newId(), medication: item.medication, quantity: item.quantity }]
        : [],
  }));

export const notify = (
  spine: Spine,
  body: Json,
  change: { lines?: SuppliedLine[]; status?: Supply['prescriptionStatus']; messageId?: string } = {},
) => {
  const prescription = scriptsOf(body)[0];
  if (!prescription) throw new Error('nothing released');
  const supply = {
    messageId: asMessageId(change.messageId ?? newId()),
    handedOverAt: now,
    lines: change.lines ?? lineOf(prescription, '0001'),
    prescriptionStatus: change.status ?? '0006',
    by: 'Priya Shah',
  } as const;
  const released = findReleased(body, 'parameter[0].resource.entry[0].resource', prescription);
  const message = wire(writeNotification({ prescription, supply, released, actor, site: aSite, newId }));
  return { message, handled: spine.handle(notifyPath, message) };
};

export const giveBack = (spine: Spine, prescription: Prescription, messageId = newId()) =>
  spine.handle(
    taskPath,
    wire(
      writeReturn({
        prescription,
        messageId,
        reason: { code: '0003', display: 'x' },
        at: now,
        actor,
        site: aSite,
      }),
    ),
  );

export const only = (spine: Spine): Script => {
  const script = spine.scripts()[0];
  if (!script) throw new Error('no script');
  return script;
};

export const claimPath = '/FHIR/R4/Claim';

/** A claim for the one script of a Spine, with the products of its last hand-out; with an id, its amendment. */
export const claimFor = (spine: Spine, messageId: string, replaces?: string): Json => {
  const script = only(spine);
  const read = readPrescriptionBundle(script.bundle, { releaseResponseId: newId(), signature: 'passed' });
  if (read.kind !== 'script') throw new Error(read.sentence);
  const { prescription } = read;
  const details: ClaimDetails = {
    exemption: '0009',
    evidenceSeen: false,
    lines: prescription.items.map(({ itemId }) => ({
      itemId,
      charge: 'not-paid',
      endorsements: [{ code: 'NDEC', text: '' }],
    })),
  };
  const supply: Supply = {
    messageId: asMessageId(messageId),
    handedOverAt: now,
    lines: lineOf(prescription, '0001'),
    prescriptionStatus: '0006',
    by: 'Priya Shah',
    notification: 'accepted',
  };
  const claim = {
    messageId: asMessageId(newId()),
    at: now,
    details,
    ...(replaces === undefined ? {} : { replaces: asMessageId(replaces) }),
  };
  return wire(writeClaim({ prescription, supplies: [supply], claim, actor, site: aSite, newId }));
};

/** Every way to leave out one named part of a message. */
export const without = (value: unknown, key: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => without(one, key));
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== key)
      .map(([name, inner]) => [name, without(inner, key)]),
  );
};
