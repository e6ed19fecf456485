import { useEffect, useRef, useState } from 'react';
import type { Keystroke } from '../../domain/scanning/stroke';
import { nameOfKey } from '../../domain/scanning/try-out';
import { useKeys } from '../../ui';
import { useRows, type ReadKey } from './use-rows';

type Props = {
  readonly readKey: ReadKey;
  readonly onRow: (keys: readonly Keystroke[]) => void;
  /** It has the keys; the answer is called when it has them no longer. */
  readonly onListening: () => () => void;
};

/** Each key with the milliseconds since the one before it. */
const Keys = ({ keys }: { readonly keys: readonly Keystroke[] }) => (
  <ol className="hf-bench__keys" aria-label="Keys that arrived">
    {keys.map(({ token, at }, i) => (
      <li key={`${i}-${at}`}>
        <kbd>{nameOfKey(token)}</kbd>
        <span>{i === 0 ? 'ms' : Math.round(at - (keys[i - 1]?.at ?? at))}</span>
      </li>
    ))}
  </ol>
);

/** The test area. The program hears no scan while it has the keys: `data-scan-bench` says so to the recogniser. */
export const Bench = ({ readKey, onRow, onListening }: Props) => {
  const area = useRef<HTMLDivElement>(null);
  const [listening, setListening] = useState(false);
  const { keys, hear } = useRows(readKey, onRow);
  const focus = () => area.current?.focus();
  useEffect(focus, []);
  useEffect(() => (listening ? onListening() : undefined), [listening, onListening]);
  useKeys({ b: focus });
  return (
    <>
      <div
        ref={area}
        className={listening ? 'hf-bench hf-bench--listening' : 'hf-bench'}
        data-scan-bench=""
        role="textbox"
        aria-readonly="true"
        aria-label="Test area: scan or type here"
        tabIndex={0}
        onFocus={() => setListening(true)}
        onBlur={() => setListening(false)}
        onKeyDown={hear}
      >
        {listening ? 'Listening. Scan, or type.' : 'Not listening. Click here or press B, then scan.'}
      </div>
      {keys.length === 0 ? (
        <p>Nothing has arrived yet. The keys of the next scan appear here, with the milliseconds between.</p>
      ) : (
        <Keys keys={keys} />
      )}
    </>
  );
};
