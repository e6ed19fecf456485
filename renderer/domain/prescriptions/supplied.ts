import type { ItemId } from '../kernel/ids';
import type { Item, LineStatus, PrescriptionState, Supply } from './model';

/** Hand-outs that stand: those that were withdrawn did not happen as far as EPS is concerned. */
export const standingSupplies = (state: PrescriptionState): readonly Supply[] =>
  state.supplies.filter((supply) => supply.notification !== 'withdrawn');

/** The line's EPS status now: after the last hand-out that stands, or as it came. */
export const lineStatusOf = (state: PrescriptionState, item: Item): LineStatus =>
  standingSupplies(state)
    .flatMap((supply) => supply.lines.filter((line) => line.itemId === item.itemId))
    .at(-1)?.status ?? item.status;

/** How much of a line left the pharmacy so far. */
const suppliedSoFar = (state: PrescriptionState, itemId: ItemId): number =>
  standingSupplies(state)
    .flatMap((supply) => supply.lines.filter((line) => line.itemId === itemId))
    .flatMap((line) => line.products)
    .reduce((sum, product) => sum + product.quantity.value, 0);

/** What is left of a line, rounded so that 0.1 + 0.2 leaves nothing behind. */
export const remainingOf = (state: PrescriptionState, item: Item): number =>
  Math.max(0, Math.round((item.quantity.value - suppliedSoFar(state, item.itemId)) * 1e6) / 1e6);

/** Dispensed, not dispensed, cancelled, expired. A status that nobody knows closes nothing. */
const finalStatuses: readonly LineStatus[] = ['0001', '0002', '0005', '0006'];

/** Whether something may still be handed out of a line. */
export const lineIsOpen = (state: PrescriptionState, item: Item): boolean =>
  !finalStatuses.includes(lineStatusOf(state, item));
