import { assertNever } from '../../domain/kernel/assert-never';
import { formatClock, hourMs, type Instant } from '../../domain/kernel/instant';
import type { Patient, PrescriptionState } from '../../domain/prescriptions/model';
import { markedElsewhere, markedOver, markedSupplied, type Mark } from '../../domain/reissue/mark';
import {
  otherOf,
  replacementElsewhere,
  wentElsewhere,
  type EndHow,
  type ReissueState,
  type Which,
} from '../../domain/reissue/model';
import { isToldOnly } from '../../domain/reissue/stays';
import { dueBy, expectsScript, type UnscriptedState } from '../../domain/unscripted/model';
import type { RefusedState } from '../../domain/unscripted/refused';

export const patientName = ({ family, given }: Patient): string =>
  family === '' ? 'Patient not told' : `${family.toUpperCase()}, ${given}`;

export type Reason = { readonly look: 'plain' | 'attention' | 'stop' | 'good'; readonly text: string };

const ends = {
  returned: { look: 'good', text: 'one went back' },
  different: { look: 'plain', text: 'two supplies' },
  'called-off': { look: 'plain', text: 'called off' },
  'settled-elsewhere': { look: 'good', text: 'settled elsewhere' },
  'both-supplied': { look: 'stop', text: 'both supplied' },
  'not-dispensed': { look: 'good', text: 'one was not dispensed' },
  answered: { look: 'good', text: 'settled by another pair' },
  'not-taken-back': { look: 'plain', text: 'not taken back, held' },
  left: { look: 'plain', text: 'closed without it' },
} as const satisfies Readonly<Record<string, Reason>>;

const sides: readonly Which[] = ['original', 'replacement'];
/** The one of which nothing comes any more, while the other one waits for it. */
const endedSide = (pair: ReissueState): Which | undefined => sides.find((which) => markedOver(pair[which]));

/** The one that another pharmacy has. */
const elsewhereSide = (pair: ReissueState): Which | undefined =>
  sides.find((which) => pair[which].key === undefined && markedElsewhere(pair[which]));

/** Decided, and nothing goes back yet: the Spine has not confirmed one out of a pack, or EPS was told of the one that goes. */
const bothHere = ({ original, replacement }: ReissueState): boolean =>
  original.key !== undefined && replacement.key !== undefined;

/** Where a pair stands, as a word. */
export const pairReason = (pair: ReissueState): Reason => {
  if (pair.end) return ends[pair.end.how];
  if (pair.bothSupplied) return { look: 'stop', text: 'both supplied' };
  const last = pair.returns.at(-1)?.outcome;
  if (last === 'refused') return { look: 'stop', text: 'return refused' };
  if (last === 'waiting') return { look: 'plain', text: 'return waits' };
  if (pair.proposal) return { look: 'attention', text: 'is this the one?' };
  if (pair.decision === 'open') return { look: 'attention', text: 'duplicate?' };
  if (wentElsewhere(pair)) return { look: 'attention', text: 'with another pharmacy' };
  if (pair.staysGone || endedSide(pair) || replacementElsewhere(pair))
    return { look: 'attention', text: 'which one stays?' };
  if (elsewhereSide(pair)) return { look: 'attention', text: 'with another pharmacy' };
  if (bothHere(pair)) return { look: 'plain', text: 'nothing goes back yet' };
  if (pair.original.key === undefined && pair.replacement.key === undefined)
    return { look: 'plain', text: 'neither is here' };
  return { look: 'plain', text: pair.original.key ? 'replacement awaited' : 'original not here' };
};

/** What can still be done, or happens, after an end. */
const opensAgain = ' If that is not so after all, open it again with U.';
const nextAfter: Readonly<Partial<Record<EndHow, string>>> = {
  'not-taken-back':
    ' Nothing is supplied from it; the return can still be asked for, or this one used after all.',
  left: ' Nothing is supplied from it. If it comes, the pair is open again and it goes back by itself.',
  'settled-elsewhere': opensAgain,
  'called-off': opensAgain,
  different: opensAgain,
};

const endSentence = (end: NonNullable<ReissueState['end']>, now: Instant): string => {
  const when = `${formatClock(end.at, now)} by ${end.by}`;
  const why = end.reason === '' ? '' : `: ${end.reason}`;
  return `Closed ${when}, ${ends[end.how].text}${why}.${nextAfter[end.how] ?? ''}`;
};

