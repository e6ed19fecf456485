import { dayMs } from '../domain/kernel/instant';
import { shortInBag } from '../domain/prescriptions/bag';
import { owedUntil } from '../domain/prescriptions/clean-up';
import { claimBy, claimDates } from '../domain/claims/dates';
import { completedBy, liveClaims } from '../domain/claims/decide';
import { proposeClaim } from '../domain/claims/details';
import { wordingMark } from '../domain/patients/differences';
import type { Item, PrescriptionState } from '../domain/prescriptions/model';
import { lineIsOpen } from '../domain/prescriptions/supplied';
import { isFinishedTab, tabOf } from '../domain/prescriptions/tab';
import type { Medicine } from '../domain/triage/model';
import type { WorklistRow } from '../usecases/views';

/** Schedules from the strictest down. */
const strictness = ['CD1', 'CD2', 'CD3', 'CD', 'CD4', 'CD4-1', 'CD4-2', 'CD5'];

const strictest = (items: readonly Item[]): string =>
  strictness.find((schedule) => items.some((item) => item.schedule === schedule)) ??
  // One that nobody knows is shown as it came.
  items.find(({ schedule }) => schedule !== '')?.schedule ??
  '';

const earliest = (items: readonly Item[]): Item['expiresAt'] => {
  const times = items.flatMap((item) => (item.expiresAt === undefined ? [] : [item.expiresAt]));
  return times.length === 0 ? undefined : times.reduce((a, b) => (b < a ? b : a));
};

/** When its claim is due: with its month, or where that is over, before the Spine counts it as not claimed. */
const claimOf = (state: PrescriptionState): Pick<WorklistRow, 'claim'> => {
  const supply = completedBy(state);
  const claims = liveClaims(state);
  if (!supply || claims.some(({ behind }) => !behind)) return {};
  // [CLM-7] One that is behind is changed, which the fifth ends.
  if (claims.length > 0) {
    const { dueAt } = claimDates(supply.handedOverAt);
    return { claim: { dueAt, noClaimAt: dueAt, certain: false, of: 'change' } };
  }
  const { certain } = proposeClaim(state, supply.handedOverAt);
  return {
    claim: {
      ...claimBy(supply),
      certain,
      ...(supply.prescriptionStatus === '0007' ? { of: 'not-dispensed' as const } : {}),
    },
  };
};

const medicineOf = ({ medication: { code, display }, schedule }: Item): Medicine => ({
  code,
  display,
  schedule,
});

/** What the worklist shows of a script. */
export const summaryOf = (state: PrescriptionState): WorklistRow => {
  const { prescription } = state;
  const { patient, items } = prescription;
  const open = items.filter((item) => lineIsOpen(state, item));
  const expiresAt = earliest(open);
  const owed = owedUntil(state);
  const short = shortInBag(state);
  return {
    key: prescription.key,
    tab: tabOf(state),
    shortId: prescription.shortId,
    receivedAt: state.receivedAt,
    family: patient.family,
    given: patient.given,
    birthDate: patient.birthDate,
    nhsNumber: patient.nhsNumber ?? '',
    wording: wordingMark(patient),
    firstItem: items[0]?.medication.display ?? '',
    itemCount: items.length,
    medicines: open.map(medicineOf),
    treatment: prescription.treatment,
    issue: prescription.issue,
    issues: prescription.issues,
    schedule: strictest(items),
    custody: state.custody.kind,
    work: state.work,
    hold: state.hold.kind,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    warnings: prescription.warnings.length,
    ...(owed === undefined ? {} : { owedUntil: owed }),
    ...(state.closed ? { closed: true } : {}),
    ...(short === 0 ? {} : { short }),
    ...claimOf(state),
  };
};

/** A script that ends soon counts as one that has waited for these days. */
const urgentDays = 3;

/** [STO-7] Ascending place in its tab: what waits longest first, what ends soon before it; finished work newest first. */
export const orderOf = (row: WorklistRow, changedAt: number): number => {
  if (isFinishedTab(row.tab)) return -changedAt;
  return row.expiresAt === undefined
    ? row.receivedAt
    : Math.min(row.receivedAt, row.expiresAt - urgentDays * dayMs);
};
