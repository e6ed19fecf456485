import { useState } from 'react';
import { ageWords, estimateWords, expectedWords, hangingWords, ratesWords } from '../../domain/backlog/words';
import { missingOf, type Backlog, type Direction } from '../../domain/backlog/model';
import type { ClearingPromise, Incident } from '../../domain/incidents/model';
import { slipWords, unjudgedWords } from '../../domain/incidents/words';
import { formatDateTime } from '../../domain/kernel/instant';
import { need } from '../../domain/kernel/text';
import type { BacklogView, QueueView } from '../../usecases/incidents/backlog';
import { Word } from '../../ui';
import { BacklogChart } from './chart';
import { ChartTable } from './chart-table';

type Props = {
  readonly view: BacklogView | undefined;
  readonly incident: Incident | undefined;
  /** A profile without a broker sends and receives nothing. */
  readonly companion: boolean;
};

const titles: Readonly<Record<Direction, string>> = {
  out: 'Messages to send',
  in: 'Scripts to come',
};
const verbs: Readonly<Record<Direction, { arrived: string; drained: string }>> = {
  out: { arrived: 'written', drained: 'sent' },
  in: { arrived: '', drained: 'received' },
};

const legend =
  'Our own count: the area is what waits, bars are what joined (up) and left (down), shaded is our range, diamonds are promises.';

/** The number one wants to know, and what it is made of. */
const standing = (direction: Direction, { backlog }: BacklogView): readonly [string, string] => {
  const { out, in: scripts, at } = backlog;
  if (direction === 'out') {
    const more = [
      ageWords(out.oldestAt, at),
      out.stuck > 0 ? `${need(out.stuck)} a person besides` : '',
    ].filter((text) => text !== '');
    return [`${out.waiting} waiting`, more.map((text) => `, ${text}`).join('')];
  }
  const missing = missingOf(backlog);
  const hanging = [...hangingWords(scripts), ageWords(scripts.oldestAt, at)].filter((text) => text !== '');
  const number = missing === undefined ? `${scripts.seen} came` : `${missing} to come`;
  return [number, ` ${expectedWords(backlog)} ${hanging.length === 0 ? '' : `${hanging.join(', ')}.`}`];
};

type PromisesProps = {
  readonly incident: Incident;
  readonly backlog: Backlog | undefined;
  readonly companion: boolean;
};

const promiseEnd = (promise: ClearingPromise, { incident, backlog, companion }: PromisesProps): string => {
  const { end } = promise;
  if (end.kind === 'slipped') return `, then ${slipWords(end.waiting, companion)}`;
  const why =
    end.kind === 'open' && backlog ? unjudgedWords(incident, promise, backlog, companion) : undefined;
  return why === undefined ? '' : `. ${why}`;
};

const Promises = (props: PromisesProps) => (
  <ul className="hf-chart__promises" aria-label="Promised clearing times">
    {props.incident.promises.map((promise) => (
      <li key={promise.promiseId}>
        <Word look={promise.end.kind === 'slipped' ? 'stop' : promise.end.kind === 'kept' ? 'good' : 'plain'}>
          {promise.end.kind === 'open' ? 'promised' : promise.end.kind}
        </Word>
        {promise.saidBy}: clear by {formatDateTime(promise.clearBy)}
        {promiseEnd(promise, props)}
      </li>
    ))}
  </ul>
);

type QueueProps = { readonly queue: QueueView; readonly view: BacklogView; readonly closed: boolean };

const Queue = ({ queue, view, closed }: QueueProps) => {
  const [number, more] = standing(queue.direction, view);
  const title = titles[queue.direction];
  const estimate = estimateWords(queue.estimate, view.backlog.at);
  const { chart } = queue;
  // Where nothing waits and nothing moved there is nothing to draw.
  const moved = chart.bars.some(({ arrived, drained }) => arrived + drained > 0);
  const known = queue.direction === 'out' || missingOf(view.backlog) !== undefined;
  const waits = chart.line.some(({ waiting }) => waiting > 0);
  const drawn = (known && (moved || waits)) || chart.marks.length > 0;
  return (
    <figure className="hf-chart__figure">
      <p className="hf-chart__number">
        <strong>{number}</strong>
        {more}
      </p>
      {drawn ? (
        <BacklogChart
          chart={chart}
          title={title}
          says={`${number}. ${estimate}`}
          until={closed ? 'closed' : 'now'}
        />
      ) : null}
      <figcaption>
        <strong data-testid="estimate">{estimate}</strong>{' '}
        {closed ? '' : ratesWords(queue.rates, verbs[queue.direction])}{' '}
        {drawn ? <span className="hf-key">{legend}</span> : null}
      </figcaption>
      {drawn ? <ChartTable chart={chart} caption={title} /> : null}
    </figure>
  );
};

/** What waits on both ways, how fast it moves, and when it may be clear, beside what was promised. */
export const BacklogPanel = ({ view, incident, companion }: Props) => {
  const [direction, setDirection] = useState<Direction>('out');
  const queue = view?.queues.find((one) => one.direction === direction);
  const closed = incident?.closedAt !== undefined;
  return (
    <section className="hf-panel" aria-labelledby="outage-backlog">
      <h2 id="outage-backlog">{closed ? 'Backlog until it was closed' : 'Backlog'}</h2>
      {companion ? (
        <p>This profile has no broker, so nothing waits here. What is expected is kept on the PWAD desk.</p>
      ) : (
        <>
          <div className="hf-tabs" role="group" aria-label="Which queue">
            {(['out', 'in'] as const).map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={direction === one}
                onClick={() => setDirection(one)}
              >
                {titles[one]}
              </button>
            ))}
          </div>
          {view && queue ? (
            <Queue queue={queue} view={view} closed={closed} />
          ) : (
            <p role="status">Counting…</p>
          )}
        </>
      )}
      {incident && incident.promises.length > 0 ? (
        <Promises incident={incident} backlog={view?.backlog} companion={companion} />
      ) : null}
    </section>
  );
};
