import { chargeWords } from '../claims/codes';
import type { Claim, ClaimLine } from '../claims/model';
import type { Actor, Site } from '../kernel/context';
import { formatFhirTime } from '../kernel/instant';
import { lookUp } from '../kernel/look-up';
import type { Coded, Item, Prescription, Quantity, SuppliedProduct, Supply } from '../prescriptions/model';
import { quantityIsKnown } from '../prescriptions/supplied';
import { lineStatuses } from './codes/line-status';
import { publishedEndorsements, publishedExemptions } from './codes/published';
import { structureDefinition, systems } from './systems';
import {
  actorRole,
  coding,
  concept,
  identifier,
  medicineConcept,
  provenanceAgent,
  repeatInformation,
  replacementOf,
  siteOrganization,
  writeQuantity,
} from './writing';

export type ClaimInput = {
  readonly prescription: Prescription;
  /** Hand-outs that stand, oldest first; the last one says how the script ended. */
  readonly supplies: readonly Supply[];
  readonly claim: Omit<Claim, 'progress' | 'by'>;
  readonly actor: Actor;
  readonly site: Site;
  /** For the sequence identifier of each line. */
  readonly newId: () => string;
};

const statusWords = {
  '0003': 'With Dispenser - Active',
  '0006': 'Dispensed',
  '0007': 'Not Dispensed',
} as const;

/** Of the script, or of a line, which may have fewer issues (SCAL 4.1.8). */
const repeatOf = ({ treatment, issue, issues }: Prescription, item?: Item) =>
  treatment === 'erd'
    ? [repeatInformation(item?.repeat?.issued ?? issue, item?.repeat?.allowed ?? issues)]
    : [];

const reference = (name: string, system: string, value: string) => ({
  url: structureDefinition(name),
  valueReference: { identifier: identifier(system, value) },
});

/** [PRX-27] Where nobody could read how much is prescribed, what left first is what a pharmacist found to be meant. */
const prescribedOf = (item: Item, [first]: readonly SuppliedProduct[]): Quantity =>
  quantityIsKnown(item) ? item.quantity : (first?.quantity ?? item.quantity);

/** What happened to a line at last, and everything that left for it. */
const historyOf = (supplies: readonly Supply[], item: Item) => {
  const lines = supplies.flatMap((supply) => supply.lines.filter((line) => line.itemId === item.itemId));
  return { last: lines.at(-1), products: lines.flatMap((line) => line.products) };
};

/** Why nothing was dispensed: read by EPS from here, for the script and for each line (eps.md 1.5). */
const statusReason = (reason: Coded) => ({
  url: structureDefinition('Extension-EPS-TaskBusinessStatusReason'),
  valueCoding: coding(systems.prescriptionReason, reason.code, reason.display),
});

/** Each line says that it has no endorsement where it has none: EPS refuses a claim whose first line says nothing. */
const endorsementsOf = (line: ClaimLine | undefined): ClaimLine['endorsements'] =>
  line && line.endorsements.length > 0 ? line.endorsements : [{ code: 'NDEC', text: '' }];

const endorsementConcept = ({ code, text }: ClaimLine['endorsements'][number]) => {
  const display = lookUp(publishedEndorsements, code);
  return { ...concept(systems.endorsement, code, display), ...(text === '' ? {} : { text }) };
};

const detail = (input: ClaimInput, item: Item, sequence: number) => {
  const { prescription, supplies, claim, newId } = input;
  const { last, products } = historyOf(supplies, item);
  const line = claim.details.lines.find((one) => one.itemId === item.itemId);
  const charge = line?.charge ?? 'not-paid';
  const status = last?.status ?? '0002';
  return {
    extension: [
      {
        url: structureDefinition('Extension-ClaimSequenceIdentifier'),
        valueIdentifier: identifier(systems.claimSequence, newId()),
      },
      reference('Extension-ClaimMedicationRequestReference', systems.item, item.itemId),
      ...(last?.reason ? [statusReason(last.reason)] : []),
      ...repeatOf(prescription, item),
    ],
    sequence,
    productOrService: medicineConcept(item.medication),
    // One of one system: the profile binds every modifier to it, so the reason is beside it alone.
    modifier: [concept(systems.lineStatus, status, lineStatuses[status])],
    programCode: [
      concept(systems.charge, charge, chargeWords[charge]),
      ...endorsementsOf(line).map(endorsementConcept),
    ],
    quantity: writeQuantity(prescribedOf(item, products)),
    ...(products.length === 0
      ? {}
      : {
          subDetail: products.map((product, i) => ({
            extension: [
              reference(
                'Extension-ClaimMedicationDispenseReference',
                systems.dispenseItem,
                product.dispenseItemId,
              ),
              ...repeatOf(prescription, item),
            ],
            sequence: i + 1,
            productOrService: medicineConcept(product.medication),
            quantity: writeQuantity(product.quantity),
          })),
        }),
  };
};

