import type { Actor } from '../kernel/context';
import type { IssueKey, MessageId } from '../kernel/ids';
import { asMessageId } from '../kernel/ids';
import type { PrescriptionEvent } from '../prescriptions/events';
import { beneath, holdCause } from '../prescriptions/holds';
import type { Coded, PrescriptionState } from '../prescriptions/model';
import type { ReissueEvent } from './events';
import { markedOver, markedSupplied } from './mark';
import { otherOf, wentElsewhere, type EndHow, type ReissueState, type Which } from './model';
import { hasLeft, isWithUs } from './rule';
import { canStay, isSpent, surelyStays, wasHandedOut, wouldGoBack } from './stays';

/** EPS-task-dispense-return-status-reason of a script that another took the place of (eps.md 4). */
export const supersededReason: Coded = {
  code: '0002',
  display: 'Unable to dispense medication on prescriptions',
};

/** A return that a decision asks for, under the name of the person whose word it rests on. */
export type ReturnDraft = {
  readonly key: IssueKey;
  readonly messageId: MessageId;
  readonly reason: Coded;
  readonly author: Actor;
};

export type PairEvent = ReissueEvent | PrescriptionEvent;
export type Settled = { readonly events: readonly PairEvent[]; readonly returns: readonly ReturnDraft[] };

const nothing: Settled = { events: [], returns: [] };
export const only = (...events: readonly PairEvent[]): Settled => ({ events, returns: [] });
export const together = (...parts: readonly Settled[]): Settled => ({
  events: parts.flatMap(({ events }) => events),
  returns: parts.flatMap(({ returns }) => returns),
});

export type Scripts = (key: IssueKey) => PrescriptionState | undefined;

/** The two scripts of a pair, as far as they are here. */
export type Here = Readonly<Record<Which, PrescriptionState | undefined>>;
type Pair = {
  readonly state: ReissueState;
  readonly here: Here;
  readonly scripts: Scripts;
  readonly newId: () => string;
};

/** [PRX-18] Frees a script of what this pair laid upon it. */
export const freed = (state: ReissueState, script: PrescriptionState | undefined): Settled =>
  script && holdCause(script.hold) === state.id
    ? only({ type: 'prescription.cleared', key: script.prescription.key, because: state.id })
    : nothing;

/** Holds a script for a person to compare, once. */
const holdAsTwin = (
  state: ReissueState,
  script: PrescriptionState | undefined,
  of: IssueKey | undefined,
): Settled => {
  if (!script || hasLeft(script) || !isWithUs(script)) return nothing;
  const { hold } = script;
  if (hold.kind !== 'none' && hold.kind !== 'person') return nothing;
  return only({
    type: 'prescription.possible-duplicate',
    key: script.prescription.key,
    reissueId: state.id,
    ...(of === undefined ? {} : { twin: of }),
  });
};

/** Holds a script that goes back. [RSU-16] Where another pair says so too, one hold is enough. */
const supersede = (state: ReissueState, script: PrescriptionState, by: IssueKey | undefined): Settled => {
  const { prescription } = script;
  const hold = beneath(script.hold);
  if (hold.kind === 'superseded' && (hold.reissueId !== state.id || hold.by === by)) return nothing;
  return only({
    type: 'prescription.superseded',
    key: prescription.key,
    reissueId: state.id,
    ...(by === undefined ? {} : { twin: by }),
  });
};

type Ending = { readonly state: ReissueState; readonly scripts: Scripts };

/**
 * [RSU-17] A pair that closes holds nothing any more, but the one that went back, or that EPS does not take back:
 * that one is for ever not to be supplied.
 */
export const endPair = (
  { state, scripts }: Ending,
  how: EndHow,
  reason: string,
  keeps?: IssueKey,
): Settled => {
  const keys = [state.original.key, state.replacement.key, state.proposal?.key];
  return together(
    ...keys.map((key) => (key === undefined || key === keeps ? nothing : freed(state, scripts(key)))),
    only({ type: 'reissue.ended', id: state.id, how, reason }),
  );
};

/** [RSU-5] One return for each time the script is with us; after a refusal only if a person asks again. */
const giveBack = (pair: Pair, script: PrescriptionState, again: boolean): Settled => {
  const { state, newId } = pair;
  const { key } = script.prescription;
  const { custody } = script;
  if (custody.kind === 'returned' || custody.kind === 'ended' || custody.kind === 'elsewhere')
    return wentElsewhere(state) ? nothing : endPair(pair, 'returned', '', key);
  const last = state.returns.filter((one) => one.key === key).at(-1)?.outcome;
  const asked = last === 'waiting' || (last === 'refused' && !again);
  if (asked || !state.author || !wouldGoBack(script)) return nothing;
  const messageId = asMessageId(newId());
  return {
    events: [
      { type: 'prescription.return-requested', key, messageId, reason: supersededReason },
      { type: 'reissue.return-prepared', id: state.id, key, messageId },
    ],
    returns: [{ key, messageId, reason: supersededReason, author: state.author }],
  };
};

