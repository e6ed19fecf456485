import { useEffect, useRef, useState } from 'react';
import { useLatest } from './use-latest';

/**
 * What a question was answered last; undefined until the first answer. Asked again when the question or `pulse` is
 * another one, but never while an answer is awaited: changes in a burst are one question more, not many.
 * `question` must be stable (useCallback); where it is undefined nothing is asked.
 */
export const useAsked = <T>(question: (() => Promise<T>) | undefined, pulse: unknown): T | undefined => {
  const [held, setHeld] = useState<{ readonly value: T } | undefined>(undefined);
  const latest = useLatest(question);
  const line = useRef({ busy: false, again: false });
  useEffect(() => {
    if (!question) return;
    const ask = async (): Promise<void> => {
      line.current = { busy: true, again: false };
      const value = await latest.current?.();
      if (value !== undefined) setHeld({ value });
      line.current.busy = false;
      if (line.current.again) await ask();
    };
    if (line.current.busy) line.current.again = true;
    else void ask();
  }, [question, pulse, latest]);
  return held?.value;
};
