import { useState } from 'react';
import { Button, Dialog, Field, Said } from '../../ui';

type Props = {
  readonly name: string;
  /** Whether the present PIN is asked for: for one's own, if there is one. */
  readonly asksPresent: boolean;
  readonly onSave: (pin: string, present: string) => Promise<string>;
  readonly onClose: () => void;
};

/** Sets a PIN. */
export const PinDialog = ({ name, asksPresent, onSave, onClose }: Props) => {
  const [present, setPresent] = useState('');
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState('');
  return (
    <Dialog title={`PIN of ${name}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void onSave(pin, present).then(setRefusal);
        }}
      >
        {refusal === '' ? null : <Said look="refused">{refusal}</Said>}
        {asksPresent ? (
          <Field label="Present PIN" value={present} onChange={setPresent} secret numeric autoFocus />
        ) : null}
        <Field
          label="New PIN (4 to 12 digits)"
          value={pin}
          onChange={setPin}
          secret
          numeric
          autoFocus={!asksPresent}
        />
        <div className="hf-actions">
          <Button look="primary" type="submit" onPress={() => undefined}>
            Set the PIN
          </Button>
          <Button onPress={onClose} hint="Esc">
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
