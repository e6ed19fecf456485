import { assertNever } from '../kernel/assert-never';
import type { DecideContext } from '../kernel/context';
import { refuse, type Refusal } from '../kernel/refusal';
import { needRole } from '../prescriptions/allowed';
import type { PrescriptionState } from '../prescriptions/model';
import { arrived } from './arrive';
import { markWords, type ReissueCommand } from './commands';
import { otherOf, type ReissueState, type Which } from './model';
import { hasLeft } from './rule';
import { holdCause } from '../prescriptions/holds';
import { together, only, type PairEvent, type Scripts, type Settled } from './settle';

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

type Given = { readonly state: ReissueState; readonly scripts: Scripts; readonly context: DecideContext };

const sideState = ({ state, scripts }: Given, which: Which): PrescriptionState | undefined => {
  const { key } = state[which];
  return key === undefined ? undefined : scripts(key);
};

const isReturning = (given: Given): boolean =>
  given.state.returns.some(({ outcome }) => outcome === 'waiting') ||
  (['original', 'replacement'] as const).some(
    (which) => sideState(given, which)?.custody.kind === 'returning',
  );

/** Frees every script that this pair holds. */
const freeBoth = (given: Given): Settled =>
  together(
    ...(['original', 'replacement'] as const).map((which) => {
      const script = sideState(given, which);
      return script && holdCause(script.hold) === given.state.id
        ? only({ type: 'prescription.cleared', key: script.prescription.key, because: given.state.id })
        : only();
    }),
    freeProposal(given),
  );

const freeProposal = ({ state, scripts }: Given): Settled => {
  const script = state.proposal && scripts(state.proposal.key);
  return script && holdCause(script.hold) === state.id
    ? only({ type: 'prescription.cleared', key: script.prescription.key, because: state.id })
    : only();
};

/** [RSU-10] The two are one supply, and one of them stays. */
const decideStays = (given: Given, stays: Which, reason: string): ReissueDecision => {
  const { state, context } = given;
  const goes = otherOf(stays);
  const goer = sideState(given, goes);
  if (isReturning(given)) return onItsWay();
  if (goer && hasLeft(goer))
    return refuse(
      'SuppliedAlready',
      'RSU-10',
      `Something of ${goer.prescription.shortId} was supplied, so it is the one that stays.`,
      'Choose the other one to go back, or say that the two are different supplies.',
    );
  return {
    kind: 'decided',
    sentence: goer
      ? `${goer.prescription.shortId} goes back to the Spine; nothing can be supplied from it any more.`
      : 'Kept. The other one goes back when it comes.',
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
    said: [
      ...freeBoth(given).events,
      { type: 'reissue.ended', id: given.state.id, how: 'different', reason: why },
    ],
  };
};

const decideProposal = (given: Given, yes: boolean): ReissueDecision => {
  const { state, scripts } = given;
  const { proposal } = state;
  const script = proposal && scripts(proposal.key);
  if (!proposal || !script)
    return refuse('NothingProposed', 'RSU-2', 'Nothing is proposed for this pair.', 'Wait for the scripts.');
  if (yes)
    return {
      kind: 'decided',
      sentence: 'Noted: this is the one.',
      said: [...freeProposal(given).events, arrived(state, proposal.which, script)],
    };
  return {
    kind: 'decided',
    sentence: 'Noted: it is another one, and goes on where it was.',
    said: [
      ...freeProposal(given).events,
      { type: 'reissue.proposal-rejected', id: state.id, key: proposal.key },
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
    said: [
      ...freeBoth(given).events,
      { type: 'reissue.ended', id: given.state.id, how: 'called-off', reason: why },
    ],
  };
};

const decideAgain = ({ state }: Given): ReissueDecision =>
  state.returns.at(-1)?.outcome === 'refused'
    ? { kind: 'decided', sentence: 'The return waits for the broker once more.', said: [], again: true }
    : refuse(
        'NotRefused',
        'RSU-5',
        'No return of this pair was refused.',
        'Nothing needs to be asked again.',
      );

/** [RSU-14] Where the scripts live in another system, a person says what became of them. */
const decideMark = (
  { state }: Given,
  { which, mark }: Extract<ReissueCommand, { kind: 'MarkReissue' }>,
): ReissueDecision => {
  if (state[which].key !== undefined)
    return refuse(
      'HereItself',
      'RSU-14',
      'This script is here, so what becomes of it is seen from itself.',
      'Open it to act on it.',
    );
  const marked: PairEvent = { type: 'reissue.marked', id: state.id, which, words: markWords[mark] };
  const over = mark === 'returned' || mark === 'cancelled';
  return {
    kind: 'decided',
    sentence: over ? 'Noted. The pair is closed.' : 'Noted.',
    said: over
      ? [marked, { type: 'reissue.ended', id: state.id, how: 'settled-elsewhere', reason: markWords[mark] }]
      : [marked],
  };
};

/** [RSU-15] Both left the pharmacy: nothing can be undone, a pharmacist writes what was done about it. */
const decideClose = ({ state }: Given, reason: string): ReissueDecision => {
  const why = clean(reason);
  if (!state.bothSupplied)
    return refuse('NotToClose', 'RSU-15', 'This pair closes by itself.', 'Decide it, or call it off.');
  if (why === '') return reasonMissing('Closing it');
  return {
    kind: 'decided',
    sentence: 'Closed, with what was done about it.',
    said: [{ type: 'reissue.ended', id: state.id, how: 'both-supplied', reason: why }],
  };
};

/** What a person may say about a pair, and what follows for it. */
export const decideReissue = (
  state: ReissueState,
  command: ReissueCommand,
  scripts: Scripts,
  context: DecideContext,
): ReissueDecision => {
  const refusal = needRole(context.user, ['pharmacist'], 'Deciding about two scripts');
  if (refusal) return refusal;
  if (state.end) return ended();
  const given: Given = { state, scripts, context };
  switch (command.kind) {
    case 'DecideReissue':
      return decideStays(given, command.stays, command.reason);
    case 'DeclareDifferent':
      return decideDifferent(given, command.reason);
    case 'ConfirmProposal':
      return decideProposal(given, true);
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
    default:
      return assertNever(command);
  }
};
