import { useEffect } from 'react';
import { useLatest } from '../ui';
import { Idle } from './idle';

const scanned = 'holdfast-scanned';
/**
 * [SCN-25] Somebody is there who touched neither keyboard nor mouse: a camera or a HID scanner scanned. False where the
 * screen locks on it, and the scan is not to be taken.
 */
export const noteScanned = (): boolean => window.dispatchEvent(new Event(scanned, { cancelable: true }));

const signs = ['keydown', 'mousedown', 'wheel', scanned];

const after = (ms: number, then: () => void): (() => void) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** Calls `onIdle` when nobody touched keyboard or mouse, or scanned anything, for the pause. */
export const useIdle = (active: boolean, onIdle: () => void): void => {
  const latest = useLatest(onIdle);
  useEffect(() => {
    if (!active) return undefined;
    const idle = new Idle({ now: () => Date.now(), after, onIdle: () => latest.current() });
    const touch = (event: Event) => {
      if (idle.touch()) return;
      // Nothing else hears of it.
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    for (const name of signs) window.addEventListener(name, touch, { capture: true });
    return () => {
      idle.stop();
      for (const name of signs) window.removeEventListener(name, touch, { capture: true });
    };
  }, [active, latest]);
};
