import type { ReactNode } from 'react';

type Props = {
  readonly label: string;
  /** What stands first in the line; the label unless it is another. */
  readonly word?: string;
  /** Of the place that it opens. */
  readonly hint: string;
  readonly testId?: string;
  readonly onOpen: () => void;
  readonly children: ReactNode;
};

/** A line of its own on every screen for what must not go unnoticed; it leads to where it can be acted on. */
export const AttentionBar = ({ label, word = label, hint, testId, onOpen, children }: Props) => (
  <aside className="hf-incident-bar" aria-label={label}>
    <button type="button" onClick={onOpen} data-testid={testId}>
      <span aria-hidden="true">▲ </span>
      <strong>{word}</strong> {children}{' '}
      <kbd className="hf-key" aria-hidden="true">
        {hint}
      </kbd>
    </button>
  </aside>
);
