import type { Place } from '../broker-entries';
import type { Instant } from '../kernel/instant';
import type { PrintEvent } from './events';
import type { PrintEnd, PrintKind } from './model';

/** [PRN-5] A print that is about no script; without an end nobody knows how it came out. */
export type PrintOnRecord = {
  readonly printId: string;
  readonly of: PrintKind;
  readonly askedAt: Instant;
  readonly by: string;
  readonly end?: { readonly how: PrintEnd; readonly said?: string };
};

/** [PRN-5] Folds one event into the record; what is about a script stands in the script's own log. */
export const evolvePrintRecord = (
  state: PrintOnRecord | undefined,
  event: PrintEvent & Place,
): PrintOnRecord | undefined => {
  const { printId, of, at, by } = event;
  if (event.key !== undefined) return state;
  if (event.type === 'print.asked') return state ?? { printId, of, askedAt: at, by };
  const { end: how, said } = event;
  return state && { ...state, end: { how, ...(said === undefined ? {} : { said }) } };
};
