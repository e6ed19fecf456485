import type { Draft } from '../kernel/draft';
import { filled } from '../kernel/filled';
import { asItemId } from '../kernel/ids';
import { lookUp } from '../kernel/look-up';
import { controlledByName } from '../prescriptions/controlled-drugs';
import { expiryOf } from '../prescriptions/expiry';
import type { Coded, Item, Quantity, Warning } from '../prescriptions/model';
import type { Warn } from './bundle-warnings';
import { endorsementWords } from './codes/endorsement';
import { lineStatuses } from './codes/line-status';
import { nameOfCode } from './codes/medicine-name';
import { codedOf } from './coded';
import {
  child,
  children,
  extension,
  extensionsOrFormer,
  identifierValue,
  number,
  part,
  text,
  type Json,
} from './json';
import { lineCountersOf } from './read-counters';
import { directionsOf, notesOf, type Unclear } from './read-directions';
import { follow, type Resources } from './resources';
import { systems } from './systems';
import { alsoSaid } from './unread';

/** A code of another list than dm+d is no code for us: it would be sent to EPS as one of dm+d. */
const medicineOf = (concept: Json | undefined): Coded => {
  const codings = children(concept, 'coding');
  const known =
    codings.find((one) => text(one, 'system') === systems.snomed) ??
    codings.find((one) => /^$|snomed|dmd/i.test(text(one, 'system')));
  const own = codedOf(known ? { coding: [known], text: text(concept, 'text') } : concept);
  const { display } = own.display === '' ? codedOf(concept) : own;
  return { code: known ? own.code : '', display };
};

/** What was prescribed, by a concept or by a Medication resource. */
const medicationOf = (request: Json, resources: Resources): Coded => {
  const inline = medicineOf(child(request, 'medicationCodeableConcept'));
  if (inline.display !== '' || inline.code !== '') return inline;
  const medication = follow(resources, request, 'medicationReference');
  const referred = medicineOf(child(medication, 'code'));
  return { ...referred, display: referred.display || text(child(request, 'medicationReference'), 'display') };
};

const quantityOf = (request: Json): Quantity | undefined => {
  const quantity = child(child(request, 'dispenseRequest'), 'quantity');
  const value = number(quantity, 'value');
  // Nothing, less than nothing, or "more than so many" is no quantity that could be counted out.
  if (value === undefined || value <= 0 || text(quantity, 'comparator') !== '') return undefined;
  return { value, unit: text(quantity, 'unit'), code: text(quantity, 'code') };
};

/** A quantity that cannot be counted out, as it stands in the message. */
const quantityAsSaid = (request: Json): string => {
  const quantity = child(child(request, 'dispenseRequest'), 'quantity');
  return filled(['comparator', 'value', 'unit'].map((name) => text(quantity, name))).join(' ');
};

/** Each code of a concept; words alone where it has none. */
const codesOf = (concept: Json | undefined): readonly Coded[] => {
  const codes = children(concept, 'coding').map((one) =>
    codedOf({ coding: [one], text: text(concept, 'text') }),
  );
  return (codes.length > 0 ? codes : [codedOf(concept)]).filter(
    ({ code, display }) => code !== '' || display !== '',
  );
};

const endorsementsOf = (request: Json): readonly Coded[] =>
  extensionsOrFormer(request, 'Extension-DM-PrescriptionEndorsement')
    .flatMap((one) => codesOf(child(one, 'valueCodeableConcept')))
    .map(({ code, display }) => ({ code, display: endorsementWords(code, display) }));

const closedStatuses: Readonly<Record<string, string>> = {
  completed: '0001',
  stopped: '0006',
  cancelled: '0005',
};
const openCodes: readonly string[] = ['', '0003', '0004', '0007', '0008'];

/**
 * Line status. A release carries the status from before it: "to be dispensed" is by now with us (eps.md 1.1). Where
 * the two that it carries differ, a closed one counts. What we do not know stays as it came.
 */
const statusOf = (request: Json): string => {
  const dispensing = extension(request, 'Extension-EPS-DispensingInformation');
  const code = text(child(part(dispensing, 'dispenseStatus'), 'valueCoding'), 'code');
  const status = text(request, 'status');
  const closed = lookUp(closedStatuses, status);
  if (closed !== undefined && openCodes.includes(code)) return closed;
  if (code !== '') return code === '0007' ? '0008' : code;
  return status === '' || status === 'active' ? '0008' : status;
};

type Controlled = {
  readonly schedule: string;
  readonly words: string;
  /** How we know of the schedule, where the message does not say it. */
  readonly told?: 'words' | 'name';
};

/** "CD: twenty eight" at the head of a note: the translator at EPS takes it out of most notes, but not of all. */
const wordsInNotes = (request: Json): string =>
  notesOf(request)
    .flatMap((note) => /^\s*CD: *(\S[^\r\n]*)/m.exec(note)?.[1] ?? [])
    .join('; ');

/**
 * [EXP-4] A release never says the schedule (eps.md 1.1 quirks): a quantity in words says that it is one of
 * Schedule 2 or 3, else its name may tell. `CD` is one of them, nobody says which.
 */
