import { refuse, type Refusal } from '../kernel/refusal';
import type { DeskEvent, DeskOutcome } from './events';
import { deskTabOf, type DeskRow } from './model';

export type DeskDecision =
  { readonly kind: 'decided'; readonly events: readonly DeskEvent[]; readonly sentence: string } | Refusal;

/** [DSK-15] Nothing pretends to talk to EPS where there is no broker. */
export const noBroker = (): Refusal =>
  refuse(
    'NoBroker',
    'DSK-15',
    'This profile has no broker, so the Spine cannot be asked from here.',
    'Ask in the pharmacy’s other system, and record here what became of it.',
  );

/** A row may be asked for unless its script is here, or asking is under way. */
export const mayAsk = (row: DeskRow): boolean => {
  const tab = deskTabOf(row);
  return tab !== 'waiting' && tab !== 'unconfirmed' && tab !== 'released' && row.custody.kind !== 'conflict';
};

/** [DSK-14] Queues the rows that may be asked for; the queue outlives the program. */
export const decideAskFor = (rows: readonly DeskRow[], first: boolean, companion: boolean): DeskDecision => {
  if (companion) return noBroker();
  const events = rows.filter(mayAsk).map(({ id }): DeskEvent => ({ type: 'desk.request-queued', id, first }));
  if (events.length === 0)
    return refuse(
      'NothingToAsk',
      'DSK-14',
      'None of these needs to be asked for: they are here, or a request is under way.',
      'Choose rows that are to scan or held elsewhere.',
    );
  return {
    kind: 'decided',
    events,
    sentence:
      events.length === 1
        ? 'Queued. The Spine is asked for it when its turn comes.'
        : `${events.length} requests queued. The Spine is asked for one after the other.`,
  };
};

/** [DSK-9] A request is taken back while it has not left. */
export const decideDropRequest = (row: DeskRow): DeskDecision =>
  row.custody.kind === 'queued'
    ? {
        kind: 'decided',
        events: [{ type: 'desk.request-dropped', id: row.id }],
        sentence: 'Taken out of the queue. Nothing was asked.',
      }
    : refuse(
        'RequestLeft',
        'DSK-9',
        'The Spine was asked already, so this cannot be undone.',
        'Wait for its answer.',
      );

const words: Readonly<Record<DeskOutcome['kind'], string>> = {
  'released-there': 'Recorded: released in the other system.',
  elsewhere: 'Recorded: with another pharmacy.',
  cancelled: 'Recorded: cancelled.',
  expired: 'Recorded: expired.',
  'needs-gp': 'Recorded: needs the GP.',
  closed: 'Recorded: nothing left to do.',
  listed: 'Back on the list.',
};

/** [DSK-15] A person says what became of a script. What is here, or is being asked, says so by itself. */
export const decideOutcome = (
  row: DeskRow,
  outcome: DeskOutcome,
  note: string,
  companion: boolean,
): DeskDecision => {
  const tab = deskTabOf(row);
  if (
    row.script !== undefined &&
    (tab === 'released' || tab === 'unconfirmed' || row.custody.kind === 'conflict')
  )
    return refuse(
      'ScriptIsHere',
      'DSK-15',
      'This script is here, so what becomes of it is done on the script itself.',
      'Open it with Enter.',
    );
  if (tab === 'waiting')
    return refuse(
      'RequestUnderWay',
      'DSK-15',
      'The Spine is being asked for this script.',
      'Wait for its answer, then record what is left to do.',
    );
  if (outcome.kind === 'released-there' && !companion)
    return refuse(
      'HasBroker',
      'DSK-15',
      'Whether a script was released is for the Spine to say.',
      'Ask the Spine for it with A.',
    );
  if (outcome.kind === 'elsewhere' && outcome.holder.name.trim() === '')
    return refuse(
      'HolderMissing',
      'DSK-15',
      'Which pharmacy has it is not said.',
      'Write its name, and its phone if you have it.',
    );
  const trimmed = note.trim().replace(/\s+/g, ' ').slice(0, 300);
  if (outcome.kind === 'closed' && trimmed === '')
    return refuse(
      'NoteMissing',
      'DSK-15',
      'Closing a script needs a word on why nothing is left to do.',
      'Write it, for the record.',
    );
  return {
    kind: 'decided',
    events: [{ type: 'desk.outcome-recorded', id: row.id, outcome, note: trimmed }],
    sentence: words[outcome.kind],
  };
};
