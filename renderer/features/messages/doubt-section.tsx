import { useState } from 'react';
import { unseenWords } from '../../domain/inbox/unseen';
import { doubtWords } from '../../domain/inbox/words';
import { formatDateTime, type Instant } from '../../domain/kernel/instant';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { ReleaseInDoubt } from '../../usecases/views';
import { Button, Dialog, Field, Word } from '../../ui';

type Props = {
  readonly doubts: readonly ReleaseInDoubt[];
  readonly now: Instant;
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
};

/** One as it is; of several how many scripts they may hold, and when they were asked for. */
const whatAll = (doubts: readonly ReleaseInDoubt[], now: Instant): string => {
  const [first, last] = [doubts[0], doubts.at(-1)];
  if (!first || !last) return '';
  return doubts.length === 1
    ? doubtWords(first, now).what
    : `${doubts.length} were asked for between ${formatDateTime(first.sinceAt)} and ${formatDateTime(last.sinceAt)}, and nothing came. ${unseenWords(doubts)} may be with us and unseen.`;
};

const CloseDialog = ({
  doubts,
  now,
  onDone,
  onClose,
}: {
  readonly doubts: readonly ReleaseInDoubt[];
  readonly now: Instant;
  readonly onDone: (reason: string) => void;
  readonly onClose: () => void;
}) => {
  const [reason, setReason] = useState('');
  return (
    <Dialog
      title={doubts.length === 1 ? 'Close this download' : `Close ${doubts.length} downloads`}
      onClose={onClose}
    >
      <p>{whatAll(doubts, now)}</p>
      <p>Closed, nothing on this computer reminds anybody of it any more. It is closed in your name.</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onDone(reason);
        }}
      >
        <Field
          label="How do you know that no script is missing?"
          value={reason}
          onChange={setReason}
          autoFocus
        />
        <div className="hf-actions">
          <Button look="primary" type="submit" onPress={() => undefined} disabled={reason.trim() === ''}>
            {doubts.length === 1 ? 'Close it in my name' : 'Close them in my name'}
          </Button>
          <Button onPress={onClose} hint="Esc">
            {doubts.length === 1 ? 'Leave it open' : 'Leave them open'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

/** Downloads whose answer did not come: how many scripts may be unseen, since when, and who may end it. */
export const DoubtSection = ({ doubts, now, engine, onReply }: Props) => {
  const [closing, setClosing] = useState<readonly ReleaseInDoubt[]>([]);
  if (doubts.length === 0) return null;
  const lost = doubts.filter((doubt) => doubt.lost);
  const close = ([first, ...others]: readonly ReleaseInDoubt[], reason: string): void => {
    setClosing([]);
    if (!first) return;
    const also = others.map(({ requestId }) => requestId);
    void engine.execute({ kind: 'CloseRelease', requestId: first.requestId, also, reason }).then(onReply);
  };
  return (
    <section className="hf-panel" aria-label="Downloads in doubt">
      <h2>
        Downloads in doubt <span className="hf-count hf-count--attention">{doubts.length}</span>
      </h2>
      {lost.length > 1 ? (
        <div className="hf-actions">
          <Button onPress={() => setClosing(lost)}>Close all {lost.length} that are unseen…</Button>
        </div>
      ) : null}
      <ul className="nhsuk-list">
        {doubts.map((doubt) => {
          const { what, next, closable } = doubtWords(doubt, now);
          return (
            <li key={doubt.requestId}>
              <Word look={doubt.lost ? 'stop' : 'attention'}>{doubt.lost ? 'unseen' : 'in doubt'}</Word>
              {what} {next} <span className="hf-key">request {doubt.requestId}</span>
              {closable ? (
                <div className="hf-actions">
                  <Button onPress={() => setClosing([doubt])}>Close this download…</Button>
                </div>
              ) : null}
            </li>
          );
        })}
      </ul>
      {closing.length > 0 ? (
        <CloseDialog
          doubts={closing}
          now={now}
          onDone={(reason) => close(closing, reason)}
          onClose={() => setClosing([])}
        />
      ) : null}
    </section>
  );
};
