import { useContext, useEffect, useLayoutEffect, useState } from 'react';
import { TimeContext } from './use-time';

/**
 * The newest value of a live read; undefined until the first one.
 * `subscribe` must be stable (useCallback): a new one begins anew.
 */
export const useLive = <T>(subscribe: (onValue: (value: T) => void) => () => void): T | undefined => {
  const [held, setHeld] = useState<{ readonly of: unknown; readonly value: T } | undefined>(undefined);
  // At once: reading need not wait until the screen without the value is painted.
  useLayoutEffect(() => subscribe((value) => setHeld({ of: subscribe, value })), [subscribe]);
  return held?.of === subscribe ? held.value : undefined;
};

/** However fast a drill's clock goes, a screen is not drawn more often than this for it. */
const leastBeatMs = 250;

/** The time, again and again, for what shows how long something waits. */
export const useNow = (everyMs: number): number => {
  const time = useContext(TimeContext);
  const [shown, setShown] = useState(() => ({ of: time, now: time.now() }));
  useEffect(() => {
    const beat = Math.max(leastBeatMs, everyMs / Math.max(1, time.pace));
    const timer = setInterval(() => setShown({ of: time, now: time.now() }), beat);
    return () => clearInterval(timer);
  }, [everyMs, time]);
  return shown.of === time ? shown.now : time.now();
};