/** What was said of one of the two, by whom. */
const saidOf = (mark: Mark | undefined): string =>
  mark?.heard ? ` (${mark.words.toLowerCase()}, says ${mark.by})` : '';

/** [RSU-22] Another pharmacy has one of the two. */
const elsewhereSentence = (pair: ReissueState, which: Which): string => {
  const who = pair[which].mark?.heard?.who ?? 'another pharmacy';
  const first = `The ${which} is with ${who}.`;
  if (which === 'original')
    return `${first} Ring ${who}, so that it is not supplied there; the replacement is supplied here.`;
  return replacementElsewhere(pair)
    ? `${first} It may be supplied there, so the original is held: ring them, then use it after all, or open it and return it to the Spine.`
    : `${first} Ring them, so that only one of the two is supplied.`;
};

/** [RSU-14] [RSU-22] What a person saw in another system, or the desk heard, and what follows from it here. */
const markedSentence = (pair: ReissueState, companion: boolean): string | undefined => {
  const ended = endedSide(pair);
  if (ended)
    return `Nothing comes of the ${ended} any more${saidOf(pair[ended].mark)}. The ${otherOf(ended)} is held: use it after all, or open it and return it to the Spine.`;
  const supplied = sides.find((which) => markedSupplied(pair[which]));
  if (!supplied) {
    const away = elsewhereSide(pair);
    return away && elsewhereSentence(pair, away);
  }
  const other = otherOf(supplied);
  const { mark } = pair[supplied];
  const how = (mark?.words ?? '').toLowerCase();
  const first = `The ${supplied} was ${how}${mark?.heard ? `, says ${mark.by}` : ''}, so the ${other} must not be`;
  if (pair[other].key !== undefined) return `${first}: it is here and held.`;
  return companion
    ? `${first}. Return it there and mark it here.`
    : `${first}. It goes back by itself when it comes; if it is in the other system, return it there.`;
};

const waitingSentence = (pair: ReissueState, companion: boolean): string => {
  const { original, replacement, goes } = pair;
  if (bothHere(pair))
    return 'One of the two came out of a pack, and the Spine has not confirmed yet that it is ours: nothing goes back before that. If the Spine says otherwise, open that script and settle it; if it lies in its pack again, it goes on when it is scanned.';
  if (goes === 'replacement' && replacement.key === undefined)
    return 'The original is used. The replacement goes back by itself when it comes.';
  if (goes === 'replacement' && original.key === undefined)
    return 'The replacement is here and held. It goes back by itself when the original is here.';
  if (original.key !== undefined && replacement.key === undefined)
    return 'The original is here and held. It goes back by itself when the replacement is here.';
  if (replacement.key !== undefined)
    return 'The replacement is here and may be supplied. The original goes back by itself when it turns up.';
  return companion
    ? 'Neither script is here, and nothing here holds what comes to the other system: supply one of the two there, return the other one, and mark both here.'
    : 'Neither script is here yet. Whichever comes here is matched by itself, and never both are supplied here; what comes to another system is marked below.';
};

/** A registration as one names it to somebody else. */
export const registrationName = (
  { openedAt, openedBy, note, original }: ReissueState,
  now: Instant,
): string =>
  [
    original.shortId === undefined ? 'the one' : `that of ${original.shortId},`,
    `registered ${formatClock(openedAt, now)} by ${openedBy}`,
    ...(note === '' ? [] : [`(${note})`]),
  ].join(' ');

/** [RSU-15] What was supplied twice. */
const bothSentence = (pair: ReissueState): string => {
  const which = sides.find((one) => pair[one].mark?.heard && markedSupplied(pair[one]));
  const mark = which && pair[which].mark;
  return which && mark
    ? `The ${which} was ${mark.words.toLowerCase()}, says ${mark.by}, and the ${otherOf(which)} was supplied too: the patient may have had it twice.`
    : 'Something was handed out from both before anybody knew that they are one supply.';
};

/** [RSU-22] What went back for the other one is with another pharmacy now. */
const wentSentence = ({ goes = 'original', ...pair }: ReissueState): string => {
  const { shortId, mark } = pair[goes];
  const who = mark?.heard?.who ?? 'another pharmacy';
  return `${shortId ?? `The ${goes}`} is not for this patient any more, because the other one of the two takes its place, and it is with ${who} now. Ring ${who}, so that it is not supplied there as well; then close this without it (W).`;
};

