import { assertNever } from '../kernel/assert-never';
import type { Instant } from '../kernel/instant';
import type { PrescriptionEvent, Recorded } from './events';
import { beneath } from './holds';
import type { Custody, Prescription, PrescriptionState, SpineSays } from './model';
import { standingSupplies, withoutBag } from './supplied';

type Event<T extends PrescriptionEvent['type']> = Recorded<Extract<PrescriptionEvent, { type: T }>>;

/** Events about a script that was released offline, and about what the Spine said of it. */
export type UnconfirmedEvent = Event<
  | 'prescription.released-offline'
  | 'prescription.release-undone'
  | 'prescription.confirmed'
  | 'prescription.conflicted'
  | 'prescription.confirmation-wanted'
  | 'prescription.reconciled'
>;

/** [DSK-6] A prescription taken out of a pack without the broker: ours as far as this pharmacy can know. */
export const releaseOffline = (event: Event<'prescription.released-offline'>): PrescriptionState => ({
  prescription: event.prescription,
  source: event.source,
  receivedAt: event.at,
  attended: true,
  custody: { kind: 'ours-unconfirmed', sinceAt: event.at, pack: event.pack },
  work: 'to-check',
  hold: { kind: 'none' },
  supplies: [],
  claims: [],
  checks: 'none',
  lastChangedAt: event.at,
});

const sameItems = (a: Prescription, b: Prescription): boolean =>
  JSON.stringify(a.items) === JSON.stringify(b.items);

/**
 * [DSK-10] Ours. What the Spine handed over takes the place of the pack's, and is checked anew where it differs;
 * once something was supplied, only the release's own id is taken over.
 */
const confirm = (state: PrescriptionState, event: Event<'prescription.confirmed'>): PrescriptionState => {
  const custody: Custody = { kind: 'ours', sinceAt: event.at };
  const { handedOver } = event;
  if (!handedOver) return { ...state, custody };
  const { source, prescription } = handedOver;
  if (standingSupplies(state).length > 0)
    return {
      ...state,
      custody,
      source,
      prescription: { ...state.prescription, releaseResponseId: prescription.releaseResponseId },
    };
  if (sameItems(prescription, state.prescription)) return { ...state, custody, source, prescription };
  return { ...withoutBag(state), custody, source, prescription, work: 'to-check', checks: 'none' };
};

/** Where a script is by the Spine's word, once a person lets that word stand. */
const custodyBy = (says: SpineSays, custody: Custody, at: Instant): Custody => {
  switch (says.kind) {
    case 'elsewhere':
      return { kind: 'elsewhere', holder: says.holder, sinceAt: at };
    case 'cancelled':
    case 'expired':
      return { kind: 'ended', at, how: says.kind };
    case 'dispensed':
      return { kind: 'ended', at, how: 'dispensed-elsewhere' };
    case 'not-found':
    case 'another-script':
    case 'signature-failed':
      return { kind: 'ended', at, how: 'not-known' };
    case 'changed':
    case 'ours-after-all':
      return custody;
    default:
      return assertNever(says);
  }
};

/** [DSK-12] A person decided. What was handed out stays in view, whatever the Spine says. */
const reconcile = (state: PrescriptionState, event: Event<'prescription.reconciled'>): PrescriptionState => {
  const { hold } = state;
  if (hold.kind !== 'conflict') return state;
  const lifted: PrescriptionState = { ...state, hold: hold.before };
  if (event.choice === 'ours')
    return {
      ...lifted,
      supplies: state.supplies.map((one) =>
        one.notification === 'withheld' ? { ...one, notification: 'waiting' } : one,
      ),
    };
  return {
    ...lifted,
    custody: custodyBy(hold.says, state.custody, event.at),
    supplies: state.supplies.map((one) =>
      one.notification === 'waiting' ? { ...one, notification: 'withheld' } : one,
    ),
  };
};

/** [DSK-6] [DSK-10] [DSK-11] [DSK-12] Folds what happens between a release from a pack and the Spine's word on it. */
export const evolveUnconfirmed = (state: PrescriptionState, event: UnconfirmedEvent): PrescriptionState => {
  const { custody, hold } = state;
  const unconfirmed = custody.kind === 'ours-unconfirmed';
  switch (event.type) {
    case 'prescription.released-offline':
      return custody.kind === 'sealed' ? releaseOffline(event) : state;
    case 'prescription.release-undone':
      return unconfirmed
        ? { ...state, custody: { kind: 'sealed', sinceAt: event.at, pack: custody.pack } }
        : state;
    case 'prescription.confirmed':
      return unconfirmed ? { ...confirm(state, event), hold: beneath(hold) } : state;
    case 'prescription.conflicted':
      return {
        ...state,
        hold: { kind: 'conflict', says: event.says, sinceAt: event.at, before: beneath(hold) },
      };
    case 'prescription.confirmation-wanted':
      return { ...state, hold: beneath(hold) };
    case 'prescription.reconciled':
      return reconcile(state, event);
    default:
      return assertNever(event);
  }
};
