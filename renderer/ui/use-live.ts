import { useEffect, useState } from 'react';

/**
 * The newest value of a live read; undefined until the first one.
 * `subscribe` must be stable (useCallback): a new one begins anew.
 */
export const useLive = <T>(subscribe: (onValue: (value: T) => void) => () => void): T | undefined => {
  const [held, setHeld] = useState<{ readonly of: unknown; readonly value: T } | undefined>(undefined);
  useEffect(() => subscribe((value) => setHeld({ of: subscribe, value })), [subscribe]);
  return held?.of === subscribe ? held.value : undefined;
};

/** The time, again and again, for what shows how long something waits. */
export const useNow = (everyMs: number): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
};
