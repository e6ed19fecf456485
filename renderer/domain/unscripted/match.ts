import { refuse, type Refusal } from '../kernel/refusal';
import type { ItemId } from '../kernel/ids';
import { comparePatients, foldText } from '../patients/match';
import type { Item, PrescriptionState } from '../prescriptions/model';
import { lineIsOpen } from '../prescriptions/supplied';
import { hasLeft, isWithUs } from '../reissue/rule';
import { isOpen, type UnscriptedItem, type UnscriptedState } from './model';

const dayMs = 86_400_000;
/** A script for an earlier supply was signed at most this long before it, or comes at most this long after. */
const beforeMs = 60 * dayMs;
const afterMs = 60 * dayMs;

const isFor = (item: Item, supplied: UnscriptedItem): boolean => {
  if (supplied.code !== '' && item.medication.code !== '') return supplied.code === item.medication.code;
  const [one, two] = [foldText(item.medication.display), foldText(supplied.display)];
  return one !== '' && two !== '' && (one.startsWith(two) || two.startsWith(one));
};

/** Which line of the script each supplied item is; undefined unless every item has its own open line. */
export const linesFor = (
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

const isNear = (script: PrescriptionState, suppliedAt: number): boolean => {
  const { signedAt } = script.prescription;
  return signedAt === undefined || (signedAt >= suppliedAt - beforeMs && signedAt <= suppliedAt + afterMs);
};

/** [USC-6] Whether a script may be the one of an earlier supply: a person always says so. */
const mayBeFor = (script: PrescriptionState, state: UnscriptedState): boolean =>
  isOpen(state) &&
  !state.rejected.includes(script.prescription.key) &&
  comparePatients(script.prescription.patient, state.entry.patient) !== 'different' &&
  isNear(script, state.entry.suppliedAt) &&
  linesFor(script, state.entry.items) !== undefined;

/** The earlier supply that a script which came is proposed for, if there is one and nothing else holds it. */
export const proposeMatch = (
  script: PrescriptionState,
  entries: readonly UnscriptedState[],
): { readonly entry: UnscriptedState } | undefined => {
  const { hold } = script;
  if (!isWithUs(script) || hasLeft(script) || (hold.kind !== 'none' && hold.kind !== 'person'))
    return undefined;
  const entry = entries.find((one) => one.proposal === undefined && mayBeFor(script, one));
  return entry && { entry };
};

/** [USC-7] The second look, at the hand-out itself. */
export const earlierSupplyRefusal = (
  script: PrescriptionState,
  entries: readonly UnscriptedState[],
): Refusal | undefined =>
  !hasLeft(script) &&
  entries.some(
    (one) =>
      (one.proposal === undefined || one.proposal.key === script.prescription.key) && mayBeFor(script, one),
  )
    ? refuse(
        'SuppliedBefore',
        'USC-7',
        'What this script asks for may have been supplied without a script before it came.',
        'A pharmacist says in Registers whether it is the script of that supply.',
      )
    : undefined;
