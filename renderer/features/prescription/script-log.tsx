import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { asInstant, formatDateTime } from '../../domain/kernel/instant';
import type { IssueKey } from '../../domain/kernel/ids';
import type { EngineClient } from '../../usecases/commands';
import type { LogLine } from '../../usecases/views';

type Props = {
  readonly issue: IssueKey;
  readonly engine: EngineClient;
  /** Another whenever something of the script is, so that the log is read again. */
  readonly version: unknown;
};

/** What happened to this script, from the journal. */
export const ScriptLog = ({ issue, engine, version }: Props) => {
  const [lines, setLines] = useState<readonly LogLine[] | undefined>(undefined);
  useEffect(() => {
    let shown = true;
    void engine.ask({ kind: 'Log', key: issue }).then((found) => {
      if (shown) setLines(found);
    });
    return () => {
      shown = false;
    };
  }, [engine, issue, version]);
  const log = useRef<HTMLTableElement>(null);
  const isRead = lines !== undefined;
  // Whoever asked for it may be at the top of a long script.
  useLayoutEffect(() => log.current?.scrollIntoView({ block: 'nearest' }), [isRead]);
  if (!lines) return <p role="status">Reading the journal…</p>;
  return (
    <table className="hf-log" ref={log}>
      <caption className="hf-visually-hidden">Log of this script</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">Who</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.seq}>
            <td>{formatDateTime(asInstant(line.at))}</td>
            <td>{line.sentence}</td>
            <td>{line.by}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
