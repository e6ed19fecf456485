import { useLayoutEffect, useRef, type RefObject } from 'react';

/** The newest value for whoever listens longer than one drawing of the screen lasts. */
export const useLatest = <T>(value: T): RefObject<T> => {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
};
