import type { DecideContext, Site } from '../kernel/context';
import { bestNow, earliestBy } from '../kernel/clock-fault';
import { readWall, type Instant, type LocalDate } from '../kernel/instant';
import type { PrintPage } from '../kernel/print-page';
import { refuse, type Refusal } from '../kernel/refusal';
import type { Difference } from '../patients/differences';
import { blockedBecause } from '../prescriptions/allowed';
import type { LineChoice } from '../prescriptions/commands';
import { countedBy } from '../prescriptions/hand-out-time';
import type { PrescriptionState, SuppliedLine } from '../prescriptions/model';
import { standingSupplies } from '../prescriptions/supplied';
import { bagLabel } from './bag-label';
import type { DrawBarcode } from './barcode';
import { checkSlip } from './check-slip';
import { dispensingLabels, labelOf, type DispensingLabel } from './dispensing-label';
import { itemsToLeave, leavesNow, type Leaves } from './leaves-now';
import { owingSlips } from './owing-slip';

const labelsOfLines = (
  { prescription: { patient, items } }: PrescriptionState,
  lines: readonly SuppliedLine[],
  site: Site,
  date: LocalDate,
): readonly DispensingLabel[] =>
  lines.flatMap(({ itemId, products }) => {
    const item = items.find((one) => one.itemId === itemId);
    if (!item) return [];
    return products.map(({ medication, quantity }) =>
      labelOf({ ...item, medication, quantity }, patient, site, date),
    );
  });

/** What was handed out last, with the day on which it was. */
const suppliedLabels = (state: PrescriptionState, site: Site): readonly DispensingLabel[] => {
  const supply = standingSupplies(state).at(-1);
  return supply ? labelsOfLines(state, supply.lines, site, readWall(supply.handedOverAt).date) : [];
};

const nothingToLabel = refuse(
  'NothingToLabel',
  'LBL-7',
  'Nothing of this script can be handed out, and nothing was.',
  'Look at its items: each says why.',
);

export type LabelsAbout = {
  /** What was chosen at assembly or for this hand-out; of what nobody chose, what is in the bag leaves. */
  readonly choices: readonly LineChoice[];
  /** [PAT-13] What other scripts of the NHS number say otherwise, while nobody has looked at it. */
  readonly differences: readonly Difference[];
  /** [WAT-17] When it is handed out, where a person says so in the place of the clock. */
  readonly at?: Instant;
};

/** [WAT-17] The day on it, and as the hand-out counts them the last days (PRX-22). */
const timesOf = ({ at }: LabelsAbout, context: DecideContext) => {
  const when = at ?? bestNow(context);
  return { date: readWall(when).date, context: countedBy(when, context) };
};

const leavesOf = (
  state: PrescriptionState,
  choices: readonly LineChoice[],
  context: DecideContext,
): Leaves | Refusal => blockedBecause(state) ?? leavesNow(state, choices, context);

/** [LBL-7] Whether a label could be about anything: what may still leave, or what left last. */
export const hasLabels = (state: PrescriptionState, about: LabelsAbout, context: DecideContext): boolean =>
  blockedBecause(state) === undefined &&
  (itemsToLeave(state, timesOf(about, context).context.now).length > 0 ||
    standingSupplies(state)
      .at(-1)
      ?.lines.some(({ products }) => products.length > 0) === true);

/**
 * [LBL-7] Labels for what is to be handed out now, as it was chosen, with what stays owed; for a script that was
 * handed out, what left and when. None for a script that is held or gone: a label makes a medicine look right.
 */
export const labelsForScript = (
  state: PrescriptionState,
  about: LabelsAbout,
  context: DecideContext,
): PrintPage | Refusal => {
  const { choices, differences } = about;
  const { date, context: counted } = timesOf(about, context);
  const leaves = leavesOf(state, choices, counted);
  if (leaves.kind === 'refused') return leaves;
  const { site, now, clock } = context;
  const labels = leaves.any ? labelsOfLines(state, leaves.lines, site, date) : suppliedLabels(state, site);
  // A patient who is told to come too early gets it all the same.
  const owing = owingSlips(state, leaves, { site, date, from: earliestBy(clock, now) ?? now });
  return labels.length + owing.length === 0
    ? nothingToLabel
    : dispensingLabels([...checkSlip(state, differences, site, date), ...labels, ...owing]);
};

/** [LBL-4] [LBL-7] The bag of a script, with what is in it now. */
export const bagForScript = (
  state: PrescriptionState,
  about: LabelsAbout,
  context: DecideContext,
  draw: DrawBarcode,
): PrintPage | Refusal => {
  const { choices, differences } = about;
  const { date, context: counted } = timesOf(about, context);
  const leaves = leavesOf(state, choices, counted);
  if (leaves.kind === 'refused') return leaves;
  const { site } = context;
  const lines = leaves.any ? leaves.lines : (standingSupplies(state).at(-1)?.lines ?? []);
  const items = lines.filter(({ products }) => products.length > 0).length;
  if (items === 0) return nothingToLabel;
  const bag = {
    items,
    owed: leaves.owed.length,
    check: differences.length > 0,
    site,
    date,
  };
  return bagLabel({ prescription: state.prescription, ...bag }, draw);
};
