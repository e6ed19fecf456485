import type { PrescriptionState } from '../../domain/prescriptions/model';
import { countsAsOurs } from '../../domain/prescriptions/spine-says';

/** [DSK-12] The one way that the domain allows: what EPS counts as ours is told, in all else its word stands. */
export const settleChoice = ({ hold }: PrescriptionState): 'ours' | 'spine' =>
  hold.kind === 'conflict' && countsAsOurs(hold.says) ? 'ours' : 'spine';