/** [RSU-5] [RSU-25] EPS was told something of the one that goes, so it does not go back by itself: the ways out. */
const toldSentence = (goer: PrescriptionState): string | undefined => {
  const { shortId, treatment } = goer.prescription;
  const isErd = treatment === 'erd';
  const record = 'record it as not dispensed and claim it: then this is closed by itself';
  if (goer.work === 'not-dispensed') {
    const orBack = isErd ? '' : ' Or withdraw its notification there (W): then it goes back by itself.';
    return `EPS was told that nothing of ${shortId} is supplied. Open it and claim it: then this is closed by itself.${orBack}`;
  }
  if (isToldOnly(goer))
    return `Nothing of ${shortId} was handed out, but EPS was told of it, so it does not go back yet. Open it and withdraw its notification (W); then ${isErd ? record : 'it goes back by itself'}.`;
  return goer.staysActive
    ? `EPS was told of ${shortId} once, and takes an issue of repeat dispensing back no more. Open it, ${record}.`
    : undefined;
};

/** What lies around a pair, as its sentence needs it. */
type AroundSentence = {
  readonly companion?: boolean;
  /** Other registrations that the proposed script may be of. */
  readonly rivals?: readonly ReissueState[];
  /** The script that goes, where it is here. */
  readonly goer?: PrescriptionState | undefined;
};

/** The same in a sentence, with what happens next. */
export const pairSentence = (
  pair: ReissueState,
  now: Instant,
  { companion = false, rivals = [], goer }: AroundSentence = {},
): string => {
  if (pair.end) return endSentence(pair.end, now);
  if (pair.bothSupplied)
    return `${bothSentence(pair)} Speak to the patient and the prescriber, then close this with what was done.`;
  if (pair.staysGone)
    return 'The one that should stay is not with us, and nothing of it was handed out. The other one is held: use it after all, or open it and return it to the Spine.';
  const last = pair.returns.at(-1);
  if (last?.outcome === 'refused')
    return `EPS refused the return: ${last.sentence ?? ''} The script stays held. Look at Messages, then ask again; if EPS never takes it back, close this with what was done.`;
  if (last?.outcome === 'waiting') return 'One of the two goes back to the Spine; its return is on the way.';
  if (pair.proposal) {
    const others = rivals.map((one) => registrationName(one, now)).join(' and ');
    return others === ''
      ? 'A script came that may be the one. Nothing is supplied from it until a pharmacist says.'
      : `A script came that may be the one. Not only this registration waits for such a script: ${others}. Say of which it is, or that it is another supply: that answers for all of them. Nothing is supplied from it until then.`;
  }
  if (pair.decision === 'open')
    return 'The two look like one supply. One of them is held until a pharmacist has compared them.';
  if (wentElsewhere(pair)) return wentSentence(pair);
  if (goer?.custody.kind === 'sealed')
    return `${goer.prescription.shortId} lies in its pack again, and nothing is supplied from it. It goes back by itself once the Spine sends it.`;
  const told = goer && toldSentence(goer);
  if (told !== undefined) return told;
  return markedSentence(pair, companion) ?? waitingSentence(pair, companion);
};

/** Where an entry stands, as a word. */
export const supplyReason = (state: UnscriptedState, now: number): Reason => {
  if (state.correctedBy) return { look: 'plain', text: 'corrected' };
  if (state.proposal) return { look: 'attention', text: 'is this its script?' };
  if (state.matched)
    return { look: 'good', text: state.matched.how === 'notified' ? 'matched' : 'script went back' };
  if (state.prescription || !expectsScript(state)) return { look: 'good', text: 'complete' };
  if (state.closed) return { look: 'plain', text: 'no script will come' };
  const due = dueBy(state);
  if (due === undefined) return { look: 'plain', text: 'no script yet' };
  if (due < now) return { look: 'stop', text: 'script overdue' };
  return { look: 'plain', text: `due in ${Math.ceil((due - now) / hourMs)} h` };
};

export const routeWord = (state: UnscriptedState): string => {
  switch (state.entry.route) {
    case 'prescriber':
      return 'Emergency, prescriber';
    case 'patient':
      return 'Emergency, patient';
    case 'paper':
      return 'Paper FP10';
    default:
      return assertNever(state.entry.route);
  }
};

/** Whether a refusal on record still says how it was. */
export const refusalReason = ({ correctedBy }: RefusedState): Reason =>
  correctedBy ? { look: 'plain', text: 'corrected' } : { look: 'stop', text: 'refused' };
