import { refuse, type Refusal } from '../kernel/refusal';
import type { DeskEvent, DeskOutcome } from './events';
import { deskTabOf, isHere, type DeskRow } from './model';

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
  return tab !== 'waiting' && tab !== 'released' && !isHere(row);
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

/** [DSK-14] A whole group was asked for by mistake: what has not left is taken back. */
export const decideDropAll = (rows: readonly DeskRow[]): DeskDecision => {
  const queued = rows.filter(({ custody }) => custody.kind === 'queued');
  if (queued.length === 0)
    return refuse('RequestLeft', 'DSK-9', 'Nothing is in the queue any more.', 'Wait for the answers.');
  return {
    kind: 'decided',
    events: queued.map(({ id }): DeskEvent => ({ type: 'desk.request-dropped', id })),
    sentence:
      queued.length === 1
        ? 'Taken out of the queue. Nothing was asked.'
        : `${queued.length} taken out of the queue. Nothing was asked.`,
  };
};

const words: Readonly<Record<DeskOutcome['kind'], string>> = {
  'released-there': 'Recorded: released in the other system.',
  elsewhere: 'Recorded: with another pharmacy.',
  cancelled: 'Recorded: cancelled.',
  expired: 'Recorded: expired.',
  'needs-gp': 'Recorded: needs the GP.',
  closed: 'Recorded: nothing left to do.',
  listed: 'Back on the list.',
};

/** [DSK-15] Of a script that is here, or is being asked for, a person’s word says nothing. */
export const notToRecord = (row: DeskRow): Refusal | undefined => {
  if (row.script !== undefined && isHere(row))
    return refuse(
      'ScriptIsHere',
      'DSK-15',
      'This script is here, so what becomes of it is done on the script itself.',
      'Open it with Enter.',
    );
  return deskTabOf(row) === 'waiting'
    ? refuse(
        'RequestUnderWay',
        'DSK-15',
        'The Spine is being asked for this script.',
        row.custody.kind === 'queued'
          ? 'Take it out of the queue with X, or wait for its answer.'
          : 'Wait for its answer, then record what is left to do.',
      )
    : undefined;
};

/** What a person may say of a script: not that it was released, where the Spine can be asked. */
export const outcomesFor = (companion: boolean): readonly DeskOutcome['kind'][] =>
  companion
    ? ['released-there', 'elsewhere', 'cancelled', 'expired', 'needs-gp', 'closed', 'listed']
    : ['needs-gp', 'closed', 'elsewhere', 'cancelled', 'expired', 'listed'];

/** What a note must say with an outcome; empty where it need not say anything. */
export const noteWanted = (kind: DeskOutcome['kind'], companion: boolean): string => {
  if (kind === 'closed') return 'Why is nothing left to do?';
  const spineKnows = kind === 'elsewhere' || kind === 'cancelled' || kind === 'expired';
  return spineKnows && !companion ? 'Who says so? The Spine was not asked.' : '';
};

const cleanNote = (note: string): string => note.trim().replace(/\s+/g, ' ').slice(0, 300);

/** [DSK-15] What is missing of an outcome before it can be recorded. */
export const missingOf = (outcome: DeskOutcome, note: string, companion: boolean): Refusal | undefined => {
  if (!outcomesFor(companion).includes(outcome.kind))
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
  if (cleanNote(note) !== '' || noteWanted(outcome.kind, companion) === '') return undefined;
  return outcome.kind === 'closed'
    ? refuse(
        'NoteMissing',
        'DSK-15',
        'Closing a script needs a word on why nothing is left to do.',
        'Write it, for the record.',
      )
    : refuse(
        'NoteMissing',
        'DSK-15',
        'This is for the Spine to say. Recorded here it stands as your word, with who told you.',
        'Write who says so, or ask the Spine for it with A.',
      );
};

/** [DSK-15] A person says what became of a script. What is here, or is being asked, says so by itself. */
export const decideOutcome = (
  row: DeskRow,
  outcome: DeskOutcome,
  note: string,
  companion: boolean,
): DeskDecision =>
  notToRecord(row) ??
  missingOf(outcome, note, companion) ?? {
    kind: 'decided',
    events: [{ type: 'desk.outcome-recorded', id: row.id, outcome, note: cleanNote(note) }],
    sentence: words[outcome.kind],
  };
