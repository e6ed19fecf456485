import { refuse, type Refusal } from '../kernel/refusal';
import type { ItemId } from '../kernel/ids';
import { comparePatients, foldText } from '../patients/match';
import type { Item, PrescriptionState } from '../prescriptions/model';
import { holdCause } from '../prescriptions/holds';
import { lineIsOpen, standingSupplies } from '../prescriptions/supplied';
import { isWithUs, meantFrom } from '../reissue/rule';
import { proposalOf, stillGuards, type UnscriptedItem, type UnscriptedState } from './model';

const dayMs = 86_400_000;
/** A script for an earlier supply is at most so much older or younger. */
const beforeMs = 60 * dayMs;
const afterMs = 60 * dayMs;

const isFor = (item: Item, supplied: UnscriptedItem): boolean => {
  if (supplied.code !== '' && item.medication.code !== '') return supplied.code === item.medication.code;
  const [one, two] = [foldText(item.medication.display), foldText(supplied.display)];
  return one !== '' && two !== '' && (one.startsWith(two) || two.startsWith(one));
};

/** Which line of the script each supplied item is; undefined unless every item has its own open line. */
const linesFor = (
  script: PrescriptionState,
  items: readonly UnscriptedItem[],
): readonly Item[] | undefined => {
  const free = script.prescription.items.filter((item) => lineIsOpen(script, item));
  const found: Item[] = [];
  for (const supplied of items) {
    const at = free.findIndex((item) => isFor(item, supplied));
    const [line] = at < 0 ? [] : free.splice(at, 1);
    if (!line) return undefined;
    found.push(line);
  }
  return found;
};

/** [USC-13] The lines that a person chose; undefined unless every item has an open line of its own. */
export const namedLines = (
  script: PrescriptionState,
  items: readonly UnscriptedItem[],
  lines: readonly ItemId[],
): readonly Item[] | undefined => {
  const chosen = lines.flatMap(
    (id) => script.prescription.items.find((item) => item.itemId === id && lineIsOpen(script, item)) ?? [],
  );
  return chosen.length === items.length && new Set(lines).size === items.length ? chosen : undefined;
};

/** A first guess for whoever chooses: the line of the same code or name, or the only one there is. */
export const guessLine = (script: PrescriptionState, supplied: UnscriptedItem): Item | undefined => {
  const open = script.prescription.items.filter((item) => lineIsOpen(script, item));
  return open.find((item) => isFor(item, supplied)) ?? (open.length === 1 ? open[0] : undefined);
};

/**
 * [USC-6] A script is near a supply by the day it was signed or by the first day it is for, as one of a series. An issue
 * of repeat dispensing is near by its first day, and later too: an issue may be overdue.
 */
const isNear = ({ prescription }: PrescriptionState, suppliedAt: number): boolean => {
  const from = meantFrom(prescription)?.getTime();
  const { signedAt, treatment } = prescription;
  const [first, last] = [suppliedAt - beforeMs, suppliedAt + afterMs];
  if (signedAt === undefined || from === undefined) return true;
  if (treatment === 'erd') return from <= last;
  return [signedAt, from].some((at) => at >= first && at <= last);
};

/** Its line for each item supplied: as a person chose them, or by code and name. */
export const linesOf = (script: PrescriptionState, state: UnscriptedState): readonly Item[] | undefined => {
  const { items } = state.entry;
  const named = proposalOf(state, script.prescription.key)?.named;
  return named ? namedLines(script, items, named.lines) : linesFor(script, items);
};

/** [USC-6] [USC-16] Whether a script may be the one of an earlier supply: a person always says so. */
const mayBeFor = (script: PrescriptionState, state: UnscriptedState): boolean => {
  const { key, patient } = script.prescription;
  if (!stillGuards(state)) return false;
  if (proposalOf(state, key) !== undefined) return true;
  return (
    !state.rejected.includes(key) &&
    comparePatients(patient, state.entry.patient) !== 'different' &&
    isNear(script, state.entry.suppliedAt) &&
    linesFor(script, state.entry.items) !== undefined
  );
};

/** [USC-17] Its hand-out no longer stands, though the medicine did leave. */
export const wasTakenBack = (script: PrescriptionState, { matched, entry }: UnscriptedState): boolean =>
  matched?.how === 'notified' &&
  matched.key === script.prescription.key &&
  !standingSupplies(script).some(({ handedOverAt }) => handedOverAt === entry.suppliedAt);

/** Whether a script that is here is to be put to a person for an earlier supply, and nothing else holds it. */
export const isToPropose = (script: PrescriptionState, state: UnscriptedState): boolean => {
  const { hold, prescription } = script;
  const cause = holdCause(hold);
  if (!isWithUs(script) || !prescription.items.some((item) => lineIsOpen(script, item))) return false;
  if (hold.kind !== 'none' && hold.kind !== 'person' && cause !== state.id) return false;
  return mayBeFor(script, state);
};

/** [USC-7] The second look, at the hand-out itself: no script leaves by while an open supply may be its own. */
export const earlierSupplyRefusal = (
  script: PrescriptionState,
  entries: readonly UnscriptedState[],
): Refusal | undefined => {
  const entry = entries.find((one) => mayBeFor(script, one));
  if (!entry) return undefined;
  const { proposal } = entry;
  return refuse(
    'SuppliedBefore',
    'USC-7',
    'What this script asks for may have been supplied without a script before it came.',
    proposal === undefined || proposal.key === script.prescription.key
      ? 'A pharmacist says in Registers whether it is the script of that supply.'
      : `A pharmacist says in Registers whether ${proposal.shortId} is the script of that supply; if not, this one is asked about next.`,
  );
};
