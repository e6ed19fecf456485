import { assertNever } from '../../domain/kernel/assert-never';
import { formatClock, type Instant } from '../../domain/kernel/instant';
import type { Patient } from '../../domain/prescriptions/model';
import type { ReissueState } from '../../domain/reissue/model';
import { dueBy, type UnscriptedState } from '../../domain/unscripted/model';
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
} as const satisfies Readonly<Record<string, Reason>>;

/** Where a pair stands, as a word. */
export const pairReason = (pair: ReissueState): Reason => {
  if (pair.end) return ends[pair.end.how];
  if (pair.bothSupplied) return { look: 'stop', text: 'both supplied' };
  const last = pair.returns.at(-1)?.outcome;
  if (last === 'refused') return { look: 'stop', text: 'return refused' };
  if (last === 'waiting') return { look: 'plain', text: 'return waits' };
  if (pair.proposal) return { look: 'attention', text: 'is this the one?' };
  if (pair.decision === 'open') return { look: 'attention', text: 'duplicate?' };
  if (pair.original.key === undefined && pair.replacement.key === undefined)
    return { look: 'plain', text: 'neither is here' };
  return { look: 'plain', text: pair.original.key ? 'replacement awaited' : 'original not here' };
};

/** The same in a sentence, with what happens next. */
export const pairSentence = (pair: ReissueState, now: Instant): string => {
  const { end } = pair;
  if (end) {
    const when = `${formatClock(end.at, now)} by ${end.by}`;
    const why = end.reason === '' ? '' : `: ${end.reason}`;
    return `Closed ${when}, ${ends[end.how].text}${why}.`;
  }
  if (pair.bothSupplied)
    return 'Something was handed out from both before anybody knew that they are one supply. Speak to the patient and the prescriber, then close this with what was done.';
  const last = pair.returns.at(-1);
  if (last?.outcome === 'refused')
    return `EPS refused the return: ${last.sentence ?? ''} The script stays held. Look at Messages, then ask again.`;
  if (last?.outcome === 'waiting') return 'One of the two goes back to the Spine; its return is on the way.';
  if (pair.proposal)
    return 'A script came that may be the one. Nothing is supplied from it until a pharmacist says.';
  if (pair.decision === 'open')
    return 'The two look like one supply. The second one is held until a pharmacist has compared them.';
  if (pair.goes === 'replacement' && pair.replacement.key === undefined)
    return 'The original is used. The replacement goes back by itself when it comes.';
  if (pair.original.key !== undefined && pair.replacement.key === undefined)
    return 'The original is here and held. It goes back by itself when the replacement is here.';
  if (pair.replacement.key !== undefined)
    return 'The replacement is here and may be supplied. The original goes back by itself when it turns up.';
  return 'Neither script is here yet. Whichever comes is matched by itself; never both are supplied.';
};

/** Where an entry stands, as a word. */
export const supplyReason = (state: UnscriptedState, now: number): Reason => {
  if (state.correctedBy) return { look: 'plain', text: 'corrected' };
  if (state.matched)
    return { look: 'good', text: state.matched.how === 'notified' ? 'matched' : 'script went back' };
  if (state.prescription) return { look: 'good', text: 'complete' };
  if (state.proposal) return { look: 'attention', text: 'is this its script?' };
  const due = dueBy(state);
  if (due === undefined) return { look: 'plain', text: 'no script yet' };
  if (due < now) return { look: 'stop', text: 'script overdue' };
  return { look: 'plain', text: `due in ${Math.ceil((due - now) / 3_600_000)} h` };
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
