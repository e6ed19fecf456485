import type { ReactNode } from 'react';

type Props = {
  readonly look: 'done' | 'refused' | 'attention' | 'info';
  readonly children: ReactNode;
  readonly onClose?: () => void;
};

const words = { done: 'Done: ', refused: 'Not done: ', attention: 'Attention: ', info: '' } as const;

/** A sentence that says what happened; read out by a screen reader when it appears. */
export const Said = ({ look, children, onClose }: Props) => (
  <div className={`hf-said hf-said--${look}`} role={look === 'refused' ? 'alert' : 'status'}>
    <p>
      <strong>{words[look]}</strong>
      {children}
    </p>
    {onClose ? (
      <button type="button" className="hf-plain" onClick={onClose}>
        Close
      </button>
    ) : null}
  </div>
);