const controlledOf = (request: Json, medication: Coded): Controlled => {
  const controlled = extension(request, 'Extension-DM-ControlledDrug');
  const schedule = text(child(part(controlled, 'schedule'), 'valueCoding'), 'code');
  const words = text(part(controlled, 'quantityWords'), 'valueString') || wordsInNotes(request);
  if (schedule !== '') return { schedule, words };
  if (words !== '') return { schedule: 'CD', words, told: 'words' };
  const told = controlledByName(medication);
  return told === '' ? { schedule, words } : { schedule: told, words, told: 'name' };
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

type Known = {
  readonly name: boolean;
  readonly quantity: boolean;
  readonly quantityAsSaid: string;
  readonly unclear: Unclear;
  readonly told: Controlled['told'];
};

const knownSchedule = /^(CD[1-5]?|CD4-[12]|)$/;

const warnOfSchedule = ({ schedule }: Item, { told }: Known, name: string, warn: Warn): void => {
  const place = 'extension(Extension-DM-ControlledDrug)';
  const which = schedule === 'CD4' ? 'Schedule 4' : 'Schedule 2 or 3';
  if (told === 'words')
    warn(
      'NoSchedule',
      `${name} is a controlled drug, for its quantity is in words, but its schedule is not said. It is taken for one of Schedule 2 or 3. Check it.`,
      place,
    );
  if (told === 'name')
    warn(
      'ScheduleByName',
      `${name} is taken for a controlled drug of ${which} by its name; its schedule is not said. Check it.`,
      place,
    );
  if (!knownSchedule.test(schedule))
    warn(
      'UnknownSchedule',
      `${name} has the schedule “${schedule}”, which is not known here. It is taken to end after 28 days.`,
      place,
    );
};

const warnOfProduct = (item: Item, known: Known, name: string, warn: Warn): void => {
  const coding = 'medicationCodeableConcept.coding';
  if (item.medication.code === '')
    warn('NoDrugCode', `${name} has no dm+d code. Check the product by its name.`, coding);
  if (!known.name)
    warn(
      'NoDrugName',
      `${name} names its medicine by a dm+d code alone. Look it up before anything is supplied.`,
      coding,
    );
  if (known.quantity && item.quantity.unit === '')
    warn(
      'NoUnit',
      `${name} does not say in words what its quantity counts. Check it against the product.`,
      'dispenseRequest.quantity.unit',
    );
  if (!known.quantity)
    warn(
      'NoQuantity',
      `${name} has no quantity that can be read${known.quantityAsSaid === '' ? '' : `: “${known.quantityAsSaid}”`}.`,
      'dispenseRequest.quantity.value',
    );
};

const warnOfDirections = (item: Item, { unclear }: Known, name: string, warn: Warn): void => {
  const place = 'dosageInstruction';
  if (item.directions === '')
    warn(
      'NoDirections',
      unclear.codesOnly
        ? `${name} has its directions as codes only, which cannot be shown here. Ask the prescriber for them.`
        : `${name} has no directions.`,
      place,
    );
  else if (unclear.codesOnly)
    warn(
      'DirectionsPart',
      `${name} has a part of its directions as codes only, which cannot be shown here: what is shown is not all. Ask the prescriber for it.`,
      place,
    );
  if (unclear.order && item.directions !== '')
    warn(
      'DirectionsOrder',
      `${name} does not say of all its directions which come first. Ask the prescriber before it is labelled.`,
      place,
    );
};

const warningsOf = (item: Item, place: string, known: Known): readonly Warning[] => {
  const found: Warning[] = [];
  const name = `Item ${item.line}`;
  const warn: Warn = (code, sentence, where) =>
    void found.push({ code, sentence, place: `${place}.${where}` });
  warnOfProduct(item, known, name, warn);
  warnOfDirections(item, known, name, warn);
  if (lookUp(lineStatuses, item.status) === undefined)
    warn('UnknownStatus', `${name} has the status “${item.status}”, which is not known here.`, 'status');
  if (item.expiresAt === undefined)
    warn(
      'NoExpiry',
      `The last day of item ${item.line} cannot be worked out.`,
      'dispenseRequest.validityPeriod',
    );
  warnOfSchedule(item, known, name, warn);
  return found;
};

export type ReadItem =
  | { readonly kind: 'item'; readonly item: Item; readonly warnings: readonly Warning[] }
  | { readonly kind: 'unusable'; readonly sentence: string };

/** One line of a script. Without a medicine there is no item; all else that is missing is a warning. */
export const readItem = (request: Json, context: ItemContext): ReadItem => {
  const { line, erd, issue, startDate, resources } = context;
  if (request.doNotPerform === true)
    return {
      kind: 'unusable',
      sentence: `Item ${line} says what must not be given, and no script of EPS does that.`,
    };
  const named = medicationOf(request, resources);
  if (named.display === '' && named.code === '')
    return { kind: 'unusable', sentence: `Item ${line} names no medicine.` };
  const itemId = itemIdOf(request);
  if (itemId === '')
    return { kind: 'unusable', sentence: `Item ${line} has no id, so EPS could not be told about it.` };
  const place = resources.placeOf(request);
  const quantity = quantityOf(request);
  const controlled = controlledOf(request, named);
  const { schedule, words } = controlled;
  const repeat = lineCountersOf(request, erd);
  const { directions, unclear } = directionsOf(request);
  const expiresAt = expiryOf({ startDate, schedule, erd, issue });
  const medication = named.display === '' ? { ...named, display: nameOfCode(named.code) } : named;
  const item: Draft<Item> = {
    itemId: asItemId(itemId),
    line,
    medication,
    quantity: quantity ?? { value: 0, unit: '', code: '' },
    quantityWords: words,
    directions,
    additionalInstructions: notesOf(request).join('; '),
    endorsements: endorsementsOf(request),
    schedule,
    status: statusOf(request),
  };
  if (expiresAt !== undefined) item.expiresAt = expiresAt;
  if (repeat) item.repeat = { issued: repeat.issue, allowed: repeat.issues };
  return {
    kind: 'item',
    item,
    warnings: [
      ...warningsOf(item, place, {
        name: named.display !== '',
        quantity: quantity !== undefined,
        quantityAsSaid: quantity ? '' : quantityAsSaid(request),
        unclear,
        told: controlled.told,
      }),
      ...alsoSaid(request, line, named.display, place),
    ],
  };
};
