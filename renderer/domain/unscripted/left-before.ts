import { formatDateTime, dayMs } from '../kernel/instant';
import { comparePatients } from '../patients/match';
import type { PrescriptionState } from '../prescriptions/model';
import { countOf, firstTimeOf, standingSupplies } from '../prescriptions/supplied';
import { isSameMedicine } from './fit';
import type { UnscriptedState } from './model';

/** Whoever had it within these days has not run out of it by taking it. */
const nearMs = 14 * dayMs;

const leftOn = (script: PrescriptionState, { entry }: UnscriptedState): readonly string[] =>
  standingSupplies(script)
    // A hand-out at the very time of the supply is that supply, told to EPS.
    .filter((supply) => firstTimeOf(supply) !== entry.suppliedAt)
    .filter(({ handedOverAt }) => Math.abs(handedOverAt - entry.suppliedAt) <= nearMs)
    .flatMap(({ handedOverAt, lines }) =>
      lines.flatMap((line) => {
        const item = script.prescription.items.find(({ itemId }) => itemId === line.itemId);
        const isIt = item && countOf(line) > 0 && entry.items.some((one) => isSameMedicine(item, one));
        return isIt
          ? [
              `${item.medication.display} on ${script.prescription.shortId} at ${formatDateTime(handedOverAt)}`,
            ]
          : [];
      }),
    );

/** [USC-21] What of a supply that is entered the same patient had on a script about then, in a sentence; else nothing. */
export const leftBefore = (scripts: readonly PrescriptionState[], state: UnscriptedState): string => {
  const theirs = scripts.filter(
    ({ prescription }) => comparePatients(prescription.patient, state.entry.patient) !== 'different',
  );
  const left = theirs.flatMap((script) => leftOn(script, state));
  return left.length === 0
    ? ''
    : ` This patient had ${left.join(', and ')}: see that it does not leave twice.`;
};
