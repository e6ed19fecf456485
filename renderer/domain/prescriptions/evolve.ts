import { assertNever } from '../kernel/assert-never';
import type { MessageId } from '../kernel/ids';
import { beneath, clearHold, holdCause, layHold } from './holds';
import type { Custody, Hold, NotificationState, PrescriptionState, Supply, Work } from './model';
import type { PrescriptionEvent, Recorded } from './events';
import { evolveUnconfirmed, releaseOffline } from './evolve-unconfirmed';
import { advance, closeByEps, workAfter, workAgain } from './evolve-work';
import { isWithheld, standingSupplies, withoutBag } from './supplied';

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
    claims: [],
    checks: 'none',
    lastChangedAt: event.at,
  };
};

/** [PRX-20] The Spine does not know that it left: a pharmacist looks before it is supplied. */
const holdAgain = ({ custody }: PrescriptionState, by: string): Hold =>
  custody.kind === 'ended' && custody.how === 'handed-out-since'
    ? {
        kind: 'person',
        by,
        reason:
          'It came again, though it was said to have been handed out in the time that the journal lacks. Ask the patient before the hold is lifted.',
      }
    : { kind: 'none' };

/** [PRX-2] What came again: a script that had left us is ours once more, with what was handed out of it; anything else keeps its place. */
const receiveAgain = (
  state: PrescriptionState,
  event: Event<'prescription.received-again'>,
): PrescriptionState => {
  const away = !['ours', 'ours-unconfirmed', 'returning'].includes(state.custody.kind);
  const back = away && standingSupplies(state).length === 0;
  const { staysActive: _staysActive, ...anew } = withoutBag(state);
  return {
    ...(back ? anew : state),
    ...(away && isWithheld(state) ? { custody: { kind: 'ours', sinceAt: event.at } satisfies Custody } : {}),
    prescription: back
      ? event.prescription
      : { ...state.prescription, releaseResponseId: event.releaseResponseId },
    source: event.source,
    ...(back
      ? {
          custody: { kind: 'ours', sinceAt: event.at } satisfies Custody,
          work: 'to-check' satisfies Work,
          // [PRX-18] It may have come back, the other script of its pair was supplied all the same.
          hold: holdCause(state.hold) === undefined ? holdAgain(state, event.by) : beneath(state.hold),
          receivedAt: event.at,
          checks: 'none',
        }
      : {}),
  };
};

const withSupply = (
  state: PrescriptionState,
  which: (supply: Supply) => boolean,
  changed: (supply: Supply) => Supply,
): PrescriptionState => ({
  ...state,
  supplies: state.supplies.map((supply) => (which(supply) ? changed(supply) : supply)),
});

const mark = (state: PrescriptionState, messageId: MessageId, notification: NotificationState) =>
  withSupply(
    state,
    (supply) => supply.messageId === messageId,
    (supply) => ({ ...supply, notification }),
  );

/** [CLM-7] What was claimed is not what EPS has of the script any more. */
const leaveClaimBehind = (state: PrescriptionState): PrescriptionState => ({
  ...state,
  claims: state.claims.map((one) => (one.progress === 'accepted' ? { ...one, behind: true } : one)),
});

/** [PRX-17] An answered amendment takes the place of its predecessor, or gives it back. */
const settle = (
  state: PrescriptionState,
  { messageId, outcome }: Event<'prescription.notification-settled'>,
): PrescriptionState => {
  const replaced = state.supplies.find((supply) => supply.messageId === messageId)?.replaces;
  if (!replaced?.known) return mark(state, messageId, outcome);
  switch (outcome) {
    case 'accepted': {
      const taken = mark(mark(state, messageId, 'accepted'), replaced.messageId, 'replaced');
      return leaveClaimBehind(replaced.rest === 'stands' ? taken : workAgain(withoutRest(taken)));
    }
    case 'refused': {
      const kept = mark(mark(state, messageId, 'void'), replaced.messageId, 'accepted');
      return replaced.rest ? kept : workAgain(kept);
    }
    case 'parked':
    case 'waiting':
      return mark(state, messageId, outcome);
  }
};

