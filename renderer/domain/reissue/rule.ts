import { addDays, dateOf, dayOf, utcDay } from '../kernel/calendar';
import { comparePatients, foldText, type SamePatient } from '../patients/match';
import type { Patient, Prescription, PrescriptionState } from '../prescriptions/model';
import { standingSupplies } from '../prescriptions/supplied';
import type { WantedItem } from './model';

const dayMs = 86_400_000;
/** Days that a script lasts where it does not say (eps.md 3.5). */
const usualDays = 28;
/** The next supply may be prescribed this long before the last one runs out. */
const headStartDays = 7;
/** A script signed this long after a hand-out may still have been meant for that hand-out. */
const unawareMs = 2 * dayMs;

/** Lines that may be dispensed at all, by their dm+d codes. */
export const wantedItems = ({ items }: Prescription): readonly WantedItem[] =>
  items
    .filter(({ status }) => status !== '0005' && status !== '0006')
    .map(({ medication: { code, display } }) => ({ code, display }));

const codesOf = (items: readonly WantedItem[]): readonly string[] => items.map(({ code }) => code).sort();

const namesAgree = (a: WantedItem, b: WantedItem): boolean => {
  if (a.code !== '' && b.code !== '') return a.code === b.code;
  const [one, two] = [foldText(a.display), foldText(b.display)];
  return one !== '' && two !== '' && (one.startsWith(two) || two.startsWith(one));
};

/** [RSU-2] The same items by dm+d code; by their names alone a person must say so. */
const compareItems = (a: readonly WantedItem[], b: readonly WantedItem[]): SamePatient => {
  if (a.length === 0 || a.length !== b.length) return 'different';
  const coded = [...a, ...b].every(({ code }) => code !== '');
  if (coded) return codesOf(a).join() === codesOf(b).join() ? 'same' : 'different';
  return a.every((one) => b.some((two) => namesAgree(one, two))) ? 'perhaps' : 'different';
};

/** The weaker of the two answers. */
export const compareWanted = (
  a: { readonly patient: Patient; readonly items: readonly WantedItem[] },
  b: { readonly patient: Patient; readonly items: readonly WantedItem[] },
): SamePatient => {
  const patient = comparePatients(a.patient, b.patient);
  const items = compareItems(a.items, b.items);
  if (patient === 'different' || items === 'different') return 'different';
  return patient === 'same' && items === 'same' ? 'same' : 'perhaps';
};

/** Issues of one script share both ids. */
export const isSameScript = (a: Prescription, b: Prescription): boolean =>
  a.shortId === b.shortId && a.longId.toLowerCase() === b.longId.toLowerCase();

/** The first day of the supply that an issue is for. */
const meantFrom = ({ startDate, treatment, issue, daysSupply }: Prescription): Date | undefined => {
  const start = utcDay(startDate);
  return start && treatment === 'erd' ? addDays(start, (daysSupply ?? usualDays) * (issue - 1)) : start;
};

/** [RSU-9] Whether two supplies are for the same days; a date that cannot be read is no reason to let both go. */
export const sameDays = (a: Prescription, b: Prescription): boolean => {
  const [from, to] = [meantFrom(a), meantFrom(b)];
  if (!from || !to) return true;
  const lasts = Math.min(a.daysSupply ?? usualDays, b.daysSupply ?? usualDays);
  const apart = Math.abs(from.getTime() - to.getTime()) / dayMs;
  return apart === 0 || apart < lasts - Math.min(headStartDays, Math.floor(lasts / 4));
};

/** [RSU-9] Signed on one day for different days: a series, such as four weekly scripts. */
const isSeries = (a: Prescription, b: Prescription): boolean =>
  a.signedAt !== undefined &&
  b.signedAt !== undefined &&
  dateOf(dayOf(a.signedAt)) === dateOf(dayOf(b.signedAt)) &&
  a.startDate.slice(0, 10) !== b.startDate.slice(0, 10);

/** When something last left the pharmacy for a script; undefined where nothing has. */
const lastLeftAt = (state: PrescriptionState): number | undefined =>
  standingSupplies(state)
    .filter(({ lines }) => lines.some(({ products }) => products.length > 0))
    .map(({ handedOverAt }): number => handedOverAt)
    .reduce<number | undefined>((last, at) => (last === undefined ? at : Math.max(last, at)), undefined);

export const hasLeft = (state: PrescriptionState): boolean => lastLeftAt(state) !== undefined;

export const isWithUs = ({ custody, hold }: PrescriptionState): boolean =>
  (custody.kind === 'ours' || custody.kind === 'ours-unconfirmed') && hold.kind !== 'signature-failed';

/** One holds nothing that the other does not. */
const covers = (a: readonly WantedItem[], b: readonly WantedItem[]): boolean => {
  const [less, more] = a.length <= b.length ? [codesOf(a), codesOf(b)] : [codesOf(b), codesOf(a)];
  return less.length > 0 && less.every((code) => code !== '' && more.includes(code));
};

/**
 * [RSU-8] [RSU-9] Whether `state` may be a second script for the supply that `other` is for: the same person,
 * nothing in one that is not in the other, the same days, and `other` still to be supplied, or supplied before
 * the prescriber could know of it.
 */
export const looksLikeTwin = (state: PrescriptionState, other: PrescriptionState): boolean => {
  const [a, b] = [state.prescription, other.prescription];
  if (isSameScript(a, b) || comparePatients(a.patient, b.patient) === 'different') return false;
  if (!covers(wantedItems(a), wantedItems(b)) || isSeries(a, b) || !sameDays(a, b)) return false;
  const leftAt = lastLeftAt(other);
  if (leftAt !== undefined) return a.signedAt === undefined || a.signedAt <= leftAt + unawareMs;
  return isWithUs(other) && other.work !== 'not-dispensed' && other.hold.kind !== 'superseded';
};
