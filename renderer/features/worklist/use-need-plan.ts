import { useCallback, useMemo } from 'react';
import { dayOf, endOfDay } from '../../domain/kernel/calendar';
import { asInstant } from '../../domain/kernel/instant';
import { urgentListOf } from '../../domain/triage/decide';
import { planNeeds, type NeedPlan } from '../../domain/triage/need';
import type { UrgentMedicines } from '../../domain/triage/model';
import type { CollectionStates } from '../../usecases/collections';
import type { Reads } from '../../usecases/views';
import { useLive } from '../../ui';

/** The list of urgent medicines as it was last changed; null where it never was, undefined while it is read. */
const useUrgentMedicines = (reads: Reads): UrgentMedicines | null | undefined => {
  const set = useLive(
    useCallback(
      (onValue: (found: CollectionStates['settings'] | null) => void) =>
        reads.one('settings', 'urgent-medicines', (found) => onValue(found ?? null)),
      [reads],
    ),
  );
  return set?.id === 'urgent-medicines' ? set : set === undefined ? undefined : null;
};

/** How the needs of today are told. */
export const useNeedPlan = (reads: Reads, now: number): NeedPlan => {
  const list = urgentListOf(useUrgentMedicines(reads) ?? undefined);
  const today = endOfDay(dayOf(asInstant(now)));
  return useMemo(() => planNeeds(list, today), [list, today]);
};
