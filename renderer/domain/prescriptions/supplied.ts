import type { ItemId } from '../kernel/ids';
import { lookUp } from '../kernel/look-up';
import type { Instant } from '../kernel/instant';
import type { Item, LineStatus, NotificationState, PrescriptionState, Supply, SuppliedLine } from './model';

const fallen: readonly NotificationState[] = ['withdrawn', 'amending', 'replaced', 'void'];

/** Hand-outs that stand: not those that were withdrawn, nor those another notification took the place of. */
export const standingSupplies = (state: Pick<PrescriptionState, 'supplies'>): readonly Supply[] =>
  state.supplies.filter((supply) => !fallen.includes(supply.notification));

/** [DSK-12] Something was handed out of which EPS was not told, by a person's decision. */
export const isWithheld = (state: Pick<PrescriptionState, 'supplies'>): boolean =>
  state.supplies.some(({ notification }) => notification === 'withheld');

/** [PRX-22] The time by which a hand-out was first recorded, whatever was said since. */
export const firstTimeOf = ({ handedOverAt, said }: Pick<Supply, 'handedOverAt' | 'said'>): Instant =>
  said?.insteadOf ?? handedOverAt;

/** Whether anything of it left the pharmacy by a hand-out that stands. */
export const anyLeft = (state: Pick<PrescriptionState, 'supplies'>): boolean =>
  standingSupplies(state).some(({ lines }) => lines.some(({ products }) => products.length > 0));

type SaidLine = { readonly supply: Supply; readonly line: SuppliedLine };

/** The last hand-out that stands and says something of a line, and what it says. */
export const lastSaidOf = (
  state: Pick<PrescriptionState, 'supplies'>,
  { itemId }: Pick<Item, 'itemId'>,
): SaidLine | undefined =>
  standingSupplies(state)
    .flatMap((supply) =>
      supply.lines.filter((line) => line.itemId === itemId).map((line) => ({ supply, line })),
    )
    .at(-1);

/** What the last hand-out that stands says of a line. */
export const lastLineOf = (
  state: Pick<PrescriptionState, 'supplies'>,
  item: Item,
): SuppliedLine | undefined => lastSaidOf(state, item)?.line;

/** [WIN-7] What the Spine makes of an open line that it closes (eps.md 3.4). */
const asClosed: Readonly<Record<string, LineStatus>> = {
  '0003': '0001',
  '0004': '0002',
  '0007': '0006',
  '0008': '0006',
};

/** The line's EPS status now: after the last hand-out that stands, or as it came; of what EPS closed, as that left it. */
export const lineStatusOf = (
  state: Pick<PrescriptionState, 'supplies' | 'closed'>,
  item: Item,
): LineStatus => {
  const said = lastLineOf(state, item)?.status ?? item.status;
  return (state.closed && lookUp(asClosed, said)) ?? said;
};

/** What a supply counts for of its line, in the prescribed unit. */
export const countOf = (line: SuppliedLine): number =>
  line.counts ?? line.products.reduce((sum, product) => sum + product.quantity.value, 0);

/** How much of a line left the pharmacy by some hand-outs, in the prescribed unit. */
const suppliedIn = (supplies: readonly Supply[], itemId: ItemId): number =>
  supplies
    .flatMap((supply) => supply.lines.filter((line) => line.itemId === itemId))
    .reduce((sum, line) => sum + countOf(line), 0);

/** An amount that was added up, rounded so that 0.1 + 0.2 leaves nothing behind. */
export const tidyAmount = (sum: number): number => Math.round(sum * 1e6) / 1e6;

/** [PRX-27] Whether the script says how much of an item is prescribed, in a way that could be read. */
export const quantityIsKnown = ({ quantity }: Pick<Item, 'quantity'>): boolean => quantity.value > 0;

/** What is left of a line. */
export const remainingOf = (state: PrescriptionState, item: Item): number =>
  Math.max(0, tidyAmount(item.quantity.value - suppliedIn(standingSupplies(state), item.itemId)));

/** Dispensed, not dispensed, cancelled, expired. A status that nobody knows closes nothing. */
const finalStatuses: readonly LineStatus[] = ['0001', '0002', '0005', '0006'];

/** Whether something may still be handed out of a line. */
export const lineIsOpen = (state: Pick<PrescriptionState, 'supplies' | 'closed'>, item: Item): boolean =>
  !finalStatuses.includes(lineStatusOf(state, item));

/** [PRX-23] As if nothing had been said of its bag: it is filled anew, or is not here. */
export const withoutBag = ({ bag: _bag, ...state }: PrescriptionState): PrescriptionState => state;
