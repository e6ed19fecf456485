import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DrillReply, DrillStatus } from '../../electron/contract/drill';
import type { DrillAction } from '../../electron/contract/drill-action';
import { callMain } from '../platform/bridge';
import { drillNow } from '../platform/paced-clock';
import type { Engine } from '../engine/client';
import type { ScreenTime } from '../ui';

const everyMs = 1000;
const anHourInAMinute = 60;

export const drillActions = async (action: DrillAction): Promise<DrillReply | undefined> => {
  const reply = await callMain('drill.act', action);
  return reply.ok ? reply.value : undefined;
};

/** A drill as every screen has it. */
export type DrillSeat = {
  readonly status: DrillStatus;
  readonly time: ScreenTime;
  readonly pace: number;
  readonly onPace: (pace: number) => void;
  readonly act: (action: DrillAction) => void;
};

const sameClock = (a: DrillStatus['clock'], b: DrillStatus['clock']): boolean =>
  a.at === b.at && a.since === b.since && a.pace === b.pace && a.until === b.until;

/** Follows the drill of this profile, if it is one, and moves the engine's clock with main's. */
export const useDrill = (isDrill: boolean, engine: Engine | undefined): DrillSeat | undefined => {
  const [status, setStatus] = useState<DrillStatus | undefined>(undefined);
  const [pace, setPace] = useState(anHourInAMinute);
  const told = useRef<DrillStatus['clock'] | undefined>(undefined);
  const hear = useCallback(
    (reply: DrillReply | undefined): void => {
      if (reply?.kind !== 'drill') return;
      if (!told.current || !sameClock(told.current, reply.clock)) engine?.setClock(reply.clock);
      const clock = told.current && sameClock(told.current, reply.clock) ? told.current : reply.clock;
      told.current = clock;
      setStatus({ ...reply, clock });
    },
    [engine],
  );
  useEffect(() => {
    if (!isDrill) return undefined;
    const ask = (): void => void drillActions({ kind: 'status' }).then(hear);
    ask();
    const timer = setInterval(ask, everyMs);
    return () => clearInterval(timer);
  }, [isDrill, hear]);
  const act = useCallback((action: DrillAction) => void drillActions(action).then(hear), [hear]);
  const onPace = useCallback(
    (next: number) => {
      setPace(next);
      if (status?.phase === 'running') act({ kind: 'run', pace: next });
    },
    [act, status?.phase],
  );
  const clock = status?.clock;
  const time = useMemo(
    (): ScreenTime | undefined => clock && { now: () => drillNow(clock), pace: clock.pace },
    [clock],
  );
  return status && time ? { status, time, pace, onPace, act } : undefined;
};
