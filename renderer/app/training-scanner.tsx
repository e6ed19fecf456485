import { useCallback, useEffect, useRef, useState } from 'react';
import { speak } from '../domain/scanning/speak';
import { unknownScanner, type ScannerWays } from '../domain/scanning/scanner';
import { TrainingScanner } from '../features/scanner/training-scanner';
import { useKeys } from '../ui';
import type { Reads } from '../usecases/views';

const eventOf = (token: string): KeyboardEvent => {
  const [, modifier, key = token] = /^(Ctrl|Alt)\+(.+)$/.exec(token) ?? [];
  return new KeyboardEvent('keydown', {
    key,
    ctrlKey: modifier === 'Ctrl',
    altKey: modifier === 'Alt',
    bubbles: true,
    cancelable: true,
  });
};

const isScanner = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-training-scanner]') !== null;

/** What had the keys before somebody took the training scanner into the hand. */
const useLastFocus = () => {
  const last = useRef<Element | undefined>(undefined);
  useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      if (target instanceof Element && !isScanner(target)) last.current = target;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  return useCallback((): Element => {
    const element = last.current;
    return element?.isConnected ? element : document.body;
  }, []);
};

/** [SCN-14] Training only: sends the keys of a scan to the page, one directly after the other. */
const useMockScans = (ways: ScannerWays) => {
  const target = useLastFocus();
  return useCallback(
    (text: string): void => {
      const element = target();
      const hand = document.activeElement;
      // After the press that asked for it is over, as a scanner's keys are.
      setTimeout(() => {
        if (element instanceof HTMLElement) element.focus();
        for (const token of speak(text, ways))
          (element.isConnected ? element : document.body).dispatchEvent(eventOf(token));
        if (hand instanceof HTMLElement && isScanner(hand)) hand.focus();
      }, 0);
    },
    [target, ways],
  );
};

type Props = { readonly reads: Reads; readonly ways: ScannerWays | undefined };

/** The training scanner and the key that fetches it; mounted in a training profile and in no other. */
export const TrainingScannerPlace = ({ reads, ways = unknownScanner }: Props) => {
  const [shown, setShown] = useState(false);
  const scan = useMockScans(ways);
  const turn = () => setShown(!shown);
  useKeys({ 'Ctrl+b': turn });
  return shown ? (
    <TrainingScanner reads={reads} onScan={scan} onClose={turn} />
  ) : (
    <button type="button" data-training-scanner="" onClick={turn}>
      Training scanner{' '}
      <kbd className="hf-key" aria-hidden="true">
        Ctrl+B
      </kbd>
    </button>
  );
};