/** A notification that EPS refused, and those that waited behind it, never happened as far as EPS knows. */
const setAside = (state: PrescriptionState, messageId: MessageId): PrescriptionState => {
  const from = state.supplies.findIndex((one) => one.messageId === messageId);
  const standing = standingSupplies(state);
  return {
    ...state,
    supplies: state.supplies.map((one, i) =>
      i >= from && standing.includes(one) ? { ...one, notification: 'replaced' } : one,
    ),
  };
};

/** [PRX-24] Nothing is taken any more for a rest that was checked. */
const withoutRest = (state: PrescriptionState): PrescriptionState =>
  state.bag?.ofRest ? { ...state, checks: 'clinical' } : state;

/**
 * [OUT-14] By another time no more nor less has left. [PRX-24] A rest that lies in its bag stays there where it stands,
 * or until EPS has taken the correction by which it falls.
 */
const keepsWork = ({ recalled, rest, known }: NonNullable<Supply['replaces']>): boolean =>
  recalled === true || rest === 'stands' || (rest === 'falls' && known);

/** What becomes of the notification that another takes the place of. */
const giveWay = (
  state: PrescriptionState,
  { messageId, known, recalled }: NonNullable<Supply['replaces']>,
): PrescriptionState => {
  if (known) return mark(state, messageId, 'amending');
  return recalled ? mark(state, messageId, 'replaced') : setAside(state, messageId);
};

const stopped = (
  { work, supplies }: PrescriptionState,
  { supply: { prescriptionStatus, replaces } }: Event<'prescription.supplied'>,
): Pick<Supply, 'stoppedAt'> => {
  if (replaces) {
    const before = supplies.find(({ messageId }) => messageId === replaces.messageId)?.stoppedAt;
    return before ? { stoppedAt: before } : {};
  }
  const checked = work === 'ready' || work === 'part-supplied';
  return prescriptionStatus !== '0007' || checked ? {} : { stoppedAt: work };
};

const supply = (state: PrescriptionState, event: Event<'prescription.supplied'>): PrescriptionState => {
  const { replaces } = event.supply;
  const before = replaces ? giveWay(state, replaces) : state;
  const by = state.supplies.find(({ messageId }) => messageId === replaces?.messageId)?.by ?? event.supply.by;
  return {
    // [PRX-24] A correction says what left before; that a rest was checked tells nothing of it.
    ...(replaces && !keepsWork(replaces) ? withoutRest(before) : before),
    work: replaces && keepsWork(replaces) ? state.work : workAfter(state, event.supply),
    // Whoever corrects hands nothing out; the log says who it was.
    supplies: [
      ...before.supplies,
      { ...event.supply, by, notification: 'waiting', ...stopped(state, event) },
    ],
  };
};

const claim = (state: PrescriptionState, event: Event<'prescription.claimed'>): PrescriptionState => {
  const { claimDraft: _claimDraft, ...rest } = state;
  return { ...rest, claims: [...state.claims, { ...event.claim, by: event.by, progress: 'waiting' }] };
};

const settleClaim = (
  state: PrescriptionState,
  { messageId, outcome }: Event<'prescription.claim-settled'>,
): PrescriptionState => {
  const replaces = state.claims.find((one) => one.messageId === messageId)?.replaces;
  return {
    ...state,
    claims: state.claims.map((one) => {
      if (one.messageId === messageId) return { ...one, progress: outcome };
      return outcome === 'accepted' && one.messageId === replaces ? { ...one, progress: 'replaced' } : one;
    }),
  };
};

type WithdrawalEvent = Event<
  'prescription.withdrawal-requested' | 'prescription.supply-withdrawn' | 'prescription.withdrawal-refused'
