import type { ProfileInfo } from '../../electron/contract/channels';
import { DrillChoicePanel } from '../features/drill/drill-choice';
import { DrillScreen } from '../features/drill/drill-screen';
import type { CommandReply } from '../usecases/commands';
import { usePress } from './around-press';
import { saveKey } from './pack-files';
import { useDrillSeat } from './around-drill';
import { drillActions } from './use-drill';

/** The place of the drill, with paper and barcodes. */
export const DrillPlace = ({ onReply }: { readonly onReply: (reply: CommandReply) => void }) => {
  const drill = useDrillSeat();
  const press = usePress();
  if (!drill) return null;
  const onSaveKey = async (file: string): Promise<void> => {
    const sentence = await saveKey('Supplier pack key', file);
    if (sentence !== undefined) onReply({ kind: 'done', sentence });
  };
  return (
    <DrillScreen
      {...drill}
      onAct={drill.act}
      onSaveKey={(file) => void onSaveKey(file)}
      press={press}
      onReply={onReply}
    />
  );
};

/** The drills there are, where one can be begun: in the training pharmacy, not inside a drill. */
export const DrillChoices = ({ profile }: { readonly profile: ProfileInfo }) =>
  profile.kind === 'training' && profile.drill === '' ? <DrillChoicePanel actions={drillActions} /> : null;
