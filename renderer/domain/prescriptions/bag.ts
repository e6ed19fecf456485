import type { Actor, DecideContext } from '../kernel/context';
import { counted } from '../kernel/counted';
import { refuse, type Refusal } from '../kernel/refusal';
import { needRole, oneOf } from '../users/need-role';
import type { LineChoice } from './commands';
import { steps } from './decide-work';
import type { Item, LineInBag, PrescriptionState, SuppliedLine } from './model';
import { countOf, lineIsOpen, remainingOf } from './supplied';

/** [PRX-23] What is in the bag of a line by what was said at assembly; undefined where nothing was, or once there was a hand-out. */
export const inBagOf = (state: PrescriptionState, item: Item): LineInBag | undefined =>
  state.work === 'part-supplied' || !lineIsOpen(state, item)
    ? undefined
    : state.bag?.lines.find(({ itemId }) => itemId === item.itemId);

/**
 * [PRX-23] [PRX-24] So much of a line may leave unquestioned; undefined for all of it. After a hand-out that is
 * nothing: what stayed owed was not here, or lay in a bag that was opened.
 */
export const checkedOf = (state: PrescriptionState, item: Item): number | undefined =>
  state.work === 'part-supplied' ? 0 : inBagOf(state, item)?.quantity;

/** [PRX-24] A rest lies in its bag, assembled and perhaps checked. */
export const restIsInBag = ({ work, bag }: Pick<PrescriptionState, 'work' | 'bag'>): boolean =>
  bag?.ofRest === true && (work === 'to-accuracy-check' || work === 'ready');

/** What is in the bag is being said: nothing is measured by it. */
export const isFilled = ({ work }: Pick<PrescriptionState, 'work'>): boolean =>
  work === 'to-assemble' || work === 'part-supplied';

/** Less is in the bag than is still to be handed out. */
const isShort = (state: PrescriptionState, item: Item): boolean => {
  const said = inBagOf(state, item);
  return said !== undefined && said.quantity < remainingOf(state, item);
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

const mayAddRest = steps['accuracy-check'].may;

/** [PRX-23] Who says that the rest is in the bag, for whoever may not. */
export const notToAddRest = ({ role }: Pick<Actor, 'role'>): string | undefined =>
  mayAddRest.includes(role)
    ? undefined
    : `That it is now is for ${oneOf(mayAddRest)} to say: ask one to sign in here and check it.`;

const sayRest = (user: DecideContext['user']): string =>
  user && notToAddRest(user) !== undefined
    ? `have ${oneOf(mayAddRest)} sign in here and say that the rest is in it now`
    : 'say that the rest is in it now';

const tooMuch = ({ state, item, line, context: { user } }: Leaving, checked: number): Refusal => {
  const { medication } = item;
  return state.work === 'part-supplied'
    ? refuse(
        'RestNotChecked',
        'PRX-24',
        `What is still owed of ${medication.display} was not assembled and checked since the last hand-out.`,
        `Assemble the rest (A), so that it is checked before it leaves, or ${sayRest(user)}.`,
      )
    : refuse(
        'MoreThanInBag',
        'PRX-23',
        `Of ${medication.display} ${checked === 0 ? 'nothing was' : `only ${checked} were`} said to be in the bag, and ${countOf(line)} would be handed out.`,
        `Hand out what is in it, ${sayRest(user)}, or take the script back to assembly (U).`,
      );
};

/**
 * [PRX-23] [PRX-24] More leaves of a line than was in the bag when it was checked only if somebody who may check
 * accuracy says that the rest is in it now: nobody has checked that part. The line then says so.
 */
export const lineFromBag = (leaving: Leaving, choice: LineChoice): SuppliedLine | Refusal => {
  const { state, item, line, context } = leaving;
  const checked = checkedOf(state, item);
  if (checked === undefined || countOf(line) <= checked) return line;
  if (!('restIsIn' in choice) || !choice.restIsIn) return tooMuch(leaving, checked);
  return (
    needRole(
      context.user,
      mayAddRest,
      'Saying that the rest is in the bag, which nobody has checked,',
      'PRX-23',
    ) ?? { ...line, restIsIn: true }
  );
};
