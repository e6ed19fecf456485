import { useEffect } from 'react';
import { useLatest } from '../ui';

/** A shared screen locks itself after this pause. */
const idleMs = 10 * 60_000;

/** Calls `onIdle` when nobody touched keyboard or mouse for the pause. */
export const useIdle = (active: boolean, onIdle: () => void): void => {
  const latest = useLatest(onIdle);
  useEffect(() => {
    if (!active) return undefined;
    let timer = setTimeout(() => latest.current(), idleMs);
    const touch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), idleMs);
    };
    for (const name of ['keydown', 'mousedown', 'wheel'])
      window.addEventListener(name, touch, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const name of ['keydown', 'mousedown', 'wheel']) window.removeEventListener(name, touch);
    };
  }, [active, latest]);
};
