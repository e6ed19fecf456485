import { useCallback, useState } from 'react';
import { asInstant, formatDateTime } from '../../domain/kernel/instant';
import type { IssueKey } from '../../domain/kernel/ids';
import type { Quarantined } from '../../domain/inbox/model';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { MessageRow, Reads, ReleaseInDoubt } from '../../usecases/views';
import { DoubtSection } from './doubt-section';
import { Kept } from './kept';
import { Parked } from './parked';
import { Answer, Button, Word, useKeys, useLive, useNow, useRowFocus } from '../../ui';
import { waitsOf, type Way } from '../../domain/outbox/wait';
import { messageLook, messageName, messageSentence, messageState } from '../../domain/outbox/words';

type Props = {
  readonly reads: Reads;
  readonly way: Way;
  readonly engine: EngineClient;
  readonly doubts: readonly ReleaseInDoubt[];
  readonly onOpen: (key: IssueKey) => void;
};

type RowProps = {
  readonly row: MessageRow;
  readonly now: number;
  /** What it waits for; undefined where it waits for nothing but a person. */
  readonly wait: string | undefined;
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
  readonly onOpen: (key: IssueKey) => void;
};

const Waiting = ({ row, wait, engine, onReply, onOpen }: Omit<RowProps, 'now'>) => {
  const { messageId, awaits, subject } = row.message;
  if (wait === undefined) return null;
  const hurry = () => void engine.execute({ kind: 'HurryMessage', messageId }).then(onReply);
  return (
    <div className="hf-actions">
      {awaits === undefined ? (
        <Button onPress={hurry}>Try now</Button>
      ) : (
        <Button onPress={() => onOpen(subject)}>Open the script</Button>
      )}
    </div>
  );
};

const Line = ({ row, now, wait, engine, onReply, onOpen }: RowProps) => (
  <tr>
    <td>{formatDateTime(row.message.createdAt)}</td>
    <td>
      <button type="button" className="hf-plain" onClick={() => onOpen(row.message.subject)}>
        {row.shortId}
      </button>
      <br />
      {row.patient}
    </td>
    <td>{messageName(row.message)}</td>
    <td>
      {row.inConflict ? (
        <Word look="stop">not confirmed</Word>
      ) : (
        <Word look={messageLook(row.message)}>{messageState[row.message.progress.kind]}</Word>
      )}
      {messageSentence(row.message, asInstant(now), wait)}
      <Waiting row={row} wait={wait} engine={engine} onReply={onReply} onOpen={onOpen} />
      <Parked row={row} engine={engine} onReply={onReply} />
    </td>
  </tr>
);

type SectionProps = Omit<RowProps, 'row' | 'wait'> & {
  readonly waits?: ReadonlyMap<string, string>;
  readonly title: string;
  readonly empty: string;
  readonly rows: readonly MessageRow[] | undefined;
};

const Section = ({ title, empty, rows, waits, ...rest }: SectionProps) => (
  <section className="hf-panel" aria-label={title}>
    <h2>
      {title} <span className="hf-count">{rows?.length ?? ''}</span>
    </h2>
    {rows === undefined ? <p>Reading…</p> : null}
    {rows?.length === 0 ? <p className="hf-key">{empty}</p> : null}
    {rows && rows.length > 0 ? (
      <table className="hf-log hf-messages hf-stacked">
        <thead>
          <tr>
            <th scope="col">Written</th>
            <th scope="col">Script</th>
            <th scope="col">Message</th>
            <th scope="col">How it stands</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.message.messageId} row={row} wait={waits?.get(row.message.messageId)} {...rest} />
          ))}
        </tbody>
      </table>
    ) : null}
  </section>
);

/** Everything that was said to EPS, by how it stands; what needs a person comes first. */
export const MessagesScreen = ({ reads, way, engine, doubts, onOpen }: Props) => {
  const now = useNow(1_000);
  const [reply, setReply] = useState<CommandReply | undefined>(undefined);
  type OnRows = (rows: readonly MessageRow[]) => void;
  const parked = useLive(useCallback((onValue: OnRows) => reads.messages('parked', onValue), [reads]));
  const open = useLive(useCallback((onValue: OnRows) => reads.messages('open', onValue), [reads]));
  const accepted = useLive(useCallback((onValue: OnRows) => reads.messages('accepted', onValue), [reads]));
  const kept = useLive(
    useCallback((onValue: (rows: readonly Quarantined[]) => void) => reads.quarantined(onValue), [reads]),
  );
  const held = (open ?? []).filter(({ inConflict }) => inConflict);
  const waiting = open?.filter(({ inConflict }) => !inConflict);
  const waits = waitsOf(
    [...(open ?? []), ...(parked ?? [])].map(({ message }) => message),
    way,
    asInstant(now),
    new Set(held.map(({ message }) => message.subject)),
  );
  useKeys({ Escape: () => setReply(undefined) });
  const rows = useRowFocus<HTMLDivElement>();
  const shared = { now, engine, onReply: setReply, onOpen };
  return (
    <div ref={rows}>
      <h1>Messages</h1>
      <Answer reply={reply} onClose={() => setReply(undefined)} />
      <DoubtSection doubts={doubts} now={asInstant(now)} engine={engine} onReply={setReply} />
      {kept && kept.length > 0 ? <Kept kept={kept} engine={engine} onReply={setReply} /> : null}
      <Section
        title="Needs a person"
        empty="Nothing needs a person. A message that EPS refuses appears here."
        rows={parked && [...parked, ...held]}
        waits={waits}
        {...shared}
      />
      <Section title="Waiting" empty="Nothing waits to be sent." rows={waiting} waits={waits} {...shared} />
      <Section
        title="Settled"
        empty="Nothing was accepted yet. Notifications and returns appear here."
        rows={accepted}
        {...shared}
      />
    </div>
  );
};
