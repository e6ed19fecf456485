import { lookUp } from '../kernel/look-up';
import { prescriptionTypeWords } from './codes/prescription-type';
import { dated, dayText } from './days';
import {
  child,
  children,
  extension,
  extensionOrFormer,
  identifierValue,
  number,
  part,
  partsOf,
  text,
  type Json,
} from './json';
import type { OfScript } from './lines-differ';
import { ukCoreRepeat } from './read-counters';
import { readPrescriber } from './read-people';
import { follow, type Resources } from './resources';
import { systems } from './systems';

/** From when on a line is valid, as it says itself. */
export const validFrom = (request: Json): string =>
  dated(text(child(child(request, 'dispenseRequest'), 'validityPeriod'), 'start'));

/** [WIN-6] The last day on which this issue is meant to be dispensed, where the line says one. */
const endDateOf = (request: Json): string =>
  dayText(dated(text(child(child(request, 'dispenseRequest'), 'validityPeriod'), 'end')));

const repeatDetails = (request: Json) => {
  const repeat = partsOf(request, ukCoreRepeat);
  const dispensing = extension(request, 'Extension-EPS-DispensingInformation');
  const date = (from: Json | undefined, name: string) =>
    dayText(dated(text(part(from, name), 'valueDateTime') || text(part(from, name), 'valueDate')));
  return {
    reviewDate: date(repeat, 'authorisationExpiryDate'),
    lastDispensedDate: date(dispensing, 'dateLastDispensed'),
  };
};

const daysPerUnit = { wk: 7, week: 7, weeks: 7, mo: 28, month: 28, months: 28 };

/** Days that one issue lasts; units other than days are turned into them. */
const daysSupplyOf = (request: Json): number | undefined => {
  const duration = child(child(request, 'dispenseRequest'), 'expectedSupplyDuration');
  const value = number(duration, 'value');
  const unit = text(duration, 'code') || text(duration, 'unit').toLowerCase();
  const days = lookUp(daysPerUnit, unit) ?? 1;
  return value !== undefined && value > 0 && value <= 400 ? Math.round(value * days) : undefined;
};

/** The site that is nominated: named on the spot, or an entry of the message. */
const nominatedOf = (resources: Resources, request: Json): string => {
  const dispense = child(request, 'dispenseRequest');
  const named = text(child(child(dispense, 'performer'), 'identifier'), 'value');
  return (
    named || identifierValue(children(follow(resources, dispense, 'performer'), 'identifier'), systems.ods)
  );
};

/** What a line says that is shown once for the script. */
export const ofScript = (resources: Resources, request: Json): OfScript => ({
  startDate: dayText(validFrom(request)),
  endDate: endDateOf(request),
  daysSupply: daysSupplyOf(request),
  ...repeatDetails(request),
  nominatedOds: nominatedOf(resources, request),
  pointers: () =>
    JSON.stringify([child(request, 'requester'), extension(request, 'Extension-DM-ResponsiblePractitioner')]),
  prescriber: () => readPrescriber(resources, request),
  type: text(child(extensionOrFormer(request, 'Extension-DM-PrescriptionType'), 'valueCoding'), 'code'),
});

/** What is shown for the script: what the first line says that says anything of it. */
export const shownOf = (lines: readonly OfScript[]) => {
  const words = (name: 'endDate' | 'reviewDate' | 'lastDispensedDate' | 'nominatedOds' | 'type'): string =>
    lines.map((line) => line[name]).find((said) => said !== '') ?? '';
  const code = words('type');
  return {
    type: { code, display: prescriptionTypeWords(code) },
    nominatedOds: words('nominatedOds'),
    reviewDate: words('reviewDate'),
    lastDispensedDate: words('lastDispensedDate'),
    endDate: words('endDate'),
    daysSupply: lines.map((line) => line.daysSupply).find((days) => days !== undefined),
  };
};