>;

/** [PRX-15] The last notification on its way back, back, or standing after all. */
const withdraw = (state: PrescriptionState, event: WithdrawalEvent): PrescriptionState => {
  switch (event.type) {
    case 'prescription.withdrawal-requested':
      return withSupply(
        state,
        (supply) => supply.messageId === event.of,
        (supply) => ({ ...supply, notification: 'withdrawing', withdrawal: event.messageId }),
      );
    case 'prescription.supply-withdrawn': {
      // [CLM-4] Whether a charge was paid was said of the hand-out that is taken back.
      const { claimDraft: _claimDraft, ...rest } = state;
      const stays = state.prescription.treatment === 'erd' && !event.untold;
      return workAgain(
        withSupply(
          stays ? { ...rest, staysActive: true } : rest,
          (supply) => supply.withdrawal === event.messageId,
          (supply) => ({ ...supply, notification: 'withdrawn' }),
        ),
      );
    }
    case 'prescription.withdrawal-refused':
      return withSupply(
        state,
        (supply) => supply.withdrawal === event.messageId,
        (supply) => ({ ...supply, notification: 'accepted' }),
      );
  }
};

type HoldEvent = Event<'prescription.held' | 'prescription.hold-lifted' | 'prescription.handed-out-since'>;

/** [PRX-8] [PRX-20] A hold by hand, lifted, or over because all of it had left. */
const holdByHand = (state: PrescriptionState, event: HoldEvent): PrescriptionState => {
  switch (event.type) {
    case 'prescription.held':
      return {
        ...state,
        hold: { kind: 'person', reason: event.reason, by: event.by },
        ...(event.backupAt === undefined ? {} : { putBackAt: event.backupAt }),
      };
    case 'prescription.hold-lifted':
      return { ...state, hold: { kind: 'none' } };
    case 'prescription.handed-out-since':
      return {
        ...state,
        custody: { kind: 'ended', at: event.at, how: 'handed-out-since' },
        hold: state.hold.kind === 'person' ? { kind: 'none' } : state.hold,
      };
  }
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
      return advance(state, event);
    case 'prescription.held':
    case 'prescription.hold-lifted':
    case 'prescription.handed-out-since':
      return holdByHand(state, event);
    case 'prescription.closed-by-eps':
      return closeByEps(state, event);
    case 'prescription.superseded':
    case 'prescription.possible-duplicate':
    case 'prescription.supplied-before':
      return { ...state, hold: layHold(state.hold, event) };
    case 'prescription.cleared':
      return { ...state, hold: clearHold(state.hold, event.because) };
    case 'prescription.supplied':
      return supply(state, event);
    case 'prescription.claim-prepared':
      return { ...state, claimDraft: event.details };
    case 'prescription.claimed':
      return claim(state, event);
    case 'prescription.claim-settled':
      return settleClaim(state, event);
    case 'prescription.notification-settled':
      return settle(state, event);
    case 'prescription.withdrawal-requested':
    case 'prescription.supply-withdrawn':
    case 'prescription.withdrawal-refused':
      return withdraw(state, event);
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
    case 'prescription.released-offline':
    case 'prescription.release-undone':
    case 'prescription.confirmed':
    case 'prescription.conflicted':
    case 'prescription.confirmation-wanted':
    case 'prescription.reconciled':
      return evolveUnconfirmed(state, event);
    default:
      return assertNever(event);
  }
};

/** [PRX-1] Folds one event into an issue's state. An event about an issue never received changes nothing. */
export const evolvePrescription = (
  state: PrescriptionState | undefined,
  event: Recorded<PrescriptionEvent>,
): PrescriptionState | undefined => {
  if (state === undefined) {
    if (event.type === 'prescription.received') return receive(event);
    return event.type === 'prescription.released-offline' ? releaseOffline(event) : undefined;
  }
  return { ...change(state, event), lastChangedAt: event.at };
};