/** The one reason why nothing was dispensed, where all lines share it. */
const commonReason = (supplies: readonly Supply[]) => {
  const last = supplies.at(-1);
  const reasons = new Map(
    (last?.lines ?? []).flatMap(({ reason }) => (reason ? [[reason.code, reason]] : [])),
  );
  const [only, ...others] = [...reasons.values()];
  return last?.prescriptionStatus === '0007' && only && others.length === 0 ? only : undefined;
};

const statusExtensions = ({ prescription, supplies }: ClaimInput) => {
  const status = supplies.at(-1)?.prescriptionStatus ?? '0007';
  const reason = commonReason(supplies);
  return [
    {
      url: structureDefinition('Extension-EPS-TaskBusinessStatus'),
      valueCoding: coding(systems.businessStatus, status, statusWords[status]),
    },
    ...(reason ? [statusReason(reason)] : []),
    ...repeatOf(prescription),
  ];
};

const charges = ({ claim }: ClaimInput) => {
  const { exemption, evidenceSeen } = claim.details;
  return [
    concept(systems.exemption, exemption, lookUp(publishedExemptions, exemption)),
    evidenceSeen
      ? concept(systems.evidence, 'evidence-seen', 'Evidence Seen')
      : concept(systems.evidence, 'no-evidence-seen', 'No Evidence Seen'),
  ];
};

const authorities = {
  T1450: 'NHS BUSINESS SERVICES AUTHORITY',
  RQFZ1: 'NHS WALES SHARED SERVICES PARTNERSHIP',
};

const groupIdentifier = ({ shortId, longId }: Prescription) => ({
  extension: [
    {
      url: structureDefinition('Extension-DM-GroupIdentifier'),
      extension: [
        { url: 'shortForm', valueIdentifier: identifier(systems.shortId, shortId) },
        ...(longId === '' ? [] : [{ url: 'UUID', valueIdentifier: identifier(systems.longId, longId) }]),
      ],
    },
  ],
  display: 'Prescription',
});

/** [FHIR-14] A claim, or with `replaces` its amendment: charge, endorsements, all that left (eps.md 1.5, 8). */
export const writeClaim = (input: ClaimInput) => {
  const { prescription, claim, actor, site } = input;
  const { reimbursementAuthority: authority } = site;
  return {
    resourceType: 'Claim',
    id: claim.messageId,
    contained: [actorRole(actor, 'provider', '#organization'), siteOrganization(site, 'organization')],
    extension: [
      ...(claim.replaces === undefined ? [] : [replacementOf(claim.replaces)]),
      provenanceAgent(actor),
    ],
    identifier: [identifier(systems.uuid, claim.messageId)],
    status: 'active',
    type: concept('http://terminology.hl7.org/CodeSystem/claim-type', 'pharmacy', 'Pharmacy'),
    use: 'claim',
    patient: { identifier: identifier(systems.nhsNumber, prescription.patient.nhsNumber ?? '') },
    created: formatFhirTime(claim.at),
    provider: { reference: '#provider' },
    priority: concept('http://terminology.hl7.org/CodeSystem/processpriority', 'normal'),
    prescription: groupIdentifier(prescription),
    payee: {
      type: concept('http://terminology.hl7.org/CodeSystem/payeetype', 'provider', 'Provider'),
      party: { reference: '#organization' },
    },
    insurance: [
      {
        sequence: 1,
        focal: true,
        coverage: { identifier: identifier(systems.ods, authority), display: authorities[authority] },
      },
    ],
    item: [
      {
        extension: statusExtensions(input),
        sequence: 1,
        productOrService: concept(systems.snomed, '16076005', 'Prescription'),
        programCode: charges(input),
        detail: prescription.items.map((item, i) => detail(input, item, i + 1)),
      },
    ],
  };
};
