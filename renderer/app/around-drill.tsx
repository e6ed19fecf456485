import { createContext, useContext, type ReactNode } from 'react';
import type { ProfileInfo } from '../../electron/contract/channels';
import type { Engine } from '../engine/client';
import { TimeContext } from '../ui';
import { useDrill, type DrillSeat } from './use-drill';

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
