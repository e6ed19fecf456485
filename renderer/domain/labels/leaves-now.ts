import type { DecideContext } from '../kernel/context';
import type { Instant } from '../kernel/instant';
import type { Refusal } from '../kernel/refusal';
import { itemEnd } from '../prescriptions/allowed';
import { choiceOfBag, isFilled, lineFromBag } from '../prescriptions/bag';
import type { LineChoice } from '../prescriptions/commands';
import { decideLine } from '../prescriptions/decide-line';
import type { Item, PrescriptionState, SuppliedLine } from '../prescriptions/model';
import { countOf, lineIsOpen, remainingOf, tidyAmount } from '../prescriptions/supplied';

export type Owed = { readonly item: Item; readonly left: number };

/** What a hand-out would make of each line, and what stays owed after it. */
export type Leaves = {
  readonly kind: 'leaves';
  /** Whether anything may still be handed out. */
  readonly any: boolean;
  readonly lines: readonly SuppliedLine[];
  readonly owed: readonly Owed[];
};

/** Items of which something may still leave. */
export const itemsToLeave = (state: PrescriptionState, now: Instant): readonly Item[] =>
  state.prescription.items.filter((item) => lineIsOpen(state, item) && itemEnd(item, now) === undefined);

/** [LBL-7] As the hand-out itself decides it (PRX-14, PRX-16, PRX-23), so that the label says what is in the bag. */
export const leavesNow = (
  state: PrescriptionState,
  choices: readonly LineChoice[],
  context: DecideContext,
): Leaves | Refusal => {
  const lines: SuppliedLine[] = [];
  const owed: Owed[] = [];
  const open = itemsToLeave(state, context.now);
  for (const item of open) {
    const { itemId } = item;
    const choice = choices.find((one) => one.itemId === itemId) ?? choiceOfBag(state, item);
    const decision = decideLine({ state, item, context }, choice);
    if (decision.kind === 'refused') return decision;
    const line = isFilled(state)
      ? decision.line
      : lineFromBag({ state, item, line: decision.line, context }, choice);
    if ('kind' in line) return line;
    lines.push(line);
    const left = tidyAmount(remainingOf(state, item) - countOf(line));
    if (line.status === '0003' || line.status === '0004') owed.push({ item, left });
  }
  return { kind: 'leaves', any: open.length > 0, lines, owed };
};
