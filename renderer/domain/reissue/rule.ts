import { isSameScript } from '../kernel/ids';
import { dayMs } from '../kernel/instant';
import { addDays, dateOf, dayOf, utcDay } from '../kernel/calendar';
import { comparePatients, foldText, type SamePatient } from '../patients/match';
import type { Patient, Prescription, PrescriptionState } from '../prescriptions/model';
import { standingSupplies } from '../prescriptions/supplied';
import type { WantedItem } from './model';

/** Days that a script lasts where it does not say (eps.md 3.5). */
const usualDays = 28;
/** How long before the last supply runs out the next may be prescribed: a share of its days, and at most so many. */
type HeadStart = { readonly share: number; readonly mostDays: number };
const usualHeadStart: HeadStart = { share: 1 / 4, mostDays: 7 };
/** A prescriber who knows that the last one was handed out may mean to be earlier, as before a holiday. */
const knowingHeadStart: HeadStart = { share: 1 / 3, mostDays: 10 };
/** Scripts so far apart may be the patient's usual rhythm; closer ones are asked about each time. */
const rhythmDays = 5;
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

/** The first day of the supply that an issue is for. */
export const meantFrom = ({ startDate, treatment, issue, daysSupply }: Prescription): Date | undefined => {
  const start = utcDay(startDate);
  return start && treatment === 'erd' ? addDays(start, (daysSupply ?? usualDays) * (issue - 1)) : start;
};

/** Between the first days of two supplies; undefined where a date cannot be read. */
const daysApart = (a: Prescription, b: Prescription): number | undefined => {
  const [from, to] = [meantFrom(a), meantFrom(b)];
  return from && to && Math.abs(from.getTime() - to.getTime()) / dayMs;
};

/** [RSU-9] Whether two supplies are for the same days; a date that cannot be read is no reason to let both go. */
export const sameDays = (a: Prescription, b: Prescription, headStart = usualHeadStart): boolean => {
  const apart = daysApart(a, b);
  if (apart === undefined || apart === 0) return true;
  const lasts = Math.min(a.daysSupply ?? usualDays, b.daysSupply ?? usualDays);
  return apart < lasts - Math.min(headStart.mostDays, Math.floor(lasts * headStart.share));
};

/**
 * [RSU-9] A pharmacist has said of two scripts that they are two supplies: others of the same items that are as far
 * apart follow the same rhythm.
 */
export const isRhythm = (
  a: Prescription,
  b: Prescription,
  said: readonly [Prescription, Prescription],
): boolean => {
  const [apart, usual] = [daysApart(a, b), daysApart(...said)];
  return (
    apart !== undefined &&
    usual !== undefined &&
    usual >= rhythmDays &&
    apart >= usual &&
    said.every((one) => compareItems(wantedItems(a), wantedItems(one)) === 'same')
  );
};

/** [RSU-9] Signed on one day for different days: a series, such as four weekly scripts. */
const isSeries = (a: Prescription, b: Prescription): boolean =>
  a.signedAt !== undefined &&
  b.signedAt !== undefined &&
  dateOf(dayOf(a.signedAt)) === dateOf(dayOf(b.signedAt)) &&
  a.startDate.slice(0, 10) !== b.startDate.slice(0, 10);

/** When something last left the pharmacy for a script; undefined where nothing has. */
export const lastLeftAt = (state: PrescriptionState): number | undefined =>
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
 * nothing in one that is not in the other, the same days, and `other` still to be supplied or supplied already. Who
 * signed after a hand-out could know of it: then the next supply may begin somewhat earlier.
 */
export const looksLikeTwin = (state: PrescriptionState, other: PrescriptionState): boolean => {
  const [a, b] = [state.prescription, other.prescription];
  if (isSameScript(a.key, b.key) || comparePatients(a.patient, b.patient) === 'different') return false;
  if (!covers(wantedItems(a), wantedItems(b)) || isSeries(a, b)) return false;
  const leftAt = lastLeftAt(other);
  if (leftAt !== undefined) return sameDays(a, b, isKnowing(a, leftAt) ? knowingHeadStart : usualHeadStart);
  return (
    sameDays(a, b) && isWithUs(other) && other.work !== 'not-dispensed' && other.hold.kind !== 'superseded'
  );
};

/** Signed so long after a hand-out that the prescriber could know of it. */
export const isKnowing = ({ signedAt }: Prescription, leftAt: number): boolean =>
  signedAt !== undefined && signedAt > leftAt + unawareMs;
