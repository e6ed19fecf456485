import { useState } from 'react';
import { doubtWords } from '../../domain/inbox/words';
import type { Instant } from '../../domain/kernel/instant';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { ReleaseInDoubt } from '../../usecases/views';
import { Button, Dialog, Field, Word } from '../../ui';

type Props = {
  readonly doubts: readonly ReleaseInDoubt[];
  readonly now: Instant;
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
};

const CloseDialog = ({
  what,
  onDone,
  onClose,
}: {
  readonly what: string;
  readonly onDone: (reason: string) => void;
  readonly onClose: () => void;
}) => {
  const [reason, setReason] = useState('');
  return (
    <Dialog title="Close this download" onClose={onClose}>
      <p>{what}</p>
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
export const DoubtSection = ({ doubts, now, engine, onReply }: Props) => {
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
        {doubts.map((doubt) => {
          const { what, next, closable } = doubtWords(doubt, now);
          return (
            <li key={doubt.requestId}>
              <Word look={doubt.lost ? 'stop' : 'attention'}>{doubt.lost ? 'unseen' : 'in doubt'}</Word>
              {what} {next} <span className="hf-key">request {doubt.requestId}</span>
              {closable ? (
                <div className="hf-actions">
                  <Button onPress={() => setClosing(doubt)}>Close this download…</Button>
                </div>
              ) : null}
            </li>
          );
        })}
      </ul>
      {closing ? (
        <CloseDialog
          what={doubtWords(closing, now).what}
          onDone={(reason) => close(closing, reason)}
          onClose={() => setClosing(undefined)}
        />
      ) : null}
    </section>
  );
};
