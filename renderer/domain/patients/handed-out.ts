import type { IssueKey, PrescriptionId, UnscriptedId } from '../kernel/ids';
import type { Instant } from '../kernel/instant';
import type { PrescriptionState } from '../prescriptions/model';
import { standingSupplies } from '../prescriptions/supplied';
import { openItems } from '../unscripted/matches';
import type { UnscriptedState } from '../unscripted/model';

/** One medicine that left the pharmacy for a patient. */
export type HandedOut = {
  readonly at: Instant;
  readonly by: string;
  readonly medicine: string;
  /** "28 tablet". */
  readonly quantity: string;
  readonly from:
    | { readonly kind: 'script'; readonly key: IssueKey; readonly shortId: PrescriptionId }
    | { readonly kind: 'entry'; readonly id: UnscriptedId };
};

const ofScript = (state: PrescriptionState): readonly HandedOut[] => {
  const { key, shortId } = state.prescription;
  return standingSupplies(state).flatMap(({ handedOverAt, by, lines }) =>
    lines.flatMap(({ products }) =>
      products.map(({ medication, quantity }) => ({
        at: handedOverAt,
        by,
        medicine: medication.display,
        quantity: `${quantity.value} ${quantity.unit}`.trim(),
        from: { kind: 'script', key, shortId } as const,
      })),
    ),
  );
};

/** An item that a script was notified for stands in that script's own hand-out. */
const ofEntry = (state: UnscriptedState): readonly HandedOut[] => {
  if (state.correctedBy) return [];
  const { suppliedAt, items } = state.entry;
  const untold = openItems(state);
  return items.flatMap(({ display, quantity, unit }, n) =>
    untold.includes(n)
      ? [
          {
            at: suppliedAt,
            by: state.by,
            medicine: display,
            quantity: `${quantity} ${unit}`.trim(),
            from: { kind: 'entry', id: state.id } as const,
          },
        ]
      : [],
  );
};

/** [PAT-9] All that was handed out, the latest first, each medicine once. */
export const handedOut = (
  scripts: readonly PrescriptionState[],
  entries: readonly UnscriptedState[],
): readonly HandedOut[] =>
  [...scripts.flatMap(ofScript), ...entries.flatMap(ofEntry)].sort((a, b) => b.at - a.at);
