import type { DecideContext } from '../kernel/context';
import { counted } from '../kernel/counted';
import { refuse, type Refusal } from '../kernel/refusal';
import { needRole } from '../users/need-role';
import type { LineChoice } from './commands';
import { steps } from './decide-work';
import type { Item, LineInBag, PrescriptionState, SuppliedLine } from './model';
import { countOf, lineIsOpen, remainingOf, standingSupplies, suppliedIn, tidyAmount } from './supplied';

/** [PRX-23] What is in the bag of a line by what was said at assembly; undefined where nothing was, or once it has left. */
export const inBagOf = (
  state: Pick<PrescriptionState, 'bag' | 'supplies'>,
  { itemId }: Pick<Item, 'itemId'>,
): LineInBag | undefined => {
  const said = state.bag?.lines.find((line) => line.itemId === itemId);
  if (!state.bag || !said) return undefined;
  const { saidAt } = state.bag;
  // A supply without the script was earlier, and did not come from this bag.
  const since = standingSupplies(state).filter(({ handedOverAt }) => handedOverAt >= saidAt);
  if (since.length === 0) return said;
  const left = suppliedIn(since, itemId);
  if (left === 0 && said.quantity > 0) return said;
  const quantity = tidyAmount(said.quantity - left);
  return quantity > 0 ? { itemId, quantity } : undefined;
};

/** Less is in the bag than is still to be handed out. */
const isShort = (state: PrescriptionState, item: Item): boolean => {
  const said = inBagOf(state, item);
  return said !== undefined && lineIsOpen(state, item) && said.quantity < remainingOf(state, item);
};

/** So many items of which less is in the bag than is still to be handed out. */
export const shortInBag = (state: PrescriptionState): number =>
  state.prescription.items.filter((item) => isShort(state, item)).length;

/** “2 items short”. */
export const shortWords = (items: number): string => `${counted(items, 'item', 'items')} short`;

/** [PRX-23] What a hand-out starts from: what is in the bag. */
export const choiceOfBag = (state: PrescriptionState, item: Item): LineChoice => {
  const { itemId } = item;
  const said = inBagOf(state, item);
  if (!said) return { kind: 'full', itemId };
  if (said.quantity === 0) return { kind: 'owing', itemId };
  const products = said.products ? { products: said.products } : {};
  return isShort(state, item)
    ? { kind: 'part', itemId, quantity: said.quantity, ...products }
    : { kind: 'full', itemId, ...products };
};

type Leaving = {
  readonly state: PrescriptionState;
  readonly item: Item;
  readonly line: SuppliedLine;
  readonly context: DecideContext;
};

/**
 * [PRX-23] More leaves of a line than was said to be in the bag only if somebody who may check accuracy says that
 * the rest is in it now: nobody has checked that part. The line then says so.
 */
export const lineFromBag = (
  { state, item, line, context }: Leaving,
  choice: LineChoice,
): SuppliedLine | Refusal => {
  // While it is filled again, nothing is said of it.
  const said = state.work === 'to-assemble' ? undefined : inBagOf(state, item)?.quantity;
  if (said === undefined || countOf(line) <= said) return line;
  const { medication } = item;
  if (!('restIsIn' in choice) || !choice.restIsIn)
    return refuse(
      'MoreThanInBag',
      'PRX-23',
      `Of ${medication.display} ${said === 0 ? 'nothing was' : `only ${said} were`} said to be in the bag, and ${countOf(line)} would be handed out.`,
      'Hand out what is in it, say that the rest is in it now, or take the script back to assembly (U).',
    );
  return (
    needRole(
      context.user,
      steps['accuracy-check'].may,
      'Saying that the rest is in the bag, which nobody has checked,',
      'PRX-23',
    ) ?? { ...line, restIsIn: true }
  );
};
