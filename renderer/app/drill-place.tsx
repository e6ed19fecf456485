import { createContext, useContext, type ReactNode } from 'react';
import type { ProfileInfo } from '../../electron/contract/channels';
import type { Engine } from '../engine/client';
import { DrillChoicePanel } from '../features/drill/drill-choice';
import { DrillScreen } from '../features/drill/drill-screen';
import { TimeContext } from '../ui';
import type { CommandReply } from '../usecases/commands';
import { usePress } from './around-press';
import { saveKey } from './pack-files';
import { drillActions, useDrill, type DrillSeat } from './use-drill';

const DrillContext = createContext<DrillSeat | undefined>(undefined);

/** The drill that is played in this profile; undefined where it is none of a drill. */
export const useDrillSeat = (): DrillSeat | undefined => useContext(DrillContext);

type AroundProps = {
  readonly profile: ProfileInfo | undefined;
  readonly engine: Engine | undefined;
  readonly children: ReactNode;
};

/** In a drill, puts its clock in the place of the computer's; shows nothing until that is known. */
export const AroundDrill = ({ profile, engine, children }: AroundProps) => {
  const isDrill = (profile?.drill ?? '') !== '';
  const drill = useDrill(isDrill, engine);
  if (!isDrill) return children;
  if (!drill) return <p role="status">Opening…</p>;
  return (
    <TimeContext.Provider value={drill.time}>
      <DrillContext.Provider value={drill}>{children}</DrillContext.Provider>
    </TimeContext.Provider>
  );
};

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
