import { Button, Dialog } from '../../ui';
import type { Unprinted } from './use-printing';

type Props = {
  readonly unprinted: Unprinted;
  readonly onSave: () => void;
  readonly onClose: () => void;
};

/** There is no printer for this page: a PDF can be printed elsewhere. */
export const UnprintedDialog = ({ unprinted, onSave, onClose }: Props) => (
  <Dialog title="Save it as a PDF instead?" onClose={onClose}>
    <p>{unprinted.sentence}</p>
    <p>
      The file holds what the page shows, readable by whoever opens it. Keep it where only the pharmacy can,
      and delete it when it is printed.
    </p>
    <div className="hf-actions">
      <Button look="primary" onPress={onSave} hint="Enter">
        Save as PDF
      </Button>
      <Button onPress={onClose} hint="Esc">
        Leave it
      </Button>
    </div>
  </Dialog>
);
