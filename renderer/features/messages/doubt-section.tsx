import { useState } from 'react';
import { formatDateTime } from '../../domain/kernel/instant';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { ReleaseInDoubt } from '../../usecases/views';
import { Button, Dialog, Field, Word } from '../../ui';

type Props = {
  readonly doubts: readonly ReleaseInDoubt[];
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
};

const what = ({ shortId, sinceAt, lost }: ReleaseInDoubt): string => {
  const asked = formatDateTime(sinceAt);
  if (shortId !== undefined)
    return `${shortId} was asked for at ${asked} and nothing came. It may be with us and unseen.`;
  return lost
    ? `The answer to the download of ${asked} was lost, and asking again brought nothing. Up to 25 scripts may be with us and unseen.`
    : `No answer to the download of ${asked}. Up to 25 scripts may be on their way to us.`;
};

const CloseDialog = ({
  doubt,
  onDone,
  onClose,
}: {
  readonly doubt: ReleaseInDoubt;
  readonly onDone: (reason: string) => void;
  readonly onClose: () => void;
}) => {
  const [reason, setReason] = useState('');
  return (
    <Dialog title="Close this download" onClose={onClose}>
      <p>{what(doubt)}</p>
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
            Close it in my name
          </Button>
          <Button onPress={onClose} hint="Esc">
            Leave it open
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

/** Downloads whose answer did not come: how many scripts may be unseen, since when, and who may end it. */
export const DoubtSection = ({ doubts, engine, onReply }: Props) => {
  const [closing, setClosing] = useState<ReleaseInDoubt | undefined>(undefined);
  if (doubts.length === 0) return null;
  const close = (doubt: ReleaseInDoubt, reason: string): void => {
    setClosing(undefined);
    void engine.execute({ kind: 'CloseRelease', requestId: doubt.requestId, reason }).then(onReply);
  };
  return (
    <section className="hf-panel" aria-label="Downloads in doubt">
      <h2>
        Downloads in doubt <span className="hf-count hf-count--attention">{doubts.length}</span>
      </h2>
      <ul className="nhsuk-list">
        {doubts.map((doubt) => (
          <li key={doubt.requestId}>
            <Word look={doubt.lost ? 'stop' : 'attention'}>{doubt.lost ? 'unseen' : 'in doubt'}</Word>
            {what(doubt)}{' '}
            {doubt.lost
              ? 'When a patient’s script is missing, ask for it by its id; a recovery pack may bring the rest. Close this once none is missing.'
              : 'The same request goes out again by itself.'}{' '}
            <span className="hf-key">request {doubt.requestId}</span>
            {doubt.lost ? (
              <div className="hf-actions">
                <Button onPress={() => setClosing(doubt)}>Close this download…</Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {closing ? (
        <CloseDialog
          doubt={closing}
          onDone={(reason) => close(closing, reason)}
          onClose={() => setClosing(undefined)}
        />
      ) : null}
    </section>
  );
};
