import type { Place } from '../broker-entries';
import { urgentListOf } from './decide';
import type { TriageEvent } from './events';
import type { UrgentMedicines } from './model';

/** [TRI-6] [TRI-8] The latest list counts, with who said so and what it takes the place of. */
export const evolveUrgent = (
  set: UrgentMedicines | undefined,
  { classes, at, by }: TriageEvent & Place,
): UrgentMedicines => ({
  id: 'urgent-medicines',
  classes,
  changedAt: at,
  changedBy: by,
  before: urgentListOf(set),
});
