import type { Place } from '../broker-entries';
import { assertNever } from '../kernel/assert-never';
import type { ReissueEvent } from './events';
import type { Mark } from './mark';
import type { PairReturn, ReissueState, Side, Which } from './model';

type Opening = Extract<ReissueEvent, { type: 'reissue.registered' | 'reissue.suspected' }>;

const open = (event: Opening & Place): ReissueState => ({
  id: event.id,
  openedAt: event.at,
  openedBy: event.by,
  origin: event.type === 'reissue.registered' ? 'registered' : 'suspected',
  ...(event.type === 'reissue.registered' ? { author: event.author } : {}),
  patient: event.patient,
  items: event.items,
  note: event.type === 'reissue.registered' ? event.note : '',
  original: event.original,
  replacement: event.replacement,
  rejected: [],
  apart: [],
  decision: event.type === 'reissue.registered' ? 'same' : 'open',
  returns: [],
  bothSupplied: false,
  staysGone: false,
});

const withSide = (state: ReissueState, which: Which, change: Side): ReissueState => ({
  ...state,
  [which]: { ...state[which], ...change },
});

const markOf = ({ at, by, words, heard }: Extract<ReissueEvent, { type: 'reissue.marked' }> & Place): Mark =>
  heard
    ? { at: heard.at, by: heard.by, words, heard: { says: heard.says, who: heard.who } }
    : { at, by, words };

const withoutMark = ({ mark: _mark, ...side }: Side): Side => side;

const withoutProposal = ({ proposal: _proposal, ...state }: ReissueState): ReissueState => state;

const arrive = (state: ReissueState, event: Extract<ReissueEvent, { type: 'reissue.arrived' }>) => {
  const { which, key, shortId, patient, items } = event;
  const settled = state.proposal?.key === key ? withoutProposal(state) : state;
  const known = settled.items.length > 0;
  // [RSU-22] What the desk heard counts no more once the script says so itself.
  const side = settled[which].mark?.heard ? withoutMark(settled[which]) : settled[which];
  return {
    ...settled,
    [which]: { ...side, key, shortId },
    ...(known ? {} : { patient, items }),
  };
};

const reject = (
  state: ReissueState,
  { key, from }: Extract<ReissueEvent, { type: 'reissue.proposal-rejected' }>,
): ReissueState => ({
  ...(state.proposal?.key === key ? withoutProposal(state) : state),
  rejected: [...state.rejected, key],
  apart: from === undefined ? state.apart : [...state.apart, [from, key]],
});

const settleReturns = (state: ReissueState, outcome: PairReturn['outcome'], sentence?: string) =>
  state.returns.map((one): PairReturn =>
    one.outcome === 'waiting' ? { ...one, outcome, ...(sentence === undefined ? {} : { sentence }) } : one,
  );

/** [RSU-5] Also where a person or another pair had asked for it: it is asked for again by a person only. */
const refuseReturn = (
  state: ReissueState,
  { messageId, sentence }: Extract<ReissueEvent, { type: 'reissue.return-refused' }>,
): readonly PairReturn[] => {
  const returns = settleReturns(state, 'refused', sentence);
  const key = state.goes && state[state.goes].key;
  return key === undefined || returns.at(-1)?.outcome === 'refused'
    ? returns
    : [...returns, { key, messageId, outcome: 'refused', sentence }];
};

const change = (state: ReissueState, event: Exclude<ReissueEvent, Opening> & Place): ReissueState => {
  switch (event.type) {
    case 'reissue.arrived':
      return arrive(state, event);
    case 'reissue.proposed': {
      const { which, key, shortId } = event;
      return { ...state, proposal: { which, key, shortId } };
    }
    case 'reissue.proposal-rejected':
      return reject(state, event);
    case 'reissue.proposal-deferred':
      return withoutProposal(state);
    case 'reissue.decided':
      return {
        ...state,
        decision: 'same',
        goes: event.goes,
        author: event.author,
        bothSupplied: false,
        staysGone: false,
      };
    case 'reissue.paired':
      return { ...state, goes: event.goes, bothSupplied: false, staysGone: false };
    case 'reissue.both-supplied':
      return { ...state, bothSupplied: true };
    case 'reissue.stays-gone':
      return { ...state, staysGone: true };
    case 'reissue.return-prepared': {
      const { key, messageId } = event;
      return { ...state, returns: [...state.returns, { key, messageId, outcome: 'waiting' }] };
    }
    case 'reissue.return-refused':
      return { ...state, returns: refuseReturn(state, event) };
    case 'reissue.marked':
      return withSide(state, event.which, { mark: markOf(event) });
    case 'reissue.unmarked':
      return { ...state, [event.which]: withoutMark(state[event.which]) };
    case 'reissue.came-back': {
      const { end: _end, ...rest } = state;
      const { author, at } = event;
      return author ? { ...rest, author, reopenedAt: at } : rest;
    }
    case 'reissue.ended': {
      const { how, reason, at, by } = event;
      const returns = how === 'returned' ? settleReturns(state, 'returned') : state.returns;
      return { ...withoutProposal(state), returns, end: { how, reason, at, by } };
    }
    default:
      return assertNever(event);
  }
};

/** Folds one event into a pair; one about a pair that was never opened changes nothing. */
export const evolveReissue = (
  state: ReissueState | undefined,
  event: ReissueEvent & Place,
): ReissueState | undefined => {
  if (event.type === 'reissue.registered' || event.type === 'reissue.suspected') return state ?? open(event);
  return state && change(state, event);
};
