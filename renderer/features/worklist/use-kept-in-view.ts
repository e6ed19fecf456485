import { useLayoutEffect, useRef, type RefObject } from 'react';
import { useLatest } from '../../ui';

type Parts = {
  readonly list: RefObject<HTMLDivElement | null>;
  /** What is listed: another list begins with its chosen row in view. */
  readonly of: string;
  /** Index of the chosen row, and how many rows there are. */
  readonly at: number;
  readonly count: number;
  readonly rowHeight: number;
  readonly scrollTo: (index: number) => void;
};

/** Whether a row is wholly in view below the head of the columns, which is as high as a row and stays. */
const isInView = ({ scrollTop, clientHeight }: HTMLDivElement, at: number, rowHeight: number): boolean => {
  const top = at * rowHeight;
  return top >= scrollTop && top + 2 * rowHeight <= scrollTop + clientHeight;
};

/**
 * Keeps the chosen row in view: when the list is come back to, and when the rows move under it, as by another order or
 * by what arrives. Whoever has scrolled away from it is left where they are. Answers with what to do at each scroll.
 */
export const useKeptInView = ({ list, of, at, count, rowHeight, scrollTo }: Parts): (() => void) => {
  const kept = useRef({ of, inView: true });
  const latestScroll = useLatest(scrollTo);
  const isThere = count > 0;
  useLayoutEffect(() => {
    if (kept.current.of !== of) kept.current = { of, inView: true };
    if (isThere && kept.current.inView) latestScroll.current(at);
  }, [of, at, isThere, latestScroll]);
  return () => {
    if (list.current) kept.current = { of, inView: isInView(list.current, at, rowHeight) };
  };
};
