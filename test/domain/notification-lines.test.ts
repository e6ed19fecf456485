import { describe, expect, it } from 'vitest';
import { dig, extensionOf, items, resourcesOf, str, type Json } from '../../electron/training/json';
import { writeNotification } from '../../renderer/domain/fhir/write-notification';
import { asItemId, asMessageId } from '../../renderer/domain/kernel/ids';
import type { Coded, SuppliedLine, Supply } from '../../renderer/domain/prescriptions/model';
import { anActor, aSite, now, uuids } from '../support/builders';
import { aPrescription, itemIdOf } from '../support/fhir';

const prescription = aPrescription({ items: [{}, { quantity: 7 }, {}] });
const itemId = (n: number) => asItemId(itemIdOf(n));
const notFor: Coded = { code: '0002', display: 'Clinically unsuitable' };
const outOfStock: Coded = { code: '0010', display: 'Out of stock' };

const product = (id: string, code: string, value: number) => ({
  dispenseItemId: id,
  medication: { code, display: `Medicine ${code}` },
  quantity: { value, unit: 'capsule', code: '428641000' },
});
const lines: readonly SuppliedLine[] = [
  { itemId: itemId(0), status: '0003', products: [product('d1', '111', 6), product('d2', '222', 4)] },
  { itemId: itemId(1), status: '0002', products: [], reason: notFor },
  { itemId: itemId(2), status: '0004', products: [] },
];
const written = (change: Partial<Supply> = {}, patientNamed = true): Json => {
  const { patient } = prescription;
  const message = writeNotification({
    prescription: patientNamed
      ? prescription
      : { ...prescription, patient: { ...patient, given: '', family: '' } },
    supply: {
      messageId: asMessageId('m1'),
      handedOverAt: now,
      lines,
      prescriptionStatus: '0003',
      by: 'Priya Shah',
      ...change,
    },
    released: new Map([[itemId(0), { resourceType: 'MedicationRequest', id: 'as-released', note: 'Seen' }]]),
    actor: anActor(),
    site: aSite,
    newId: uuids('6'),
  });
  return JSON.parse(JSON.stringify(message)) as Json; // what goes over the wire
};
const dispenses = (message: Json) => resourcesOf(message, 'MedicationDispense');
const headerOf = (message: Json) => resourcesOf(message, 'MessageHeader')[0];

describe('a notification, line by line', () => {
  it('[FHIR-11] says of each product its medicine and amount, and of a line without one that nothing left', () => {
    const said = dispenses(written()).map((dispense) => ({
      status: str(dispense, 'status'),
      type: str(dispense, 'type', 'coding', 0, 'code'),
      medicine: str(dispense, 'medicationCodeableConcept', 'coding', 0, 'code'),
      value: dig(dispense, 'quantity', 'value'),
      item: str(dispense, 'identifier', 0, 'value').slice(0, 2),
      reason: str(dispense, 'statusReasonCodeableConcept', 'coding', 0, 'code'),
    }));
    const { code } = prescription.items[0]?.medication ?? { code: '' };
    expect(said).toEqual([
      { status: 'in-progress', type: '0003', medicine: '111', value: 6, item: 'd1', reason: '' },
      { status: 'in-progress', type: '0003', medicine: '222', value: 4, item: 'd2', reason: '' },
      { status: 'cancelled', type: '0002', medicine: code, value: 0, item: '00', reason: '0002' },
      { status: 'on-hold', type: '0004', medicine: code, value: 0, item: '00', reason: '' },
    ]);
  });

  it('[FHIR-11] its header points to every line and the pharmacy; the item stands inside as it was released', () => {
    const message = written();
    expect(items(headerOf(message), 'focus').map((focus) => str(focus, 'reference'))).toEqual(
      items(message, 'entry')
        .slice(1)
        .map((entry) => str(entry, 'fullUrl')),
    );
    const inside = dispenses(message).map((dispense) => items(dispense, 'contained')[1]);
    expect(inside[0]).toEqual({ resourceType: 'MedicationRequest', id: 'm1', note: 'Seen' });
    expect(inside[2]).toMatchObject({ resourceType: 'MedicationRequest', id: 'm1' });
    const named = dig(dispenses(message)[0], 'subject');
    expect(str(named, 'display')).toBe(`${prescription.patient.given} ${prescription.patient.family}`);
    expect(dig(dispenses(written({}, false))[0], 'subject')).not.toHaveProperty('display');
  });

  it('[FHIR-11] only one that EPS has accepted is named as replaced', () => {
    const replacing = (known: boolean) =>
      headerOf(written({ replaces: { messageId: asMessageId('before'), known } }));
    expect(str(replacing(true), 'extension', 0, 'valueIdentifier', 'value')).toBe('before');
    expect(replacing(false)).not.toHaveProperty('extension');
  });

  it('[FHIR-11] a reason is said of the script only where all its lines have that one', () => {
    const reasons = (...all: readonly (Coded | undefined)[]) => {
      const said = all.map((reason, n): SuppliedLine => ({
        itemId: itemId(n),
        status: '0002',
        products: [],
        ...(reason ? { reason } : {}),
      }));
      const [first] = dispenses(written({ lines: said, prescriptionStatus: '0007' }));
      return str(extensionOf(first, 'NonDispensingReason'), 'valueCoding', 'code');
    };
    expect(reasons(notFor, notFor, notFor)).toBe('0002');
    expect(reasons(notFor, notFor, outOfStock)).toBe('');
    expect(reasons(notFor, notFor, undefined)).toBe('');
    expect(reasons(undefined, notFor, notFor)).toBe('');
  });
});
