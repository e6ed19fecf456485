import { useState, type ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Said } from './said';
import { useLeaving } from './use-leaving';

type Props = {
  readonly title: string;
  readonly action?: string;
  /** In an area Enter begins a new line. */
  readonly hint?: 'Enter' | 'Ctrl+Enter';
  /** Nothing to save yet. */
  readonly disabled?: boolean;
  /** Answers with what is not right yet, or with nothing. */
  readonly onSave: () => Promise<string>;
  /** Another answer that the question has. */
  readonly other?: {
    readonly action: string;
    readonly disabled: boolean;
    readonly onSave: () => Promise<string>;
  };
  /** What leaving it is called. */
  readonly keep?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A form in a dialog: a refusal is read in it, so that nothing typed is lost. */
export const SaveDialog = ({
  title,
  action = 'Save',
  hint = 'Enter',
  disabled = false,
  onSave,
  other,
  keep = 'Cancel',
  onClose,
  children,
}: Props) => {
  const [refusal, setRefusal] = useState('');
  const { onInput, leave, question } = useLeaving(onClose);
  return (
    <>
      <Dialog title={title} onClose={leave}>
        <form
          onInput={onInput}
          onSubmit={(event) => {
            event.preventDefault();
            void onSave().then(setRefusal);
          }}
          onKeyDown={(event) => {
            if (!event.ctrlKey || event.key !== 'Enter') return;
            event.preventDefault();
            if (!disabled) event.currentTarget.requestSubmit();
          }}
        >
          {refusal === '' ? null : <Said look="refused">{refusal}</Said>}
          {children}
          <div className="hf-actions">
            <Button look="primary" type="submit" onPress={() => undefined} disabled={disabled} hint={hint}>
              {action}
            </Button>
            {other ? (
              <Button onPress={() => void other.onSave().then(setRefusal)} disabled={other.disabled}>
                {other.action}
              </Button>
            ) : null}
            <Button onPress={leave} hint="Esc">
              {keep}
            </Button>
          </div>
        </form>
      </Dialog>
      {question}
    </>
  );
};
