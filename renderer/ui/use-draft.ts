import { createContext, useContext, useEffect, useState } from 'react';
import { asItStands, asSaved, findDraft, noDraft, type Drafts, type Held } from './drafts';

const Here = createContext<Drafts>(new Map());
/** The drafts of whoever sits here. */
export const DraftsHere = Here.Provider;

type About<T> = {
  /** What it is about, such as one script; a form of another is another form. */
  readonly id: string;
  /** How that stands. */
  readonly of: string;
  /** As in “this entry”. */
  readonly what: string;
  /** Whether anything of it is worth keeping. */
  readonly isWorth: (value: T) => boolean;
};

export type DraftHeld<T> = {
  readonly value: T | undefined;
  readonly held: Held<T>;
  readonly set: (value: T) => void;
  readonly saved: () => void;
  /** Begins anew. */
  readonly drop: () => void;
};

/** [USR-15] What is filled in, kept for the same person when they go elsewhere. */
export const useDraft = <T>({ id, of, what, isWorth }: About<T>): DraftHeld<T> => {
  const drafts = useContext(Here);
  const [before, setHeld] = useState(() => findDraft<T>(drafts, id));
  const held = asItStands(before, of);
  if (held !== before) setHeld(held);
  useEffect(() => {
    if (held.kind !== 'held') drafts.delete(id);
  }, [held.kind, drafts, id]);
  return {
    value: held.kind === 'held' ? held.value : undefined,
    held,
    set: (value) => {
      const isKept = isWorth(value);
      const isBack = isKept && held.kind === 'held' && held.isBack;
      setHeld({ kind: 'held', of, value, ...(isBack ? { isBack } : {}) });
      if (isKept) drafts.set(id, { of, what, value });
      else drafts.delete(id);
    },
    saved: () => {
      drafts.delete(id);
      setHeld(asSaved);
    },
    drop: () => {
      drafts.delete(id);
      setHeld(noDraft);
    },
  };
};
