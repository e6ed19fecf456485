import { useState } from 'react';
import type { Incident, TimelineEntry, TimelineFact } from '../../domain/incidents/model';
import { factWords } from '../../domain/incidents/words';
import { formatClock, formatDateTime, type Instant } from '../../domain/kernel/instant';
import type { CommandReply } from '../../usecases/commands';
import { Button, unsaved, Word } from '../../ui';

type Props = {
  readonly incident: Incident;
  readonly now: Instant;
  readonly companion: boolean;
  /** Undefined where the incident is closed: its record is never changed. */
  readonly onNote: ((text: string) => Promise<CommandReply>) | undefined;
};

const marks: Partial<Record<TimelineFact['kind'], readonly ['stop' | 'good' | 'attention', string]>> = {
  detected: ['stop', 'failed'],
  joined: ['stop', 'failed'],
  'failed-again': ['stop', 'failed'],
  slipped: ['stop', 'slipped'],
  promised: ['attention', 'promised'],
  workaround: ['attention', 'by hand'],
  fixed: ['good', 'fixed'],
  kept: ['good', 'kept'],
  cleared: ['good', 'cleared'],
  closed: ['good', 'closed'],
};

const lateMs = 120_000;

/** An entry made later than it happened says both times. */
const entered = ({ happenedAt, enteredAt, by }: TimelineEntry, now: Instant): string =>
  enteredAt - happenedAt > lateMs ? `${by}, entered ${formatClock(enteredAt, now)}` : by;

type LineProps = Pick<Props, 'incident' | 'now' | 'companion'> & { readonly entry: TimelineEntry };

const Line = ({ incident, entry, now, companion }: LineProps) => {
  const mark = marks[entry.fact.kind];
  return (
    <li className={`hf-timeline__line hf-timeline__line--${entry.fact.kind}`}>
      <time className="hf-timeline__time" title={formatDateTime(entry.happenedAt)}>
        {formatClock(entry.happenedAt, now)}
      </time>
      <span>
        {mark ? <Word look={mark[0]}>{mark[1]}</Word> : null}
        {factWords(incident, entry.fact, companion)} <span className="hf-key">{entered(entry, now)}</span>
      </span>
    </li>
  );
};

/** What happened, the newest first, with a line to type into. */
export const Timeline = ({ incident, now, companion, onNote }: Props) => {
  const [text, setText] = useState('');
  const note = () => {
    if (!onNote || text.trim() === '') return;
    void onNote(text).then((reply) => {
      if (reply.kind === 'done') setText('');
    });
  };
  const entries = incident.timeline
    .map((entry, i) => ({ entry, i }))
    .sort((a, b) => b.entry.happenedAt - a.entry.happenedAt || b.i - a.i);
  return (
    <>
      {onNote ? (
        <div className="hf-timeline__note" {...unsaved('this note', text.trim() !== '')}>
          <input
            type="text"
            id="outage-note"
            aria-label="Write into the timeline"
            placeholder="N  What happened? Enter writes it into the timeline"
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') note();
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
          />
          <Button onPress={note}>Write</Button>
        </div>
      ) : null}
      <ol className="hf-timeline" aria-label="Timeline" tabIndex={0}>
        {entries.map(({ entry, i }) => (
          <Line key={i} incident={incident} entry={entry} now={now} companion={companion} />
        ))}
      </ol>
    </>
  );
};
