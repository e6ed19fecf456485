import { assertNever } from '../kernel/assert-never';
import type { Actor, DecideContext } from '../kernel/context';
import type { IssueKey, ReissueId } from '../kernel/ids';
import { refuse, type Refusal } from '../kernel/refusal';
import { needRole } from '../users/need-role';
import type { PrescriptionState } from '../prescriptions/model';
import { arrived } from './arrive';
import { placedIn, rivalsOf } from './asked-once';
import type { ReissueCommand } from './commands';
import type { ReissueEvent } from './events';
import { markWords } from './mark';
import { otherOf, type ReissueState, type Which } from './model';
import { isWithUs } from './rule';
import { holdCause } from '../prescriptions/holds';
import { mayLeave, mayReopen, reopened } from './close';
import { endPair, freed, isAway, type Here, type PairEvent, type Scripts, type Settled } from './settle';
import { canStay, surelyStays, wasHandedOut } from './stays';

export type ReissueDecision =
  | {
      readonly kind: 'decided';
      readonly sentence: string;
      /** What was said; the scripts are then brought to where it leaves them. */
      readonly said: readonly PairEvent[];
      readonly again?: boolean;
    }
  | Refusal;

const clean = (text: string): string => text.trim().replace(/\s+/g, ' ').slice(0, 300);

const ended = (): Refusal =>
  refuse('PairEnded', 'RSU-10', 'This pair is closed already.', 'Open it to see how it ended.');
const reasonMissing = (why: string): Refusal =>
  refuse('ReasonMissing', 'RSU-10', `${why} needs a reason.`, 'Write it in a few words.');
const onItsWay = (): Refusal =>
  refuse(
    'ReturnOnItsWay',
    'RSU-10',
    'The return of one of the two is on its way already.',
    'Wait for the answer of EPS. What went back can be asked for again by its id.',
  );

const cannotStay = (): Refusal =>
  refuse(
    'CannotStay',
    'RSU-18',
    'The one that should stay is not with us, and nothing of it was handed out.',
    'Use the one that is here after all, or open it and return it to the Spine.',
  );

const notConfirmed = (): Refusal =>
  refuse(
    'NotConfirmed',
    'RSU-18',
    'The Spine has not confirmed yet that the one that should stay is ours.',
    'Wait for its word, or settle what it said; or use the one that is here after all.',
  );

type Given = {
  readonly state: ReissueState;
  readonly scripts: Scripts;
  readonly context: DecideContext;
  /** All that may be asked about the same script. */
  readonly pairs: readonly ReissueState[];
};

const sideState = ({ state, scripts }: Given, which: Which): PrescriptionState | undefined => {
  const { key } = state[which];
  return key === undefined ? undefined : scripts(key);
};

const hereOf = (given: Given): Here => ({
  original: sideState(given, 'original'),
  replacement: sideState(given, 'replacement'),
});

const isReturning = (given: Given): boolean =>
  given.state.returns.some(({ outcome }) => outcome === 'waiting') ||
  (['original', 'replacement'] as const).some(
    (which) => sideState(given, which)?.custody.kind === 'returning',
  );

/** What is proposed for a side is asked about no more. */
const freeProposal = ({ state, scripts }: Given): Settled =>
  freed(state, state.proposal && scripts(state.proposal.key));

const keepsNothing = ({ prescription: { shortId } }: PrescriptionState): string =>
  `${shortId} goes back to the Spine; nothing can be supplied from it any more.`;

/** [RSU-10] [RSU-18] The two are one supply, and one of them stays. */
const decideStays = (given: Given, stays: Which, reason: string): ReissueDecision => {
  const { state, context } = given;
  const goes = otherOf(stays);
  const goer = sideState(given, goes);
  if (isReturning(given)) return onItsWay();
  if (wasHandedOut(state[goes], goer))
    return refuse(
      'SuppliedAlready',
      'RSU-10',
      `Something of ${goer?.prescription.shortId ?? 'the other one'} was supplied, so it is the one that stays.`,
      'Choose the other one to go back, or say that the two are different supplies.',
    );
  if (!canStay(state[stays], sideState(given, stays))) return cannotStay();
  return {
    kind: 'decided',
    sentence: goer && isWithUs(goer) ? keepsNothing(goer) : 'Kept. The other one goes back when it comes.',
    said: [
      ...freeProposal(given).events,
      { type: 'reissue.decided', id: state.id, goes, author: context.user, reason: clean(reason) },
    ],
  };
};

