import { useState, type ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Said } from './said';

type Props = {
  readonly title: string;
  readonly action?: string;
  /** Answers with what is not right yet, or with nothing. */
  readonly onSave: () => Promise<string>;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A form in a dialog: a refusal is read in it, so that nothing typed is lost. */
export const SaveDialog = ({ title, action = 'Save', onSave, onClose, children }: Props) => {
  const [refusal, setRefusal] = useState('');
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void onSave().then(setRefusal);
        }}
      >
        {refusal === '' ? null : <Said look="refused">{refusal}</Said>}
        {children}
        <div className="hf-actions">
          <Button look="primary" type="submit" onPress={() => undefined}>
            {action}
          </Button>
          <Button onPress={onClose} hint="Esc">
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
