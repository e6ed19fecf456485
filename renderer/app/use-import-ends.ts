import { useCallback, useState } from 'react';
import { endsToTell } from '../usecases/recovery/import-ends';
import type { ImportEnd } from '../usecases/recovery/pack-commands';

/**
 * [PCK-25] Ends of imports that nobody looked on, each until somebody has closed it. `wentOn`: what the engine brought
 * to an end by itself, from its start on.
 */
export const useImportEnds = (wentOn: readonly ImportEnd[]) => {
  const [left, setLeft] = useState<readonly ImportEnd[]>([]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [looking, setLooking] = useState(false);
  const add = useCallback((end: ImportEnd) => setLeft((before) => [...before, end]), []);
  const [first, ...more] = endsToTell(left, wentOn, closed);
  const close = (): void => {
    setLooking(false);
    if (first) setClosed((before) => new Set([...before, first.id]));
  };
  return { end: first, more: more.length, looking, look: () => setLooking(true), add, close };
};
export type ImportEnds = ReturnType<typeof useImportEnds>;
