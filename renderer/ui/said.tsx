import type { ReactNode } from 'react';

export type SaidLook = 'done' | 'refused' | 'attention' | 'info';

type Props = {
  readonly look: SaidLook;
  readonly children: ReactNode;
  readonly onClose?: () => void;
};

/** The word before the sentence. */
export const saidWords: Readonly<Record<SaidLook, string>> = {
  done: 'Done: ',
  refused: 'Not done: ',
  attention: 'Attention: ',
  info: '',
};

/** A sentence that says what happened; read out by a screen reader when it appears. */
export const Said = ({ look, children, onClose }: Props) => (
  <div className={`hf-said hf-said--${look}`} role={look === 'refused' ? 'alert' : 'status'}>
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
