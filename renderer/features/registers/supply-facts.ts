import { enteredWords } from '../../domain/kernel/clock-fault';
import { formatDate, formatDateTime } from '../../domain/kernel/instant';
import { formatNhsNumber } from '../../domain/kernel/nhs-number';
import { answerRows } from '../../domain/unscripted/asked';
import { matchRows } from '../../domain/unscripted/matches';
import type { UnscriptedState } from '../../domain/unscripted/model';
import { suppliedItem } from '../../domain/unscripted/record';
import { patientName } from './words';

/** An entry of the register as rows of a name and a value. */
export const factsOf = (state: UnscriptedState): readonly (readonly [string, string])[] => {
  const { entry, prescription } = state;
  const { patient, prescriber, interview } = entry;
  return [
    ['Handed out', formatDateTime(entry.suppliedAt)],
    ['Entered', enteredWords(state)],
    ['Patient', `${patientName(patient)}, born ${formatDate(patient.birthDate)}`],
    ['NHS No.', patient.nhsNumber ? formatNhsNumber(patient.nhsNumber) : 'not known'],
    ['Address', [...patient.addressLines, patient.postcode].filter(Boolean).join(', ')],
    ...entry.items.map((item, i): [string, string] => [
      `Item ${i + 1}`,
      [suppliedItem(item), item.directions].filter(Boolean).join('. '),
    ]),
    ['Reason', entry.reason],
    ...(prescriber
      ? ([
          ['Prescriber', [prescriber.name, prescriber.address, prescriber.phone].filter(Boolean).join(', ')],
        ] as const)
      : []),
    ...(interview
      ? ([
          ['Prescribed before', interview.evidence],
          ['Why no prescription', interview.whyNoPrescription],
        ] as const)
      : []),
    ...answerRows(entry),
    ...(entry.writtenOn ? ([['Signed on', formatDate(entry.writtenOn)]] as const) : []),
    ...(entry.corrects ? ([['Corrects an entry', entry.corrects.reason]] as const) : []),
    ...matchRows(state).map(
      ([name, { shortId, at, by }]) => [name, `${shortId}, ${formatDateTime(at)}, ${by}`] as const,
    ),
    ...(prescription
      ? ([
          [
            'Prescription',
            `signed ${formatDate(prescription.writtenOn)}, received ${formatDate(prescription.receivedOn)}`,
          ],
        ] as const)
      : []),
    ...(state.closed
      ? ([
          [
            'No script will come',
            `${formatDateTime(state.closed.at)}, ${state.closed.by}: ${state.closed.reason}`,
          ],
        ] as const)
      : []),
    ...(state.correctedBy ? ([['Corrected', state.correctedBy.reason]] as const) : []),
  ];
};
