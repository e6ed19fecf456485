import { useState } from 'react';
import { returnReasons } from '../../domain/prescriptions/decide-return';
import { Button, Choices, Dialog } from '../../ui';

type Props = {
  readonly shortId: string;
  readonly onReturn: (reasonCode: string) => void;
  readonly onClose: () => void;
};

/** A return names the script and what follows from it; no reason is chosen beforehand. */
export const ReturnDialog = ({ shortId, onReturn, onClose }: Props) => {
  const [reason, setReason] = useState('');
  return (
    <Dialog title={`Return ${shortId} to the Spine?`} onClose={onClose}>
      <p>It leaves this pharmacy and its nomination; whoever scans it next gets it.</p>
      <Choices legend="Why?" name="reason" choices={returnReasons} chosen={reason} onChoose={setReason} />
      <div className="hf-actions">
        <Button onPress={onClose} hint="Esc">
          Keep it here
        </Button>
        <Button look="warning" onPress={() => onReturn(reason)} disabled={reason === ''}>
          Return it
        </Button>
      </div>
    </Dialog>
  );
};
