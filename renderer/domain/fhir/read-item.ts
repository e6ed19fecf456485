import { asItemId } from '../kernel/ids';
import { lookUp } from '../kernel/look-up';
import { expiryOf } from '../prescriptions/expiry';
import type { Coded, Item, Quantity, Warning } from '../prescriptions/model';
import { endorsementWords } from './codes/endorsement';
import { lineStatuses } from './codes/line-status';
import { child, children, extension, firstOf, identifierValue, number, part, text, type Json } from './json';
import { follow, type Resources } from './resources';
import { systems } from './systems';

export type IssueCounters = { readonly issue: number; readonly issues: number };

const codedOf = (concept: Json | undefined): Coded => {
  const codings = children(concept, 'coding');
  const coding = codings.find((one) => text(one, 'system') === systems.snomed) ?? codings[0];
  return { code: text(coding, 'code'), display: text(coding, 'display') || text(concept, 'text') };
};

/** What was prescribed, by a concept or by a Medication resource. */
const medicationOf = (request: Json, resources: Resources): Coded => {
  const inline = codedOf(child(request, 'medicationCodeableConcept'));
  if (inline.display !== '' || inline.code !== '') return inline;
  const medication = follow(resources, request, 'medicationReference');
  const referred = codedOf(child(medication, 'code'));
  return { ...referred, display: referred.display || text(child(request, 'medicationReference'), 'display') };
};

const quantityOf = (request: Json): Quantity | undefined => {
  const quantity = child(child(request, 'dispenseRequest'), 'quantity');
  const value = number(quantity, 'value');
  if (value === undefined) return undefined;
  return { value, unit: text(quantity, 'unit'), code: text(quantity, 'code') };
};

const instructionText = (instruction: Json): string =>
  [text(instruction, 'text'), text(instruction, 'patientInstruction')]
    .filter((words) => words !== '')
    .join(' ');

const directionsOf = (request: Json): string => {
  const instructions = [...children(request, 'dosageInstruction')].sort(
    (a, b) => (number(a, 'sequence') ?? 0) - (number(b, 'sequence') ?? 0),
  );
  return instructions
    .map(instructionText)
    .filter((words) => words !== '')
    .join('; ');
};

const additionalOf = (request: Json): string => {
  const own = children(request, 'dosageInstruction').flatMap((one) =>
    children(one, 'additionalInstruction').map((extra) => codedOf(extra).display),
  );
  const notes = children(request, 'note').map((note) => text(note, 'text'));
  return [...own, ...notes].filter((words) => words !== '').join('; ');
};

const endorsementsOf = (request: Json): readonly Coded[] =>
  children(request, 'extension')
    .filter((one) => text(one, 'url').endsWith('Extension-DM-PrescriptionEndorsement'))
    .map((one) => codedOf(child(one, 'valueCodeableConcept')))
    .filter((coded) => coded.code !== '')
    .map((coded) => ({ code: coded.code, display: endorsementWords(coded.code, coded.display) }));

const statusWords: Readonly<Record<string, string>> = {
  active: '0008',
  completed: '0001',
  stopped: '0006',
  cancelled: '0005',
};

/**
 * Line status. A release carries the status from before it: "to be dispensed" is by now with us
 * (eps.md 1.1). What we do not know stays as it came.
 */
const statusOf = (request: Json): string => {
  const dispensing = extension(request, 'Extension-EPS-DispensingInformation');
  const code = text(child(part(dispensing, 'dispenseStatus'), 'valueCoding'), 'code');
  const status = text(request, 'status');
  if (code !== '') return code === '0007' ? '0008' : code;
  return lookUp(statusWords, status) ?? (status === '' ? '0008' : status);
};

const scheduleOf = (request: Json): { schedule: string; words: string } => {
  const controlled = extension(request, 'Extension-DM-ControlledDrug');
  return {
    schedule: text(child(part(controlled, 'schedule'), 'valueCoding'), 'code'),
    words: text(part(controlled, 'quantityWords'), 'valueString'),
  };
};

