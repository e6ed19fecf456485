import type { Site } from '../kernel/context';
import { readWall, type Instant } from '../kernel/instant';
import type { PrintPage } from '../kernel/print-page';
import { refuse, type Refusal } from '../kernel/refusal';
import { blockedBecause, itemEnd } from '../prescriptions/allowed';
import type { Item, PrescriptionState } from '../prescriptions/model';
import { lineIsOpen, remainingOf, standingSupplies } from '../prescriptions/supplied';
import { bagLabel } from './bag-label';
import type { DrawBarcode } from './barcode';
import { dispensingLabels, labelOf, type DispensingLabel } from './dispensing-label';

/** Lines from which something may still be handed out. */
const openItems = (state: PrescriptionState, now: Instant): readonly Item[] =>
  state.prescription.items.filter((item) => lineIsOpen(state, item) && itemEnd(item, now) === undefined);

/** What was handed out last, with the day on which it was. */
const suppliedLabels = (state: PrescriptionState, site: Site): readonly DispensingLabel[] => {
  const { patient, items } = state.prescription;
  const supply = standingSupplies(state).at(-1);
  if (!supply) return [];
  const { date } = readWall(supply.handedOverAt);
  return supply.lines.flatMap(({ itemId, products }) => {
    const item = items.find((one) => one.itemId === itemId);
    if (!item) return [];
    return products.map(({ medication, quantity }) =>
      labelOf({ ...item, medication, quantity }, patient, site, date),
    );
  });
};

const nothingToLabel = refuse(
  'NothingToLabel',
  'LBL-7',
  'Nothing of this script can be handed out, and nothing was.',
  'Look at its items: each says why.',
);

/**
 * [LBL-7] Labels for what is to be handed out now; for a script that was handed out, what left and when. None for a
 * script that is held or gone: a label makes a medicine look right.
 */
export const labelsForScript = (state: PrescriptionState, site: Site, now: Instant): PrintPage | Refusal => {
  const blocked = blockedBecause(state);
  if (blocked) return blocked;
  const { patient } = state.prescription;
  const { date } = readWall(now);
  const open = openItems(state, now).map((item) =>
    labelOf(
      { ...item, quantity: { ...item.quantity, value: remainingOf(state, item) } },
      patient,
      site,
      date,
    ),
  );
  const labels = open.length > 0 ? open : suppliedLabels(state, site);
  return labels.length > 0 ? dispensingLabels(labels) : nothingToLabel;
};

/** [LBL-4] [LBL-7] The bag of a script, with what is in it now. */
export const bagForScript = (
  state: PrescriptionState,
  site: Site,
  now: Instant,
  draw: DrawBarcode,
): PrintPage | Refusal => {
  const blocked = blockedBecause(state);
  if (blocked) return blocked;
  const items = openItems(state, now).length || suppliedLabels(state, site).length;
  if (items === 0) return nothingToLabel;
  return bagLabel({ prescription: state.prescription, items, site, date: readWall(now).date }, draw);
};
