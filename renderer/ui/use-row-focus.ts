import { useRef, type RefObject } from 'react';
import { useKeys } from './use-keys';

/** ↑ and ↓ go from row to row of the tables within: to the first button of each, which Enter then presses. */
export const useRowFocus = <T extends HTMLElement>(): RefObject<T | null> => {
  const within = useRef<T>(null);
  const go = (by: 1 | -1): void => {
    const rows = [...(within.current?.querySelectorAll<HTMLElement>('tbody tr') ?? [])];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const next = at < 0 ? 0 : Math.max(0, Math.min(at + by, rows.length - 1));
    rows[next]?.querySelector('button')?.focus();
    rows[next]?.scrollIntoView({ block: 'nearest' });
  };
  useKeys({ ArrowDown: () => go(1), ArrowUp: () => go(-1) });
  return within;
};
