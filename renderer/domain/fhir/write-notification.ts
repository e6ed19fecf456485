import type { Actor, Site } from '../kernel/context';
import type { ItemId } from '../kernel/ids';
import { formatFhirTime } from '../kernel/instant';
import type { Item, Prescription, SuppliedLine, SuppliedProduct, Supply } from '../prescriptions/model';
import { echoRequest } from './echo-request';
import { lineStatuses } from './codes/line-status';
import type { Json } from './json';
import { structureDefinition, systems } from './systems';
import {
  actorRole,
  coding,
  concept,
  identifier,
  medicineConcept,
  releaseOf,
  repeatInformation,
  replacementOf,
  siteOrganization,
  writeQuantity,
} from './writing';

export type NotificationInput = {
  readonly prescription: Prescription;
  readonly supply: Omit<Supply, 'notification'>;
  /** Each MedicationRequest as released, by item id (`findReleased`). */
  readonly released: ReadonlyMap<ItemId, Json>;
  readonly actor: Actor;
  readonly site: Site;
  /** Ids of the entries: of the header, the organisation, then one for each product. */
  readonly newId: () => string;
};

const prescriptionStatusWords: Readonly<Record<Supply['prescriptionStatus'], string>> = {
  '0003': 'With Dispenser - Active',
  '0006': 'Dispensed',
  '0007': 'Not Dispensed',
};

const fhirStatus: Readonly<Record<SuppliedLine['status'], string>> = {
  '0001': 'completed',
  '0002': 'cancelled',
  '0003': 'in-progress',
  '0004': 'on-hold',
  '0005': 'cancelled',
  '0006': 'cancelled',
};

/** Said of the script as a whole only where all its lines share one reason (eps.md 1.3). */
const nonDispensingReason = (lines: readonly SuppliedLine[]) => {
  const [first] = lines;
  const reason = first?.reason;
  if (reason === undefined || lines.some((line) => line.reason?.code !== reason.code)) return [];
  return [
    {
      url: structureDefinition('Extension-DM-PrescriptionNonDispensingReason'),
      valueCoding: coding(systems.notDispensedReason, reason.code, reason.display),
    },
  ];
};

const extensionsOf = ({ prescription, supply }: NotificationInput) => [
  {
    url: structureDefinition('Extension-EPS-TaskBusinessStatus'),
    valueCoding: coding(
      systems.businessStatus,
      supply.prescriptionStatus,
      prescriptionStatusWords[supply.prescriptionStatus],
    ),
  },
  ...(prescription.treatment === 'erd' ? [repeatInformation(prescription.issue, prescription.issues)] : []),
  ...nonDispensingReason(supply.lines),
];

type Row = {
  readonly item: Item;
  readonly line: SuppliedLine;
  readonly product: SuppliedProduct | undefined;
  readonly entryId: string;
};

/** One MedicationDispense: one product of one line, or the line itself where nothing left the pharmacy. */
const dispense = (input: NotificationInput, row: Row, organizationUrl: string, handedOver: string) => {
  const { item, line, product, entryId } = row;
  const { prescription, released, actor } = input;
  const medication = product?.medication ?? item.medication;
  const name = `${prescription.patient.given} ${prescription.patient.family}`.trim();
  return {
    resourceType: 'MedicationDispense',
    id: entryId,
    contained: [
      actorRole(actor, 'performer', organizationUrl),
      { ...(released.get(item.itemId) ?? echoRequest(undefined, prescription, item)), id: 'm1' },
    ],
    extension: extensionsOf(input),
    identifier: [identifier(systems.dispenseItem, product?.dispenseItemId ?? entryId)],
    status: fhirStatus[line.status],
    ...(line.reason === undefined
      ? {}
      : {
          statusReasonCodeableConcept: concept(
            systems.notDispensedReason,
            line.reason.code,
            line.reason.display,
          ),
        }),
    medicationCodeableConcept: medicineConcept(medication),
    subject: {
      type: 'Patient',
      identifier: identifier(systems.nhsNumber, prescription.patient.nhsNumber ?? ''),
      ...(name === '' ? {} : { display: name }),
    },
    performer: [{ actor: { type: 'PractitionerRole', reference: '#performer' } }],
    authorizingPrescription: [{ reference: '#m1' }],
    type: concept(systems.lineStatus, line.status, lineStatuses[line.status]),
    quantity: writeQuantity(product?.quantity ?? { ...item.quantity, value: 0 }),
    whenHandedOver: handedOver,
    dosageInstruction: [{ text: item.directions === '' ? 'As directed' : item.directions }],
  };
};

const rowsOf = ({ prescription, supply, newId }: NotificationInput): readonly Row[] =>
  supply.lines.flatMap((line) => {
    const item = prescription.items.find((one) => one.itemId === line.itemId);
    if (!item) return [];
    const products: readonly (SuppliedProduct | undefined)[] =
      line.products.length > 0 ? line.products : [undefined];
    return products.map((product) => ({ item, line, product, entryId: newId() }));
  });

const header = (input: NotificationInput, focus: readonly string[]) => ({
  resourceType: 'MessageHeader',
  ...(input.supply.replaces?.known ? { extension: [replacementOf(input.supply.replaces.messageId)] } : {}),
  eventCoding: coding(systems.messageEvent, 'dispense-notification', 'Dispense Notification'),
  sender: { identifier: identifier(systems.ods, input.site.ods), display: input.site.name },
  source: { endpoint: `urn:nhs-uk:addressing:ods:${input.site.ods}` },
  reason: concept(systems.messageReason, 'notification', 'Notification'),
  response: { identifier: releaseOf(input.prescription), code: 'ok' },
  focus: focus.map((reference) => ({ reference })),
});

const reimbursement = (site: Site) => ({
  url: structureDefinition('Extension-ODS-OrganisationRelationships'),
  extension: [
    { url: 'reimbursementAuthority', valueIdentifier: identifier(systems.ods, site.reimbursementAuthority) },
  ],
});

/**
 * [FHIR-11] A dispense notification: every line item of the issue, the quantity of this event only, one
 * hand-over time, the item as released inside (eps.md 1.3, 8).
 */
export const writeNotification = (input: NotificationInput) => {
  const headerUrl = `urn:uuid:${input.newId()}`;
  const organizationId = input.newId();
  const organizationUrl = `urn:uuid:${organizationId}`;
  const rows = rowsOf(input);
  const handedOver = formatFhirTime(input.supply.handedOverAt);
  const organization = siteOrganization(input.site, organizationId);
  return {
    resourceType: 'Bundle',
    id: input.supply.messageId,
    identifier: identifier(systems.uuid, input.supply.messageId),
    type: 'message',
    timestamp: handedOver,
    entry: [
      {
        fullUrl: headerUrl,
        resource: header(input, [...rows.map((row) => `urn:uuid:${row.entryId}`), organizationUrl]),
      },
      ...rows.map((row) => ({
        fullUrl: `urn:uuid:${row.entryId}`,
        resource: dispense(input, row, organizationUrl, handedOver),
      })),
      { fullUrl: organizationUrl, resource: { ...organization, extension: [reimbursement(input.site)] } },
    ],
  };
};
