import type { ReactNode } from 'react';
import type { Held } from './drafts';
import { Said } from './said';

type Props = {
  readonly held: Held<unknown>;
  /** As in “this entry”. */
  readonly what: string;
  /** Why it counts for nothing any more. */
  readonly gone: string;
  readonly onAnew: () => void;
  /** What to look at before going on. */
  readonly children?: ReactNode;
};

/** [USR-15] Says of what was left here that it is not saved, or that it is dropped. */
export const LeftDraft = ({ held, what, gone, onAnew, children }: Props) => {
  if (held.kind === 'gone') return <Said look="attention">{gone}</Said>;
  if (held.kind === 'none' || !held.isBack || held.isSaved) return null;
  return (
    <Said look="info">
      Not saved yet: {what}, as you left it. {children}{' '}
      <button type="button" className="hf-plain" onClick={onAnew}>
        Begin anew
      </button>
    </Said>
  );
};
