import { Button } from './button';
import { Dialog } from './dialog';

type Props = {
  /** What is not saved, as in “this entry”. */
  readonly what: string;
  readonly onLeave: () => void;
  readonly onClose: () => void;
};

/** Asks before what was filled in is lost. */
export const LeaveDialog = ({ what, onLeave, onClose }: Props) => (
  <Dialog title="Leave without saving?" onClose={onClose}>
    <p>You have not saved {what}. If you leave, what you filled in is lost.</p>
    <div className="hf-actions">
      <Button look="primary" onPress={onClose} hint="Esc">
        Stay with it
      </Button>
      <Button onPress={onLeave}>Leave without saving</Button>
    </div>
  </Dialog>
);