const decideDifferent = (given: Given, reason: string): ReissueDecision => {
  const why = clean(reason);
  if (why === '') return reasonMissing('Saying that they are different supplies');
  if (isReturning(given)) return onItsWay();
  return {
    kind: 'decided',
    sentence: 'Noted: two supplies. Both scripts go on where they were.',
    said: endPair(given, 'different', why).events,
  };
};

const rejected = (state: ReissueState, key: IssueKey, which?: Which): ReissueEvent => {
  const beside = which && state[otherOf(which)].key;
  return {
    type: 'reissue.proposal-rejected',
    id: state.id,
    key,
    ...(beside === undefined ? {} : { from: beside }),
  };
};

/** [RSU-2] [RSU-21] Whether the script that is proposed is the one, or of which other registration, or of none. */
const decideProposal = (given: Given, yes: boolean, of?: ReissueId): ReissueDecision => {
  const { state, scripts, pairs } = given;
  const { proposal } = state;
  const script = proposal && scripts(proposal.key);
  const rivals = script ? rivalsOf(state, pairs, script) : [];
  const rival = rivals.find(({ id }) => id === of);
  if (!proposal || !script || (of !== undefined && !rival))
    return refuse('NothingProposed', 'RSU-2', 'Nothing is proposed for this pair.', 'Wait for the scripts.');
  const free = freeProposal(given).events;
  if (rival)
    return {
      kind: 'decided',
      sentence: 'Noted: it is of the other registration. This one goes on waiting.',
      said: [...free, rejected(state, proposal.key), ...placedIn(rival, script)],
    };
  if (yes)
    return {
      kind: 'decided',
      sentence: 'Noted: this is the one.',
      said: [...free, arrived(state, proposal.which, script)],
    };
  return {
    kind: 'decided',
    sentence: 'Noted: it is another supply, and goes on where it was.',
    said: [
      ...free,
      rejected(state, proposal.key, proposal.which),
      ...rivals.map((one) => rejected(one, proposal.key)),
    ],
  };
};

/** [RSU-11] The promise is off: what was held for it goes on. */
const decideCallOff = (given: Given, reason: string): ReissueDecision => {
  const why = clean(reason);
  if (why === '') return reasonMissing('Calling it off');
  if (isReturning(given)) return onItsWay();
  if (sideState(given, 'original') && sideState(given, 'replacement'))
    return refuse(
      'BothHere',
      'RSU-11',
      'Both scripts are here, so the promise was kept.',
      'Choose which one stays, or say that the two are different supplies.',
    );
  return {
    kind: 'decided',
    sentence: 'Called off. What was held for it goes on where it was.',
    said: endPair(given, 'called-off', why).events,
  };
};

const wasRefused = ({ returns }: ReissueState): boolean => returns.at(-1)?.outcome === 'refused';

const decideAgain = (given: Given): ReissueDecision => {
  const { state } = given;
  if (!wasRefused(state))
    return refuse(
      'NotRefused',
      'RSU-5',
      'No return of this pair was refused.',
      'Nothing needs to be asked again.',
    );
  const stays = otherOf(state.goes ?? 'original');
  const stayer = sideState(given, stays);
  if (!canStay(state[stays], stayer)) return cannotStay();
  return surelyStays(state[stays], stayer)
    ? {
        kind: 'decided',
        sentence: 'The return is asked for once more; the script’s messages say how that stands.',
        said: [],
        again: true,
      }
    : notConfirmed();
};

/** [RSU-14] [RSU-17] Where the scripts live in another system, a person says what became of them. */
const decideMark = (
  given: Given,
  { which, mark }: Extract<ReissueCommand, { kind: 'MarkReissue' }>,
): ReissueDecision => {
  const { state } = given;
  if (!isAway(sideState(given, which)))
    return refuse(
      'HereItself',
      'RSU-14',
      'This script is here, so what becomes of it is seen from itself.',
      'Open it to act on it.',
    );
  const marked: PairEvent = { type: 'reissue.marked', id: state.id, which, words: markWords[mark] };
  const other = sideState(given, otherOf(which));
  if (mark !== 'returned' && mark !== 'cancelled' && mark !== 'expired')
    return { kind: 'decided', sentence: 'Noted.', said: [marked] };
  if (other && holdCause(other.hold) === state.id)
    return {
      kind: 'decided',
      sentence: `Noted. ${other.prescription.shortId} stays held until you say: use it after all, or return it.`,
      said: [marked],
    };
  return { kind: 'decided', sentence: 'Noted. The pair is closed.', said: [marked] };
};

