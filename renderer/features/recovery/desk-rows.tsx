import { memo } from 'react';
import { mayAsk, notToRecord } from '../../domain/desk/decide-desk';
import type { DeskRow } from '../../domain/desk/model';
import { custodyWord, deskSentence } from '../../domain/desk/words';
import { formatDateTime, formatWait, type Instant } from '../../domain/kernel/instant';
import { Button, useInSight } from '../../ui';

/** What can be done with a row from here. */
export type RowActs = {
  readonly companion: boolean;
  readonly open: (row: DeskRow) => void;
  readonly ask: (row: DeskRow) => void;
  readonly drop: (row: DeskRow) => void;
  readonly record: (row: DeskRow) => void;
};

/** What only waits for its scan or its turn says no more than its word, unless it is chosen: the list stays short. */
const onlyWaits = ({ custody, since }: DeskRow): boolean =>
  since.says !== 'person' && ['listed', 'sealed', 'queued'].includes(custody.kind);

type WhereProps = { readonly row: DeskRow; readonly chosen: boolean; readonly companion: boolean };

const Where = ({ row, chosen, companion }: WhereProps) => {
  const { custody, since } = row;
  if (custody.kind === 'elsewhere' && since.says !== 'person') {
    const { name, address, phone } = custody.holder;
    return (
      <>
        <strong>with {name}</strong>
        <span className="hf-desk__words">{[phone, address].filter((part) => part !== '').join(' · ')}</span>
      </>
    );
  }
  const { sentence, next } = deskSentence(row, companion);
  return (
    <>
      <strong>{custody.kind === 'elsewhere' ? `with ${custody.holder.name}` : custodyWord(custody)}</strong>
      {onlyWaits(row) && !chosen ? null : (
        <span className="hf-desk__words">
          {sentence} {next}
        </span>
      )}
    </>
  );
};

type ActionProps = { readonly row: DeskRow; readonly chosen: boolean; readonly acts: RowActs };

const Action = ({ row, chosen, acts }: ActionProps) => {
  const hint = (key: string) => (chosen ? { hint: key } : {});
  if (row.custody.kind === 'queued')
    return (
      <Button onPress={() => acts.drop(row)} {...hint('X')}>
        Do not ask
      </Button>
    );
  return (
    <div className="hf-actions">
      {row.script ? (
        <Button onPress={() => acts.open(row)} {...hint('Enter')}>
          Open
        </Button>
      ) : null}
      {!acts.companion && mayAsk(row) ? (
        <Button onPress={() => acts.ask(row)} {...hint('A')}>
          Ask for it
        </Button>
      ) : null}
      {notToRecord(row) ? null : (
        <Button onPress={() => acts.record(row)} {...hint('R')}>
          Record…
        </Button>
      )}
    </div>
  );
};

type Props = {
  readonly rows: readonly DeskRow[];
  readonly chosen: number;
  readonly now: Instant;
  readonly acts: RowActs;
};

const whoOf = ({ since }: DeskRow): string => (since.says === 'spine' ? 'the Spine' : since.by);

/** A scan changes one row; the others are not drawn again for it. */
const Row = memo(({ row, chosen, now, acts }: ActionProps & { readonly now: Instant }) => {
  const one = useInSight<HTMLTableRowElement>(chosen);
  return (
    <tr ref={one} data-testid="desk-row" className={chosen ? 'hf-desk__chosen' : undefined}>
      <th scope="row">
        {chosen ? <span className="hf-visually-hidden">Chosen: </span> : null}
        {row.id}
      </th>
      <td>
        <Where row={row} chosen={chosen} companion={acts.companion} />
        <span className="hf-desk__words hf-desk__since">
          {whoOf(row)}, {formatDateTime(row.since.at)}
        </span>
      </td>
      <td>
        {[row.hint.name, row.hint.items].filter((part) => part !== '').join(' · ') || 'no name came with it'}
      </td>
      <td>{row.sources.map(({ name }) => name).join(', ') || 'scanned here'}</td>
      <td>{formatWait(row.listedAt, now)}</td>
      <td>
        <Action row={row} chosen={chosen} acts={acts} />
      </td>
    </tr>
  );
});

/** Rows of one group, in the order of the desk. */
export const DeskRows = ({ rows, chosen, now, acts }: Props) => (
  <table className="hf-log hf-desk">
    <thead>
      <tr>
        {['Id', 'Where it is, by whose word', 'Who and what', 'Named by', 'Age', 'To do'].map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row, i) => (
        <Row key={row.id} row={row} chosen={i === chosen} now={now} acts={acts} />
      ))}
    </tbody>
  </table>
);
