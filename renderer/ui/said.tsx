import { useLayoutEffect, useRef, type ReactNode } from 'react';

export type SaidLook = 'done' | 'refused' | 'attention' | 'info';

type Props = {
  readonly look: SaidLook;
  readonly children: ReactNode;
  readonly onClose?: () => void;
  /** What was just answered: brought into view whenever it is another. */
  readonly answer?: unknown;
};

/** The word before the sentence. */
export const saidWords: Readonly<Record<SaidLook, string>> = {
  done: 'Done: ',
  refused: 'Not done: ',
  attention: 'Attention: ',
  info: '',
};

/** A sentence that says what happened; read out by a screen reader when it appears. */
export const Said = ({ look, children, onClose, answer }: Props) => {
  const said = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (answer !== undefined) said.current?.scrollIntoView({ block: 'nearest' });
  }, [answer]);
  return (
    <div ref={said} className={`hf-said hf-said--${look}`} role={look === 'refused' ? 'alert' : 'status'}>
      <p>
        <strong>{saidWords[look]}</strong>
        {children}
      </p>
      {onClose ? (
        <button type="button" className="hf-plain" onClick={onClose}>
          Close
        </button>
      ) : null}
    </div>
  );
};
