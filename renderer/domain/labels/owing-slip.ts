import type { Site } from '../kernel/context';
import { earlier, formatDate, readWall, type Instant, type LocalDate } from '../kernel/instant';
import { spineWaitsUntil } from '../prescriptions/clean-up';
import { amountSaid } from '../prescriptions/item-said';
import type { PrescriptionState } from '../prescriptions/model';
import { quantityIsKnown } from '../prescriptions/supplied';
import { nameOf, type Slip } from './dispensing-label';
import type { Leaves } from './leaves-now';

const untilOf = (expiresAt: Instant | undefined, from: Instant): Instant => {
  const spine = spineWaitsUntil(from);
  return earlier(expiresAt ?? spine, spine);
};

type Facts = {
  readonly site: Site;
  readonly date: LocalDate;
  /** From when on the Spine waits. */
  readonly from: Instant;
};

/** [LBL-9] What the patient has still to get, and until when. */
export const owingSlips = (
  { prescription: { patient, shortId } }: PrescriptionState,
  { owed }: Leaves,
  { site, date, from }: Facts,
): readonly Slip[] =>
  owed.map(({ item, left }) => ({
    kind: 'slip',
    patient: nameOf(patient),
    date,
    site,
    words: 'Owed to you',
    says: [
      {
        text: quantityIsKnown(item)
          ? `${left} of ${amountSaid(item)} ${item.medication.display}`
          : item.medication.display,
        bold: true,
      },
      {
        text: `Bring this for the rest, by ${formatDate(readWall(untilOf(item.expiresAt, from)).date)}.`,
        bold: false,
      },
      { text: `Prescription ${shortId}`, bold: false },
    ],
  }));
