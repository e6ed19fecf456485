import { addDays, dateOf, dayOf } from '../kernel/calendar';
import type { Instant, LocalDate } from '../kernel/instant';
import type { Prescription, PrescriptionState } from '../prescriptions/model';
import { standingSupplies } from '../prescriptions/supplied';
import { headStartDays, lastsDays, windowOpens } from '../prescriptions/windows';

/**
 * [DSK-24] From when on the next issue comes out of its pack by a scan, where that is still to come: its window is
 * open, and what was handed out of the issue before lasts no longer than the head start.
 */
export const nextIssueFrom = (
  over: PrescriptionState,
  next: Prescription,
  now: Instant,
): LocalDate | undefined => {
  const last = standingSupplies(over).at(-1)?.handedOverAt;
  const used = last && dateOf(addDays(dayOf(last), lastsDays(over.prescription) - headStartDays));
  const from = [windowOpens(next), used]
    .filter((date) => date !== undefined)
    .sort()
    .at(-1);
  return from !== undefined && dateOf(dayOf(now)) < from ? from : undefined;
};