type Goes = Which | 'both-supplied' | 'nobody-knows';

/**
 * [RSU-6] [RSU-7] Of two scripts the one from which something was handed out stays, whatever was said before; else
 * what was said holds, else the original goes back.
 */
export const whichGoes = ({ state, here }: Pick<Pair, 'state' | 'here'>): Goes => {
  const [original, replacement] = [
    wasHandedOut(state.original, here.original),
    wasHandedOut(state.replacement, here.replacement),
  ];
  if (original && replacement) return 'both-supplied';
  if (original) return 'replacement';
  if (replacement) return 'original';
  return state.goes ?? (here.original ? 'original' : 'nobody-knows');
};

/** Not here: never, or in its pack again. */
export const isAway = (script: PrescriptionState | undefined): boolean =>
  script === undefined || script.custody.kind === 'sealed';

const settleGoes = (pair: Pair, goes: Which, again: boolean): Settled => {
  const { state, here } = pair;
  const goer = here[goes];
  const stays = here[otherOf(goes)];
  const free = freed(state, stays);
  if (isAway(goer) && markedOver(state[goes]))
    return together(free, endPair(pair, 'settled-elsewhere', state[goes].mark?.words ?? ''));
  if (!goer) return free;
  if (isSpent(goer)) return endPair(pair, 'not-dispensed', '');
  // [RSU-4] Promised away, so it waits; nothing is returned before the other one is here.
  if (!stays && !markedSupplied(state[otherOf(goes)]))
    return isWithUs(goer) ? together(free, supersede(state, goer, undefined)) : free;
  const back = canStay(state[otherOf(goes)], stays) || !isWithUs(goer);
  const fixed =
    state.goes !== goes || state.bothSupplied || (back && state.staysGone)
      ? only({ type: 'reissue.paired', id: state.id, goes })
      : nothing;
  const held = together(fixed, free, supersede(state, goer, stays?.prescription.key));
  if (!back)
    return state.staysGone && fixed === nothing
      ? held
      : together(held, only({ type: 'reissue.stays-gone', id: state.id }));
  const sure = surelyStays(state[otherOf(goes)], stays) || !isWithUs(goer);
  return sure ? together(held, giveBack(pair, goer, again)) : held;
};

/** [RSU-14] [RSU-22] Nothing comes of one that is not here, and the pair does not hold the other one: how, in words. */
const endedBy = ({ state, here }: Pair): string | undefined => {
  const over = (['original', 'replacement'] as const).find(
    (which) =>
      (state[which].key === undefined || here[which]?.custody.kind === 'sealed') && markedOver(state[which]),
  );
  const other = over && here[otherOf(over)];
  return over && (!other || holdCause(other.hold) !== state.id) ? state[over].mark?.words : undefined;
};

const ends = ({ events }: Settled): boolean => events.some(({ type }) => type === 'reissue.ended');

/** [RSU-8] The one that came is held; where something was handed out of it, the other one (RSU-24). */
const holdToCompare = ({ state, here }: Pair): Settled => {
  const left = here.replacement !== undefined && hasLeft(here.replacement);
  return left
    ? holdAsTwin(state, here.original, state.replacement.key)
    : holdAsTwin(state, here.replacement, state.original.key);
};

/** A script that only may be the missing one is held until a person says. */
const settleProposal = ({ state, scripts }: Pair): Settled => {
  const { proposal } = state;
  return proposal ? holdAsTwin(state, scripts(proposal.key), state[otherOf(proposal.which)].key) : nothing;
};

/**
 * Brings both scripts of a pair to where the pair says they should be. It looks at what is, not at what
 * happened, so that any order and any repeat of arrivals, answers and restarts ends in the same place.
 * `again`: a person asks for a return that EPS refused.
 */
export const settlePair = (
  state: ReissueState,
  scripts: Scripts,
  newId: () => string,
  again = false,
): Settled => {
  if (state.end) return nothing;
  const find = (which: Which) => {
    const { key } = state[which];
    return key === undefined ? undefined : scripts(key);
  };
  const here: Here = { original: find('original'), replacement: find('replacement') };
  const pair: Pair = { state, here, scripts, newId };
  if (state.decision === 'open') return holdToCompare(pair);
  const over = endedBy(pair);
  if (over) return endPair(pair, 'settled-elsewhere', over);
  const proposal = settleProposal(pair);
  const goes = whichGoes(pair);
  if (goes === 'both-supplied')
    return state.bothSupplied
      ? proposal
      : together(proposal, only({ type: 'reissue.both-supplied', id: state.id }));
  if (goes === 'nobody-knows') return proposal;
  const settled = settleGoes(pair, goes, again);
  // [RSU-17] What ends holds nothing for a question that nobody can answer any more.
  return ends(settled) ? settled : together(proposal, settled);
};
