import type { Place } from '../broker-entries';
import type { PrescriptionState } from '../prescriptions/model';
import type { PrintEvent } from './events';
import type { TokenPrint } from './model';

const tokensAfter = (tokens: readonly TokenPrint[], event: PrintEvent & Place): readonly TokenPrint[] => {
  const { printId, at, by } = event;
  if (event.type === 'print.asked') return [...tokens, { printId, at, by }];
  return event.end === 'failed' || event.end === 'stopped'
    ? tokens.filter((one) => one.printId !== printId)
    : tokens;
};

/** [PRN-3] [PRN-4] Tokens that were printed or may have been; nothing else of a script changes by a print. */
export const evolvePrints = (state: PrescriptionState, event: PrintEvent & Place): PrescriptionState =>
  event.of === 'token' ? { ...state, tokens: tokensAfter(state.tokens ?? [], event) } : state;
