import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { decideBoxKey, nameGapMs } from '../../domain/desk/box-keys';
import type { Keys } from '../../ui';

type Waiting = {
  readonly key: string;
  readonly act: () => void;
  readonly timer: ReturnType<typeof setTimeout>;
};

/** [DSK-19] Keys of the empty box: a command waits a moment, for a letter behind it makes it the begin of a name. */
export const useBoxKeys = (keys: Keys, onSearch: (text: string) => boolean) => {
  const waiting = useRef<Waiting | undefined>(undefined);
  const [isWaiting, setIsWaiting] = useState(false);
  const take = (): Waiting | undefined => {
    const one = waiting.current;
    waiting.current = undefined;
    setIsWaiting(false);
    clearTimeout(one?.timer);
    return one;
  };
  useEffect(() => () => clearTimeout(waiting.current?.timer), []);
  /** What was pressed means what was on the screen then, whatever is scanned meanwhile. */
  const wait = (key: string, act: () => void): void => {
    const timer = setTimeout(() => take()?.act(), nameGapMs);
    waiting.current = { key, act, timer };
    setIsWaiting(true);
  };
  /** Whether the key is dealt with; else it is text. */
  const pressed = (event: KeyboardEvent): boolean => {
    if (event.repeat && waiting.current) return true;
    const { key } = event;
    const act = keys[key.length === 1 ? key.toLowerCase() : key];
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    const before = take();
    const meant = decideBoxKey(plain ? key : '', before?.key ?? '', plain && act !== undefined);
    if (meant.kind === 'search' && onSearch(meant.text)) return true;
    // Another key stands behind it, which makes no name of it.
    before?.act();
    if (!act || meant.kind === 'type' || key === 'Enter') return false;
    if (meant.kind === 'wait') wait(key, act);
    else act();
    return true;
  };
  return { pressed, isWaiting };
};
