import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { isModifier, type Keystroke } from '../../domain/scanning/stroke';

/** Keys further apart than this are two rows. Longer than the slowest scanner, that it can be told it is slow. */
const rowEndsAfterMs = 400;
const longest = 400;

export type ReadKey = (event: globalThis.KeyboardEvent) => Keystroke;

/** Escape leaves the test area, a Tab that no key was directly before too, and Ctrl+L locks the screen. */
const leaves = ({ token }: Keystroke, before: readonly Keystroke[]): boolean =>
  token === 'Escape' || token === 'Ctrl+l' || (token === 'Tab' && before.length === 0);

/** Hears keys row by row: `keys` are those of the row that runs or ran last. */
export const useRows = (readKey: ReadKey, onRow: (keys: readonly Keystroke[]) => void) => {
  const [keys, setKeys] = useState<readonly Keystroke[]>([]);
  const row = useRef<readonly Keystroke[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hear = useCallback(
    ({ nativeEvent }: KeyboardEvent) => {
      const key = readKey(nativeEvent);
      if (leaves(key, row.current)) return;
      nativeEvent.preventDefault();
      nativeEvent.stopPropagation();
      if (isModifier(key)) return;
      row.current = [...row.current, key].slice(-longest);
      setKeys(row.current);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const done = row.current;
        row.current = [];
        onRow(done);
      }, rowEndsAfterMs);
    },
    [readKey, onRow],
  );
  return { keys, hear };
};
