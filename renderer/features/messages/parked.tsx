import { useState } from 'react';
import type { Message } from '../../domain/outbox/model';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { MessageRow } from '../../usecases/views';
import { Button, ReasonDialog } from '../../ui';

type Props = {
  readonly row: MessageRow;
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
};

type DialogProps = {
  readonly message: Message;
  readonly onDone: (note: string) => void;
  readonly onClose: () => void;
};

const TakeOverDialog = ({ message, onDone, onClose }: DialogProps) => {
  const stays = message.progress.kind === 'parked' && !message.progress.certain;
  return (
    <ReasonDialog
      title="Take this message over"
      label="What do you do about it?"
      action="Take it over in my name"
      onDone={onDone}
      onClose={onClose}
    >
      <p>
        {stays
          ? 'It may or may not have arrived, so it stays on this list until EPS has answered. Your name and note stand beside it.'
          : 'EPS refused it. Your name and note stand beside it, for whoever looks next.'}
      </p>
    </ReasonDialog>
  );
};

/** What a person can do with a message that waits for one. */
export const Parked = ({ row, engine, onReply }: Props) => {
  const { message } = row;
  const { messageId } = message;
  const [taking, setTaking] = useState(false);
  if (message.progress.kind !== 'parked') return null;
  const retry = () => void engine.execute({ kind: 'RetryMessage', messageId }).then(onReply);
  const takeOver = (note: string): void => {
    setTaking(false);
    void engine.execute({ kind: 'HandOver', messageId, note }).then(onReply);
  };
  return (
    <>
      <div className="hf-actions">
        <Button onPress={retry}>Send it again, unchanged</Button>
        <Button onPress={() => setTaking(true)}>Take it over…</Button>
      </div>
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">Details for the supplier</span>
        </summary>
        <pre className="hf-raw" tabIndex={0} role="region" aria-label="Answer of EPS">
          {`${message.progress.code}\n${message.messageId}\n${message.progress.detail}`}
        </pre>
      </details>
      {taking ? (
        <TakeOverDialog message={message} onDone={takeOver} onClose={() => setTaking(false)} />
      ) : null}
    </>
  );
};
