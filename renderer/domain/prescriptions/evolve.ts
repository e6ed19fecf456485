import { assertNever } from '../kernel/assert-never';
import type { Custody, PrescriptionState, Supply, Work } from './model';
import type { PrescriptionEvent, Recorded } from './events';
import { standingSupplies } from './supplied';

type Event<T extends PrescriptionEvent['type']> = Recorded<Extract<PrescriptionEvent, { type: T }>>;

/** EPS sends a script with a failed signature back by itself, with this reason (eps.md 1.1). */
const signatureReturn = { code: '0005', display: 'Invalid digital signature' };

const receive = (event: Event<'prescription.received'>): PrescriptionState => {
  const failed = event.prescription.signature === 'failed';
  return {
    prescription: event.prescription,
    source: event.source,
    receivedAt: event.at,
    attended: event.attended,
    custody: failed
      ? { kind: 'returned', at: event.at, reason: signatureReturn }
      : { kind: 'ours', sinceAt: event.at },
    work: event.attended ? 'to-check' : 'locked',
    hold: failed ? { kind: 'signature-failed' } : { kind: 'none' },
    supplies: [],
    checkedBy: '',
    lastChangedAt: event.at,
  };
};

/** [PRX-2] What came again: a script that had left us is ours once more; anything else keeps its place. */
const receiveAgain = (
  state: PrescriptionState,
  event: Event<'prescription.received-again'>,
): PrescriptionState => {
  const back =
    state.custody.kind !== 'ours' &&
    state.custody.kind !== 'returning' &&
    standingSupplies(state).length === 0;
  return {
    ...state,
    prescription: back
      ? event.prescription
      : { ...state.prescription, releaseResponseId: event.releaseResponseId },
    source: event.source,
    ...(back
      ? {
          custody: { kind: 'ours', sinceAt: event.at } satisfies Custody,
          work: 'to-check' satisfies Work,
          hold: { kind: 'none' as const },
          receivedAt: event.at,
          checkedBy: '',
        }
      : {}),
  };
};

const workAfter = (supply: Pick<Supply, 'prescriptionStatus'>): Work => {
  switch (supply.prescriptionStatus) {
    case '0003':
      return 'part-supplied';
    case '0006':
      return 'supplied';
    case '0007':
      return 'not-dispensed';
  }
};

const withSupply = (
  state: PrescriptionState,
  which: (supply: Supply) => boolean,
  changed: (supply: Supply) => Supply,
): PrescriptionState => ({
  ...state,
  supplies: state.supplies.map((supply) => (which(supply) ? changed(supply) : supply)),
});

const settle = (
  state: PrescriptionState,
  event: Event<'prescription.notification-settled'>,
): PrescriptionState =>
  withSupply(
    state,
    (supply) => supply.messageId === event.messageId,
    (supply) => ({ ...supply, notification: event.outcome }),
  );

/** How far the work is once a hand-out no longer stands. */
const workAgain = (state: PrescriptionState): PrescriptionState => {
  const last = standingSupplies(state).at(-1);
  return { ...state, work: last ? workAfter(last) : 'ready' };
};

const change = (state: PrescriptionState, event: Recorded<PrescriptionEvent>): PrescriptionState => {
  switch (event.type) {
    case 'prescription.received':
      return state;
    case 'prescription.received-again':
      return receiveAgain(state, event);
    case 'prescription.unlocked':
      return state.work === 'locked' ? { ...state, work: 'to-check' } : state;
    case 'prescription.advanced':
      return { ...state, work: event.to, ...(event.from === 'to-check' ? { checkedBy: event.by } : {}) };
    case 'prescription.held':
      return { ...state, hold: { kind: 'person', reason: event.reason, by: event.by } };
    case 'prescription.hold-lifted':
      return { ...state, hold: { kind: 'none' } };
    case 'prescription.supplied':
      return {
        ...state,
        work: workAfter(event.supply),
        supplies: [...state.supplies, { ...event.supply, notification: 'waiting' }],
      };
    case 'prescription.notification-settled':
      return settle(state, event);
    case 'prescription.withdrawal-requested':
      return withSupply(
        state,
        (supply) => supply.messageId === event.of,
        (supply) => ({ ...supply, notification: 'withdrawing', withdrawal: event.messageId }),
      );
    case 'prescription.supply-withdrawn':
      return workAgain(
        withSupply(
          state,
          (supply) => supply.withdrawal === event.messageId,
          (supply) => ({ ...supply, notification: 'withdrawn' }),
        ),
      );
    case 'prescription.withdrawal-refused':
      return withSupply(
        state,
        (supply) => supply.withdrawal === event.messageId,
        (supply) => ({ ...supply, notification: 'accepted' }),
      );
    case 'prescription.return-requested':
      return {
        ...state,
        custody: { kind: 'returning', sinceAt: event.at, reason: event.reason, messageId: event.messageId },
      };
    case 'prescription.returned':
      return state.custody.kind === 'returning'
        ? { ...state, custody: { kind: 'returned', at: event.at, reason: state.custody.reason } }
        : state;
    case 'prescription.return-refused':
      return state.custody.kind === 'returning'
        ? { ...state, custody: { kind: 'ours', sinceAt: state.receivedAt } }
        : state;
    default:
      return assertNever(event);
  }
};

/** [PRX-1] Folds one event into an issue's state. An event about an issue never received changes nothing. */
export const evolvePrescription = (
  state: PrescriptionState | undefined,
  event: Recorded<PrescriptionEvent>,
): PrescriptionState | undefined => {
  if (state === undefined) return event.type === 'prescription.received' ? receive(event) : undefined;
  return { ...change(state, event), lastChangedAt: event.at };
};
