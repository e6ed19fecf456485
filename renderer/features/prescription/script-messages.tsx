import { asInstant } from '../../domain/kernel/instant';
import { waitsOf, type Way } from '../../domain/outbox/wait';
import { messageLook, messageName, messageSentence, messageState } from '../../domain/outbox/words';
import type { PrescriptionView } from '../../usecases/views';
import { Word } from '../../ui';

type Props = { readonly view: PrescriptionView; readonly now: number; readonly way: Way };

/** [OUT-20] Everything this script has said to EPS, and what each message waits for. */
export const ScriptMessages = ({ view: { state, messages }, now, way }: Props) => {
  if (messages.length === 0) return null;
  const at = asInstant(now);
  const conflicts = state.hold.kind === 'conflict' ? [state.prescription.key] : [];
  const waits = waitsOf(messages, way, at, new Set(conflicts));
  return (
    <section className="hf-panel" aria-label="Messages to EPS">
      <h2>Messages to EPS</h2>
      {messages.map((message) => (
        <p key={message.messageId} data-testid={`message-${message.kind}`}>
          <Word look={messageLook(message)}>{messageState[message.progress.kind]}</Word>
          <strong>{messageName(message)}</strong>:{' '}
          {messageSentence(message, at, waits.get(message.messageId))}
          {message.progress.kind === 'parked' ? ' The details are in Messages (F6).' : ''}
        </p>
      ))}
    </section>
  );
};
