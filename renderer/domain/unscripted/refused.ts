import type { Place } from '../broker-entries';
import { isToCome, noteClock, type ClockFault } from '../kernel/clock-fault';
import type { DecideContext } from '../kernel/context';
import { asRefusalId, type RefusalId } from '../kernel/ids';
import { formatDate, type Instant } from '../kernel/instant';
import { dateOf, dayOf, utcDay } from '../kernel/calendar';
import { refuse, type Refusal } from '../kernel/refusal';
import { needRole } from '../users/need-role';
import type { Patient } from '../prescriptions/model';
import { isTooLongAgo } from './decide-entry';
import type { Answers, Route, UnscriptedItem } from './model';

/** An emergency supply that was asked for and not made. Stored: only add. */
export type RefusedSupply = {
  readonly route: Exclude<Route, 'paper'>;
  readonly askedAt: Instant;
  /** Who asked: the patient, somebody for them, or the prescriber. */
  readonly askedBy: string;
  readonly patient: Patient;
  /** What was asked for; a quantity of 0 where none was named. */
  readonly items: readonly (Pick<UnscriptedItem, 'display' | 'quantity' | 'unit' | 'schedule'> &
    Partial<UnscriptedItem>)[];
  /** What was asked before it was refused; older records have none. */
  readonly answers?: Answers;
  readonly why: string;
  /** What the patient was advised, and to whom they were sent. */
  readonly advice: string;
  /** [USC-15] The record that this one corrects, and what was wrong with it. */
  readonly corrects?: { readonly id: RefusalId; readonly reason: string };
};

/** What happened. Stored: do not rename, only add. */
export type RefusalEvent =
  | {
      readonly type: 'refusal.recorded';
      readonly id: RefusalId;
      readonly refused: RefusedSupply;
      /** What was known to be wrong with this computer's clock when it was entered. */
      readonly clock?: ClockFault;
    }
  /** Another record says what this one should have said; this one stays as it is. */
  | {
      readonly type: 'refusal.corrected';
      readonly id: RefusalId;
      readonly correction: RefusalId;
      readonly reason: string;
    };

/** One refusal on record. What it says never changes. */
export type RefusedState = {
  readonly id: RefusalId;
  readonly refused: RefusedSupply;
  readonly enteredAt: Instant;
  readonly by: string;
  /** What was known to be wrong with the clock by which it was entered. */
  readonly clock?: ClockFault;
  readonly correctedBy?: {
    readonly id: RefusalId;
    readonly reason: string;
    readonly at: Instant;
    readonly by: string;
  };
};

/** [USC-14] [USC-15] Folds one event into a record. */
export const evolveRefusal = (
  state: RefusedState | undefined,
  event: RefusalEvent & Place,
): RefusedState | undefined => {
  const { id, at, by } = event;
  if (event.type === 'refusal.recorded')
    return state ?? { id, refused: event.refused, enteredAt: at, by, ...noteClock(event) };
  return state && { ...state, correctedBy: { id: event.correction, reason: event.reason, at, by } };
};

const missing = (sentence: string, next: string): Refusal =>
  refuse('RefusalIncomplete', 'USC-14', sentence, next);

const isBlank = (text: string): boolean => text.trim() === '';

/** [USC-14] As far back as a supply may be entered (USC-2); a correction reckons from the record that it corrects. */
const checkAsked = (
  { askedAt, patient }: RefusedSupply,
  context: DecideContext,
  corrected: RefusedSupply | undefined,
): Refusal | undefined => {
  if (isToCome(askedAt, context.now, context.clock))
    return missing(
      'It cannot have been asked for later than now.',
      'Correct the time of asking. If this computer’s clock is behind, set it first.',
    );
  const day = formatDate(dateOf(dayOf(askedAt)));
  const born = utcDay(patient.birthDate);
  if (born && dayOf(askedAt) < born)
    return missing(
      `By its time it was asked for on ${day}, before the patient was born.`,
      'Correct the time of asking, or the birth date.',
    );
  return isTooLongAgo(askedAt, corrected?.askedAt, context)
    ? missing(`By its time it was asked for on ${day}, more than 60 days ago.`, 'Correct the time of asking.')
    : undefined;
};

const check = (refused: RefusedSupply, context: DecideContext, corrected: RefusedSupply | undefined) => {
  const { patient, items, askedBy, why, advice } = refused;
  if (isBlank(patient.family) || !utcDay(patient.birthDate))
    return missing(
      'The record wants to know who the medicine was for.',
      'Fill in at least family name and birth date.',
    );
  if (!items.some(({ display }) => display.trim().length >= 3))
    return missing('The record wants to know what was asked for.', 'Fill in the name of the medicine.');
  if (isBlank(askedBy))
    return missing('The record wants to know who asked.', 'Fill in the patient, or whoever asked for them.');
  const untimely = checkAsked(refused, context, corrected);
  if (untimely) return untimely;
  if (isBlank(why)) return missing('Why was it refused?', 'Write the reason in a few words.');
  return isBlank(advice)
    ? missing(
        'A patient who is refused is told where to turn to.',
        'Write what was advised, such as the surgery, NHS 111 or another pharmacy.',
      )
    : undefined;
};

type RefusalDecision =
  | {
      readonly kind: 'decided';
      readonly events: readonly [RefusalEvent, ...RefusalEvent[]];
      readonly sentence: string;
    }
  | Refusal;

/** [USC-14] Puts a refusal on record; the id of the record is the first event's. */
export const decideRefusal = (
  refused: RefusedSupply,
  context: DecideContext,
  corrected?: RefusedSupply,
): RefusalDecision => {
  const refusal =
    needRole(context.user, ['pharmacist'], 'Refusing an emergency supply') ??
    check(refused, context, corrected);
  if (refusal) return refusal;
  return {
    kind: 'decided',
    events: [{ type: 'refusal.recorded', id: asRefusalId(context.newId()), refused, ...noteClock(context) }],
    sentence:
      'The refusal is on record. It stands in Registers among what is closed (K), and can be printed.',
  };
};

/** [USC-15] A correction is a record of its own. */
export const decideCorrectRefusal = (
  state: RefusedState,
  refused: RefusedSupply,
  reason: string,
  context: DecideContext,
): RefusalDecision => {
  const why = reason.trim().slice(0, 300);
  if (state.correctedBy)
    return refuse(
      'RefusalCorrected',
      'USC-15',
      'This record was corrected already.',
      'Correct the record that took its place.',
    );
  if (why === '')
    return refuse('ReasonMissing', 'USC-15', 'A correction needs a reason.', 'Write what was wrong.');
  const recorded = decideRefusal(
    { ...refused, corrects: { id: state.id, reason: why } },
    context,
    state.refused,
  );
  if (recorded.kind === 'refused') return recorded;
  const [first] = recorded.events;
  return {
    kind: 'decided',
    events: [first, { type: 'refusal.corrected', id: state.id, correction: first.id, reason: why }],
    sentence: 'Corrected by a new record; the old one stays as it was. Both stand among what is closed (K).',
  };
};
