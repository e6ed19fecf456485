import { useState } from 'react';
import { formatDate } from '../../domain/kernel/instant';
import type { IssueKey } from '../../domain/kernel/ids';
import { Button, RowName, Word } from '../../ui';
import type { PaperReply } from '../../usecases/paper';
import type {
  MadeWaitingSheet,
  WaitingGroup,
  WaitingLine,
  WaitingView,
} from '../../usecases/prescriptions/waiting';

/** Hands the list to the printer or saves it. */
export type DeliverWaiting = (page: MadeWaitingSheet['page'], how: 'paper' | 'pdf') => Promise<PaperReply>;

type Props = {
  readonly view: WaitingView | undefined;
  readonly onOpen: (key: IssueKey) => void;
  readonly onPrint: () => void;
};

const Line = ({ line, onOpen }: { readonly line: WaitingLine; readonly onOpen: () => void }) => (
  <li>
    <button type="button" className="hf-waiting-row" data-testid="waiting-row" onClick={onOpen}>
      <RowName name={line.patient} />
      <span>{formatDate(line.birthDate)}</span>
      <span title={line.medicines.join(', ')}>{line.medicines.join(', ')}</span>
      <span>{line.stands}</span>
      <span>
        {line.held === '' ? null : <Word look="stop">{line.held}</Word>}
        {line.why.map((word) => (
          <Word key={word} look="attention">
            {word}
          </Word>
        ))}
      </span>
    </button>
  </li>
);

const Group = ({ group, onOpen }: { readonly group: WaitingGroup; readonly onOpen: Props['onOpen'] }) => {
  const more = group.count - group.first.length;
  return (
    <>
      <ol className="hf-waiting" aria-label={group.title}>
        {group.first.map((line) => (
          <Line key={line.key} line={line} onOpen={() => onOpen(line.key)} />
        ))}
      </ol>
      {more > 0 ? (
        <p>
          {more} more of them: on the list to print, and in Today <kbd className="hf-key">F2</kbd>.
        </p>
      ) : null}
    </>
  );
};

type GroupsProps = Pick<Props, 'onOpen'> & { readonly groups: readonly WaitingGroup[] };

const Groups = ({ groups, onOpen }: GroupsProps) => {
  const [shown, setShown] = useState<string | undefined>(undefined);
  const group = groups.find(({ title }) => title === shown);
  return (
    <>
      <div className="hf-waiting-groups">
        {groups.map(({ title, urgent, count }) => (
          <button
            key={title}
            type="button"
            className={urgent ? 'hf-waiting-group hf-waiting-group--urgent' : 'hf-waiting-group'}
            aria-expanded={title === shown}
            aria-controls="waiting-group"
            onClick={() => setShown(title === shown ? undefined : title)}
          >
            {title} <strong>{count}</strong>
          </button>
        ))}
      </div>
      <div id="waiting-group">{group ? <Group group={group} onOpen={onOpen} /> : null}</div>
    </>
  );
};

/** [TRI-11] What waits in the whole pharmacy, by need; each group can be looked into, and all of it goes on paper. */
export const WaitingPanel = ({ view, onOpen, onPrint }: Props) => (
  <section className="hf-panel" aria-labelledby="outage-waiting">
    <div className="hf-waiting-head">
      <h2 id="outage-waiting">
        What waits, by need {view === undefined ? null : <span className="hf-count">{view.total}</span>}
      </h2>
      <Button onPress={onPrint} hint="L">
        Print the list…
      </Button>
    </div>
    {view === undefined ? <p role="status">Counting…</p> : null}
    {view && !view.complete ? <p role="status">Scripts are still being read; there will be more.</p> : null}
    {view?.complete && view.total === 0 ? (
      <p>Nothing waits. Scripts that are to be checked, assembled or handed out stand here by need.</p>
    ) : null}
    {view ? <Groups groups={view.groups} onOpen={onOpen} /> : null}
  </section>
);
