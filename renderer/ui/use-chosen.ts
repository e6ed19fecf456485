import { useState } from 'react';

/**
 * Which of a list is chosen: the same one while others come and go around it, the first where it is gone. `first`: the
 * one to begin with, once the list is there.
 */
export const useChosen = (
  ids: readonly string[],
  first?: string,
): { readonly at: number; readonly move: (by: 1 | -1) => void; readonly forget: () => void } => {
  const [id, setId] = useState<string | undefined>(first);
  const at = id === undefined ? 0 : Math.max(0, ids.indexOf(id));
  if (ids.length > 0 && ids[at] !== id) setId(ids[at]);
  return {
    at,
    move: (by) => setId(ids[Math.max(0, Math.min(at + by, ids.length - 1))]),
    forget: () => setId(undefined),
  };
};