/** [FHIR-5] Issue n of m: zero-based on `basedOn`, one-based in the UK Core extension (eps.md 1.1, 3.5). */
export const countersOf = (request: Json, erd: boolean): IssueCounters | undefined => {
  const basedOn = extension(firstOf(request, 'basedOn'), 'Extension-EPS-RepeatInformation');
  const issued =
    number(part(basedOn, 'numberOfRepeatsIssued'), 'valueInteger') ??
    number(part(basedOn, 'numberOfRepeatsIssued'), 'valueUnsignedInt');
  const allowed =
    number(part(basedOn, 'numberOfRepeatsAllowed'), 'valueInteger') ??
    number(part(basedOn, 'numberOfRepeatsAllowed'), 'valueUnsignedInt');
  if (issued !== undefined && allowed !== undefined) return { issue: issued + 1, issues: allowed + 1 };
  const repeat = extension(request, 'Extension-UKCore-MedicationRepeatInformation');
  const oneBased = number(part(repeat, 'numberOfPrescriptionsIssued'), 'valueUnsignedInt');
  const further = number(child(request, 'dispenseRequest'), 'numberOfRepeatsAllowed');
  if (oneBased === undefined && !(erd && further !== undefined)) return undefined;
  return { issue: oneBased ?? 1, issues: Math.max(oneBased ?? 1, (further ?? 0) + 1) };
};

type ItemContext = {
  readonly resources: Resources;
  readonly line: number;
  readonly erd: boolean;
  readonly issue: number;
  readonly startDate: string;
};

const itemIdOf = (request: Json): string =>
  identifierValue(children(request, 'identifier'), systems.item) || text(request, 'id');

const warningsOf = (
  item: Item,
  place: string,
  known: { readonly name: boolean; readonly quantity: boolean },
): readonly Warning[] => {
  const found: Warning[] = [];
  const warn = (code: string, sentence: string, where: string) =>
    found.push({ code, sentence, place: `${place}.${where}` });
  if (item.medication.code === '')
    warn(
      'NoDrugCode',
      `Item ${item.line} has no dm+d code. Check the product by its name.`,
      'medicationCodeableConcept.coding',
    );
  if (!known.name)
    warn(
      'NoDrugName',
      `Item ${item.line} names its medicine by a dm+d code alone. Look it up before anything is supplied.`,
      'medicationCodeableConcept.coding',
    );
  if (!known.quantity)
    warn(
      'NoQuantity',
      `Item ${item.line} has no quantity that can be read.`,
      'dispenseRequest.quantity.value',
    );
  if (item.directions === '')
    warn('NoDirections', `Item ${item.line} has no directions.`, 'dosageInstruction');
  if (lookUp(lineStatuses, item.status) === undefined)
    warn(
      'UnknownStatus',
      `Item ${item.line} has the status “${item.status}”, which is not known here.`,
      'status',
    );
  if (item.expiresAt === undefined)
    warn(
      'NoExpiry',
      `The last day of item ${item.line} cannot be worked out.`,
      'dispenseRequest.validityPeriod',
    );
  return found;
};

export type ReadItem =
  | { readonly kind: 'item'; readonly item: Item; readonly warnings: readonly Warning[] }
  | { readonly kind: 'unusable'; readonly sentence: string };

/** One line of a script. Without a medicine there is no item; all else that is missing is a warning. */
export const readItem = (request: Json, context: ItemContext): ReadItem => {
  const { line, erd, issue, startDate, resources } = context;
  const named = medicationOf(request, resources);
  if (named.display === '' && named.code === '')
    return { kind: 'unusable', sentence: `Item ${line} names no medicine.` };
  const itemId = itemIdOf(request);
  if (itemId === '')
    return { kind: 'unusable', sentence: `Item ${line} has no id, so EPS could not be told about it.` };
  const quantity = quantityOf(request);
  const { schedule, words } = scheduleOf(request);
  const repeat = countersOf(request, erd);
  const expiresAt = expiryOf({ startDate, schedule, erd, issue });
  const medication =
    named.display === '' ? { ...named, display: `Medicine with the dm+d code ${named.code}` } : named;
  const item: Item = {
    itemId: asItemId(itemId),
    line,
    medication,
    quantity: quantity ?? { value: 0, unit: '', code: '' },
    quantityWords: words,
    directions: directionsOf(request),
    additionalInstructions: additionalOf(request),
    endorsements: endorsementsOf(request),
    schedule,
    status: statusOf(request),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(repeat ? { repeat: { issued: repeat.issue, allowed: repeat.issues } } : {}),
  };
  return {
    kind: 'item',
    item,
    warnings: warningsOf(item, resources.placeOf(request), {
      name: named.display !== '',
      quantity: quantity !== undefined,
    }),
  };
};
