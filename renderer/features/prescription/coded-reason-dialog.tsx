import { useState } from 'react';
import type { Coded } from '../../domain/prescriptions/model';
import { Button, Choices, Dialog } from '../../ui';

export type CodedReasons = {
  readonly title: string;
  /** What follows from it. */
  readonly consequence: string;
  readonly action: string;
  readonly keep: string;
  readonly reasons: readonly Coded[];
};

type Props = CodedReasons & {
  readonly onDone: (reasonCode: string) => void;
  readonly onClose: () => void;
};

/** Something that cannot be undone names its object and its consequence; no reason is chosen beforehand. */
export const CodedReasonDialog = ({ title, consequence, action, keep, reasons, onDone, onClose }: Props) => {
  const [reason, setReason] = useState('');
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{consequence}</p>
      <Choices legend="Why?" choices={reasons} chosen={reason} onChoose={setReason} />
      <div className="hf-actions">
        <Button onPress={onClose} hint="Esc">
          {keep}
        </Button>
        <Button look="warning" onPress={() => onDone(reason)} disabled={reason === ''}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
};
