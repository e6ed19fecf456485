import type { DecideContext, Site } from '../kernel/context';
import { readWall, type LocalDate } from '../kernel/instant';
import type { PrintPage } from '../kernel/print-page';
import { refuse, type Refusal } from '../kernel/refusal';
import type { Difference } from '../patients/differences';
import { blockedBecause } from '../prescriptions/allowed';
import type { LineChoice } from '../prescriptions/commands';
import type { PrescriptionState, SuppliedLine } from '../prescriptions/model';
import { standingSupplies } from '../prescriptions/supplied';
import { bagLabel } from './bag-label';
import type { DrawBarcode } from './barcode';
import { checkSlip } from './check-slip';
import { dispensingLabels, labelOf, type DispensingLabel } from './dispensing-label';
import { leavesNow, type Leaves } from './leaves-now';
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
};

const leavesOf = (
  state: PrescriptionState,
  choices: readonly LineChoice[],
  context: DecideContext,
): Leaves | Refusal => blockedBecause(state) ?? leavesNow(state, choices, context);

/**
 * [LBL-7] Labels for what is to be handed out now, as it was chosen, with what stays owed; for a script that was
 * handed out, what left and when. None for a script that is held or gone: a label makes a medicine look right.
 */
export const labelsForScript = (
  state: PrescriptionState,
  { choices, differences }: LabelsAbout,
  context: DecideContext,
): PrintPage | Refusal => {
  const leaves = leavesOf(state, choices, context);
  if (leaves.kind === 'refused') return leaves;
  const { site } = context;
  const { date } = readWall(context.now);
  const labels = leaves.any ? labelsOfLines(state, leaves.lines, site, date) : suppliedLabels(state, site);
  const owing = owingSlips(state, leaves, site, context.now);
  return labels.length + owing.length === 0
    ? nothingToLabel
    : dispensingLabels([...checkSlip(state, differences, site, date), ...labels, ...owing]);
};

/** [LBL-4] [LBL-7] The bag of a script, with what is in it now. */
export const bagForScript = (
  state: PrescriptionState,
  { choices, differences }: LabelsAbout,
  context: DecideContext,
  draw: DrawBarcode,
): PrintPage | Refusal => {
  const leaves = leavesOf(state, choices, context);
  if (leaves.kind === 'refused') return leaves;
  const { site, now } = context;
  const lines = leaves.any ? leaves.lines : (standingSupplies(state).at(-1)?.lines ?? []);
  const items = lines.filter(({ products }) => products.length > 0).length;
  if (items === 0) return nothingToLabel;
  const bag = {
    items,
    owed: leaves.owed.length,
    check: differences.length > 0,
    site,
    date: readWall(now).date,
  };
  return bagLabel({ prescription: state.prescription, ...bag }, draw);
};
