import type { PrescriptionState } from '../../domain/prescriptions/model';

/** [DSK-12] The one way that the domain allows: what EPS counts as ours is told, in all else its word stands. */
export const settleChoice = ({ hold }: PrescriptionState): 'ours' | 'spine' =>
  hold.kind === 'conflict' && hold.says.kind === 'changed' ? 'ours' : 'spine';
