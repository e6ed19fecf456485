import { isLaterIssue, type IssueKey } from '../kernel/ids';
import type { PrescriptionState } from '../prescriptions/model';
import { standingSupplies } from '../prescriptions/supplied';
import type { PairSays } from './beside-pair';

/** What a scan finds of a script that is here: opened, or the reason why there is nothing to do with it. */
export type HereOutcome =
  | { readonly kind: 'opened'; readonly state: PrescriptionState }
  | { readonly kind: 'held'; readonly state: PrescriptionState }
  | { readonly kind: 'done'; readonly state: PrescriptionState }
  | { readonly kind: 'going-back'; readonly state: PrescriptionState }
  | { readonly kind: 'superseded'; readonly says: PairSays };

const isHere = ({ custody }: PrescriptionState): boolean =>
  custody.kind === 'ours' || custody.kind === 'ours-unconfirmed' || custody.kind === 'returning';
const isHandedOut = ({ work }: PrescriptionState): boolean => work === 'supplied' || work === 'not-dispensed';

/** A later issue of the same script before an earlier one; of two scripts the one that was changed last. */
const laterFirst = (a: PrescriptionState, b: PrescriptionState): number => {
  const [one, other] = [a.prescription.key, b.prescription.key];
  if (isLaterIssue(one, other)) return -1;
  return isLaterIssue(other, one) ? 1 : b.lastChangedAt - a.lastChangedAt;
};

/** The issue that a scan means: one that is here and open, else the latest. */
export const meant = (scripts: readonly PrescriptionState[]): PrescriptionState | undefined => {
  const latest = [...scripts].sort(laterFirst);
  const open = latest.find((one) => isHere(one) && !isHandedOut(one));
  // One that was put back into its pack does not hide what was handed out.
  return open ?? latest.find(({ custody }) => custody.kind !== 'sealed') ?? latest[0];
};

/** [DSK-24] Handed out or not dispensed, and the Spine counts it as ours: what is next may be a later issue. */
export const isOver = (state: PrescriptionState): boolean =>
  state.custody.kind === 'ours' && isHandedOut(state) && state.hold.kind === 'none';

/** [DSK-12] Handed out here, and the Spine’s word on it stands: it is done, whatever a pack holds of it. */
const leftAfterHandOut = (state: PrescriptionState): boolean =>
  state.work === 'supplied' &&
  state.custody.kind !== 'returned' &&
  state.custody.kind !== 'sealed' &&
  standingSupplies(state).length > 0;

/** [DSK-4] A script that is here: opened, or the reason why there is nothing to do with it. */
export const whatIsHere = (state: PrescriptionState): HereOutcome | undefined => {
  const { hold, custody } = state;
  if (hold.kind === 'superseded' && isHere(state))
    return {
      kind: 'superseded',
      says: {
        title: 'REPLACED',
        sentence: 'A replacement of this script was dispensed or promised. This one must go back.',
        next: 'Supply nothing from it.',
      },
    };
  if (custody.kind === 'returning') return { kind: 'going-back', state };
  if (!isHere(state)) return leftAfterHandOut(state) ? { kind: 'done', state } : undefined;
  if (isHandedOut(state)) return { kind: 'done', state };
  return hold.kind === 'none' ? { kind: 'opened', state } : { kind: 'held', state };
};

/** [DSK-1] The script that a row of this id follows from its first day on; undefined where none is here. */
export const foundHere = (scripts: readonly PrescriptionState[]): IssueKey | undefined => {
  const state = meant(scripts);
  return state && whatIsHere(state) ? state.prescription.key : undefined;
};
