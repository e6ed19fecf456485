import { Button, Said, saidWords } from '../../ui';
import type { BatchState, ClaimsBatch } from './batch';
import { useBatchState } from './use-batch';

type Sending = Extract<BatchState, { kind: 'sending' }>;
type Sent = Extract<BatchState, { kind: 'sent' }>;

const shown = 5;

const Meter = ({ at, of }: Sending) => (
  <progress className="hf-progress" max={of} value={at - 1} aria-label="Claims written" />
);

const sendingWords = ({ at, of }: Sending): string => `Writing claim ${at} of ${of}.`;

const sentLook = ({ left, refused }: Sent): 'done' | 'attention' =>
  left + refused.length === 0 ? 'done' : 'attention';

const sentWords = ({ done, left, refused }: Sent): string =>
  [
    done === 1
      ? '1 claim is written; it goes as soon as the broker takes it.'
      : `${done} claims are written; they go as soon as the broker takes them.`,
    'Messages (F6) shows how each one stands.',
    ...(left === 0 ? [] : [left === 1 ? 'Stopped: 1 was not begun.' : `Stopped: ${left} were not begun.`]),
    ...(refused.length === 0 ? [] : [`Not sent: ${refused.slice(0, shown).join(' ')}`]),
    ...(refused.length > shown ? [`And ${refused.length - shown} more.`] : []),
  ].join(' ');

/** How a batch stands, on the screen of the claims. */
export const BatchSaid = ({ batch }: { readonly batch: ClaimsBatch }) => {
  const state = useBatchState(batch);
  switch (state.kind) {
    case 'none':
      return null;
    case 'sending':
      return (
        <div className="hf-panel">
          <p role="status">{sendingWords(state)}</p>
          <Meter {...state} />
          <Button onPress={batch.stop}>Stop after this one</Button>
        </div>
      );
    case 'sent':
      return (
        <Said look={sentLook(state)} onClose={batch.close}>
          {sentWords(state)}
        </Said>
      );
  }
};

type LineProps = { readonly batch: ClaimsBatch; readonly onOpen: () => void };

/** [CLM-10] The same in the frame of every other screen. */
export const BatchLine = ({ batch, onOpen }: LineProps) => {
  const state = useBatchState(batch);
  switch (state.kind) {
    case 'none':
      return null;
    case 'sending':
      return (
        <aside className="hf-import-line" aria-label="Claims that are being written">
          <Meter {...state} />
          <p>{sendingWords(state)}</p>
          <button type="button" className="hf-plain" onClick={batch.stop}>
            Stop after this one
          </button>
        </aside>
      );
    case 'sent':
      return (
        <aside
          className={
            sentLook(state) === 'done' ? 'hf-import-line' : 'hf-import-line hf-import-line--attention'
          }
          aria-label="Claims that were written"
        >
          <p role="status">
            <strong>{saidWords[sentLook(state)]}</strong>
            {sentWords(state)}
          </p>
          <button type="button" className="hf-plain" onClick={onOpen}>
            Go to Claims
          </button>
          <button type="button" className="hf-plain" onClick={batch.close}>
            Close
          </button>
        </aside>
      );
  }
};
