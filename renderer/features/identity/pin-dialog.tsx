import { useState } from 'react';
import { Field, SaveDialog } from '../../ui';

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
  return (
    <SaveDialog
      title={`PIN of ${name}`}
      action="Set the PIN"
      onSave={() => onSave(pin, present)}
      onClose={onClose}
    >
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
    </SaveDialog>
  );
};
