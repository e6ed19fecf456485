import { asReissueId } from '../../renderer/domain/kernel/ids';
import type { Prescription, PrescriptionState } from '../../renderer/domain/prescriptions/model';
import type { ReissueState } from '../../renderer/domain/reissue/model';
import { act, evolveAll, now } from './builders';
import { aPrescription } from './fhir';
import { aScript, fresh, items, old, patient } from './pairs';

export const here = (prescription: Prescription): PrescriptionState => {
  const { key } = prescription;
  const source = { seq: 1, path: '' };
  return evolveAll(undefined, [{ type: 'prescription.received', key, prescription, source, attended: true }]);
};
export const handedOut = (state: PrescriptionState): PrescriptionState =>
  (
    ['CheckPrescription', 'AssemblePrescription', 'AccuracyCheckPrescription', 'SupplyInFull'] as const
  ).reduce((before, kind) => act(before, { kind }), state);
export const returned = (state: PrescriptionState): PrescriptionState => ({
  ...state,
  custody: { kind: 'returned', at: now, reason: { code: '0002', display: 'x' } },
});
export const failed = (state: PrescriptionState): PrescriptionState => ({
  ...state,
  hold: { kind: 'signature-failed' },
});

export const [first, second] = [here(aPrescription(old)), here(aPrescription(fresh))];
export const third = here(
  aPrescription(aScript(3, { signed: '2026-11-24T11:00:00+00:00', start: '2026-11-24' })),
);
const { nhsNumber: _none, ...unnumbered } = second.prescription.patient;
/** It only may be of the same patient. */
export const like: PrescriptionState = {
  ...second,
  prescription: { ...second.prescription, patient: unnumbered },
};
export const sideOf = ({ prescription: { key, shortId } }: PrescriptionState) => ({ key, shortId });

const pairId = (n: number) => asReissueId(`00000000-0000-4000-8000-00000000000${n}`);
export const aPair = (more: Partial<ReissueState>, n = 1): ReissueState => ({
  id: pairId(n),
  openedAt: now,
  openedBy: 'Priya Shah',
  origin: 'registered',
  patient,
  items,
  note: '',
  original: {},
  replacement: {},
  rejected: [],
  apart: [],
  decision: 'same',
  returns: [],
  bothSupplied: false,
  staysGone: false,
  ...more,
});
export const ended = (how: NonNullable<ReissueState['end']>['how']) => ({
  end: { how, at: now, by: 'Priya Shah', reason: 'x' },
});
