import type { PrescriptionEvent } from '../prescriptions/events';
import { holdCause } from '../prescriptions/holds';
import type { Hold } from '../prescriptions/model';
import { sideOf } from './arrive';
import type { ReissueState } from './model';
import { endPair, only, together, type Scripts, type Settled } from './settle';

export type ReturnAnswered = Extract<
  PrescriptionEvent,
  { type: 'prescription.returned' | 'prescription.return-refused' }
>;

/** [RSU-5] Whom an answer concerns: the pair that asked for the return, any that says so too, and the one that holds it. */
export const concernedBy = (
  { key, messageId }: ReturnAnswered,
  pairs: readonly ReissueState[],
  hold: Hold,
): readonly ReissueState[] =>
  pairs.filter(
    (pair) =>
      holdCause(hold) === pair.id ||
      (pair.goes !== undefined && pair[pair.goes].key === key) ||
      pair.returns.some((one) => one.messageId === messageId),
  );

/**
 * [RSU-5] What a pair learns when EPS has answered the return of one of its two. One that was only proposed tells
 * nothing: a person still says whether it is the missing one.
 */
export const afterReturn = (pair: ReissueState, answered: ReturnAnswered, scripts: Scripts): Settled => {
  const { id } = pair;
  const { key, messageId } = answered;
  const goes = sideOf(pair, key);
  if (pair.end || goes === undefined) return only();
  if (answered.type === 'prescription.return-refused')
    return only({ type: 'reissue.return-refused', id, messageId, sentence: answered.sentence });
  return together(
    pair.goes === undefined ? only({ type: 'reissue.paired', id, goes }) : only(),
    endPair({ state: pair, scripts }, 'returned', '', key),
  );
};
