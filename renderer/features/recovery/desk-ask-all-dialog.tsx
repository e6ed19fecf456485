import type { DeskTab } from '../../domain/desk/model';
import { Button, Dialog } from '../../ui';
import { viewName } from './desk-tabs';

type Props = {
  readonly group: DeskTab;
  readonly count: number;
  readonly onAsk: (group: DeskTab) => void;
  readonly onClose: () => void;
};

/** [DSK-14] Asks once before a whole group is asked for; the first button has the keys, and leaves it. */
export const DeskAskAllDialog = ({ group, count, onAsk, onClose }: Props) => (
  <Dialog
    title={count === 1 ? 'Ask the Spine for 1 script?' : `Ask the Spine for ${count} scripts?`}
    onClose={onClose}
  >
    <p>
      All of “{viewName(group)}” are queued and asked for one after the other. What has not left can be taken
      back.
    </p>
    <div className="hf-actions">
      <Button onPress={onClose} hint="Esc">
        Leave it
      </Button>
      <Button look="primary" onPress={() => onAsk(group)}>
        {count === 1 ? 'Ask for it' : `Ask for all ${count}`}
      </Button>
    </div>
  </Dialog>
);
