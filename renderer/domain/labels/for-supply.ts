import type { Site } from '../kernel/context';
import { readWall } from '../kernel/instant';
import type { PrintPage } from '../kernel/print-page';
import { refuse, type Refusal } from '../kernel/refusal';
import type { UnscriptedState } from '../unscripted/model';
import { labelWords } from '../unscripted/record';
import { dispensingLabels, nameOf } from './dispensing-label';

/** [LBL-8] The labels of a supply without a script: of what was supplied, on the day on which it was. */
export const labelsForSupply = (state: UnscriptedState, site: Site): PrintPage | Refusal => {
  const { entry, matched, correctedBy } = state;
  const { patient, items, suppliedAt } = entry;
  if (correctedBy)
    return refuse(
      'EntryCorrected',
      'LBL-8',
      'Another entry took the place of this one, so no label is made of it.',
      'Print the label of the entry that corrects it.',
    );
  const undosed = items.find(({ directions }) => directions.trim() === '');
  if (undosed)
    return refuse(
      'NoDose',
      'LBL-8',
      `The entry says no dose of ${undosed.display}, and a label does.`,
      matched
        ? 'The entry is matched, and no longer corrected: take the dose from the script.'
        : 'Correct the entry first (C).',
    );
  const words = labelWords(state);
  const { date } = readWall(suppliedAt);
  return dispensingLabels(
    items.map(({ display, quantity, unit, directions }) => ({
      patient: nameOf(patient),
      date,
      product: display,
      quantity: `${quantity} ${unit}`.trim(),
      directions,
      site,
      ...(words === undefined ? {} : { words }),
    })),
  );
};
