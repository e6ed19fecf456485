import type { Site } from '../kernel/context';
import { earlier, formatDate, readWall, type Instant } from '../kernel/instant';
import { spineWaitsUntil } from '../prescriptions/clean-up';
import type { PrescriptionState } from '../prescriptions/model';
import { nameOf, type Slip } from './dispensing-label';
import type { Leaves } from './leaves-now';

const untilOf = (expiresAt: Instant | undefined, now: Instant): Instant => {
  const spine = spineWaitsUntil(now);
  return earlier(expiresAt ?? spine, spine);
};

/** [LBL-9] What the patient has still to get, and until when. */
export const owingSlips = (
  { prescription: { patient, shortId } }: PrescriptionState,
  { owed }: Leaves,
  site: Site,
  now: Instant,
): readonly Slip[] =>
  owed.map(({ item, left }) => ({
    kind: 'slip',
    patient: nameOf(patient),
    date: readWall(now).date,
    site,
    words: 'Owed to you',
    says: [
      {
        text: `${left} of ${item.quantity.value} ${item.quantity.unit} ${item.medication.display}`,
        bold: true,
      },
      {
        text: `Bring this for the rest, by ${formatDate(readWall(untilOf(item.expiresAt, now)).date)}.`,
        bold: false,
      },
      { text: `Prescription ${shortId}`, bold: false },
    ],
  }));
