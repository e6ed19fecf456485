import { useEffect } from 'react';
import { minuteMs } from '../domain/kernel/instant';
import { useLatest } from '../ui';

/** A shared screen locks itself after this pause. */
const idleMs = 10 * minuteMs;

const scanned = 'holdfast-scanned';
/** [SCN-25] Somebody is there who touched neither keyboard nor mouse: a camera or a HID scanner scanned. */
export const noteScanned = (): void => void window.dispatchEvent(new Event(scanned));

const signs = ['keydown', 'mousedown', 'wheel', scanned];

/** Calls `onIdle` when nobody touched keyboard or mouse, or scanned anything, for the pause. */
export const useIdle = (active: boolean, onIdle: () => void): void => {
  const latest = useLatest(onIdle);
  useEffect(() => {
    if (!active) return undefined;
    let timer = setTimeout(() => latest.current(), idleMs);
    const touch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), idleMs);
    };
    for (const name of signs) window.addEventListener(name, touch, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const name of signs) window.removeEventListener(name, touch);
    };
  }, [active, latest]);
};
