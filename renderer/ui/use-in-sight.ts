import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Keeps what the keys act on in sight: it is scrolled to when it is chosen, wherever the list stands. */
export const useInSight = <T extends HTMLElement>(chosen: boolean): RefObject<T | null> => {
  const one = useRef<T>(null);
  useLayoutEffect(() => {
    if (chosen) one.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return one;
};