/** [RSU-23] Nobody waits for it any longer; if it comes all the same, it is held and goes back. */
const leave = (given: Given, goes: Which, reason: string): ReissueDecision => {
  const { id, ...state } = given.state;
  const ended = endPair(given, 'left', reason, state[goes].key).events;
  return {
    kind: 'decided',
    sentence: `Closed. Nothing is supplied from ${state[goes].shortId ?? 'the other one'} here; if it comes, the pair is open again and it goes back.`,
    said: state.goes === goes ? ended : [{ type: 'reissue.paired', id, goes }, ...ended],
  };
};

/** [RSU-24] What closed it is not so after all. */
const decideReopen = (given: Given, reason: string): ReissueDecision => {
  const { state, pairs, context } = given;
  const why = clean(reason);
  if (why === '') return reasonMissing('Opening it again');
  const said = reopened(state, hereOf(given), pairs, context, why);
  return 'kind' in said
    ? said
    : { kind: 'decided', sentence: 'Open again: it goes on where it was, by what is here now.', said };
};

/** [RSU-15] [RSU-19] What cannot be undone or returned: a pharmacist writes what was done about it. */
const decideClose = (given: Given, reason: string): ReissueDecision => {
  const { state } = given;
  const why = clean(reason);
  const left = mayLeave(state, hereOf(given));
  if (!state.bothSupplied && !wasRefused(state) && left === undefined)
    return refuse('NotToClose', 'RSU-15', 'This pair closes by itself.', 'Decide it, or call it off.');
  if (why === '') return reasonMissing('Closing it');
  if (state.bothSupplied)
    return {
      kind: 'decided',
      sentence: 'Closed, with what was done about it.',
      said: endPair(given, 'both-supplied', why).events,
    };
  if (left !== undefined) return leave(given, left, why);
  const { goes } = state;
  return {
    kind: 'decided',
    sentence: 'Closed. What EPS does not take back stays held; nothing can be supplied from it.',
    said: endPair(given, 'not-taken-back', why, goes && state[goes].key).events,
  };
};

/** [RSU-19] What EPS did not take back may be taken up again. */
const goesOn = ({ end }: ReissueState, { kind }: ReissueCommand): boolean =>
  end?.how === 'not-taken-back' &&
  (kind === 'DecideReissue' || kind === 'DeclareDifferent' || kind === 'ReturnAgain');

const decideOpen = (given: Given, command: ReissueCommand): ReissueDecision => {
  switch (command.kind) {
    case 'DecideReissue':
      return decideStays(given, command.stays, command.reason);
    case 'DeclareDifferent':
      return decideDifferent(given, command.reason);
    case 'ConfirmProposal':
      return decideProposal(given, true, command.of);
    case 'RejectProposal':
      return decideProposal(given, false);
    case 'CallOffReissue':
      return decideCallOff(given, command.reason);
    case 'ReturnAgain':
      return decideAgain(given);
    case 'MarkReissue':
      return decideMark(given, command);
    case 'CloseReissue':
      return decideClose(given, command.reason);
    case 'ReopenReissue':
      return refuse('NotClosed', 'RSU-24', 'This pair is open.', 'Decide it, or call it off.');
    default:
      return assertNever(command);
  }
};

/** Asked by the screen too, before anybody gives a reason for nothing. */
export const whoDecides = (user: Pick<Actor, 'name' | 'role'> | undefined): Refusal | undefined =>
  needRole(user, ['pharmacist'], 'Deciding about two scripts');

/** What a person may say about a pair, and what follows for it. */
export const decideReissue = (
  state: ReissueState,
  command: ReissueCommand,
  scripts: Scripts,
  context: DecideContext,
  pairs: readonly ReissueState[],
): ReissueDecision => {
  const refusal = whoDecides(context.user);
  if (refusal) return refusal;
  const given: Given = { state, scripts, context, pairs };
  if (!state.end) return decideOpen(given, command);
  if (command.kind === 'ReopenReissue' && mayReopen(state)) return decideReopen(given, command.reason);
  if (!goesOn(state, command)) return ended();
  const decision = decideOpen(given, command);
  return decision.kind === 'refused'
    ? decision
    : { ...decision, said: [{ type: 'reissue.came-back', id: state.id }, ...decision.said] };
};
