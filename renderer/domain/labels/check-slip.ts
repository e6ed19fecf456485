import type { Site } from '../kernel/context';
import type { LocalDate } from '../kernel/instant';
import { differenceLine, type Difference } from '../patients/differences';
import type { PrescriptionState } from '../prescriptions/model';
import { nameOf, type Slip } from './dispensing-label';

/** [LBL-10] First on the sheet, for whoever assembles, checks and hands out. */
export const checkSlip = (
  { prescription: { patient } }: PrescriptionState,
  differences: readonly Difference[],
  site: Site,
  date: LocalDate,
): readonly Slip[] =>
  differences.length === 0
    ? []
    : [
        {
          kind: 'slip',
          patient: nameOf(patient),
          date,
          site,
          words: 'Not for the patient: ask who this is for',
          says: [
            { text: 'Scripts of this NHS number do not say the same.', bold: true },
            ...differences.map((one) => ({ text: differenceLine(one), bold: false })),
          ],
        },
      ];
