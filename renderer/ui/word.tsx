import type { ReactNode } from 'react';

type Props = { readonly look?: 'plain' | 'attention' | 'stop' | 'good'; readonly children: ReactNode };

/** A word that makes a row stand out; colour only repeats what it says. */
export const Word = ({ look = 'plain', children }: Props) => (
  <span className={look === 'plain' ? 'hf-word' : `hf-word hf-word--${look}`}>{children}</span>
);
