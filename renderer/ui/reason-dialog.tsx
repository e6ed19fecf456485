import { useState, type ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Field } from './field';
import { useLeaving } from './use-leaving';

type Props = {
  readonly title: string;
  readonly label: string;
  readonly action: string;
  readonly onDone: (reason: string) => void;
  readonly onClose: () => void;
  /** What to know before answering. */
  readonly children?: ReactNode;
};

/** Asks for a reason in words. */
export const ReasonDialog = ({ title, label, action, onDone, onClose, children }: Props) => {
  const [reason, setReason] = useState('');
  const { onInput, leave, question } = useLeaving(onClose);
  return (
    <>
      <Dialog title={title} onClose={leave}>
        {children}
        <form
          onInput={onInput}
          onSubmit={(event) => {
            event.preventDefault();
            onDone(reason);
          }}
        >
          <Field label={label} value={reason} onChange={setReason} autoFocus />
          <div className="hf-actions">
            <Button
              look="primary"
              type="submit"
              onPress={() => undefined}
              hint="Enter"
              disabled={reason.trim() === ''}
            >
              {action}
            </Button>
            <Button onPress={leave} hint="Esc">
              Leave it as it is
            </Button>
          </div>
        </form>
      </Dialog>
      {question}
    </>
  );
};
