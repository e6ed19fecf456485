import { useState, type ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Said } from './said';

type Way = 'paper' | 'pdf';

type Props = {
  readonly title: string;
  /** Whether there is something to print; what is in the dialog says why not. */
  readonly ready: boolean;
  /** Prints or saves; answers with what is not right yet, or with nothing, and then the dialog is over. */
  readonly onGive: (how: Way) => Promise<string>;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** What a sheet will say, and then paper or a PDF; a refusal is read in it, so that another way can be taken. */
export const SheetDialog = ({ title, ready, onGive, onClose, children }: Props) => {
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const give = (how: Way) => {
    if (!ready || busy) return;
    setBusy(true);
    void onGive(how).then((said) => {
      setBusy(false);
      setRefusal(said);
    });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          give('paper');
        }}
      >
        {children}
        {busy ? <p role="status">Drawing the pages…</p> : null}
        {refusal === '' ? null : <Said look="refused">{refusal}</Said>}
        <div className="hf-actions">
          <Button look="primary" type="submit" onPress={() => undefined} hint="Enter" disabled={!ready}>
            Print it
          </Button>
          <Button onPress={() => give('pdf')} disabled={!ready}>
            Save as PDF
          </Button>
          <Button onPress={onClose} hint="Esc">
            Not now
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
