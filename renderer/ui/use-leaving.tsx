import { useState, type ReactNode } from 'react';
import { LeaveDialog } from './leave-dialog';

type Leaving = {
  /** Goes on the form. */
  readonly onInput: () => void;
  /** In place of closing. */
  readonly leave: () => void;
  /** Goes beside the question that is left. */
  readonly question: ReactNode;
};

/** Asks before a question in which something was filled in is closed without an answer. */
export const useLeaving = (onClose: () => void): Leaving => {
  const [isFilled, setFilled] = useState(false);
  const [isAsked, setAsked] = useState(false);
  return {
    onInput: () => setFilled(true),
    leave: () => (isFilled ? setAsked(true) : onClose()),
    question: isAsked ? <LeaveDialog what="this" onLeave={onClose} onClose={() => setAsked(false)} /> : null,
  };
};
