import { useCallback, useState } from 'react';
import type { ImportEnd } from '../usecases/pack-commands';

/**
 * [PCK-25] Ends of imports that nobody looked on, oldest first, each until somebody has closed it: of dialogs that were
 * left, and `resumed`, of what went on after a restart, which the engine lists from its start on.
 */
export const useImportEnds = (resumed: readonly ImportEnd[]) => {
  const [own, setOwn] = useState<readonly ImportEnd[]>([]);
  const [closed, setClosed] = useState(0);
  const [looking, setLooking] = useState(false);
  const add = useCallback((end: ImportEnd) => setOwn((before) => [...before, end]), []);
  const [end, ...more] = [...own, ...resumed.slice(closed)];
  const close = (): void => {
    setLooking(false);
    if (own.length > 0) setOwn(([, ...rest]) => rest);
    else setClosed((before) => before + 1);
  };
  return { end, more: more.length, looking, look: () => setLooking(true), add, close };
};
export type ImportEnds = ReturnType<typeof useImportEnds>;
