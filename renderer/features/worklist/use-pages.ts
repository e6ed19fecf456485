import { useCallback, useEffect, useState } from 'react';
import type { Reads, Tab, WorklistPage, WorklistRow } from '../../usecases/views';

const pageSize = 100;

type Pages = {
  readonly rows: readonly WorklistRow[];
  readonly complete: boolean;
  readonly loaded: boolean;
  /** Asks for one page more; does nothing at the end. */
  readonly more: () => void;
};

type Held = { readonly of: Tab | 'all'; readonly pages: readonly WorklistPage[]; readonly wanted: number };

/** Live pages of a tab, each read by the key after which it begins. */
export const usePages = (reads: Reads, tab: Tab | 'all'): Pages => {
  const [held, setHeld] = useState<Held>({ of: tab, pages: [], wanted: 1 });
  const current: Held = held.of === tab ? held : { of: tab, pages: [], wanted: 1 };
  const starts = [undefined, ...current.pages.slice(0, current.wanted - 1).map((page) => page.next)].filter(
    (start, i) => i === 0 || start !== undefined,
  );
  const key = starts.join('\n');
  useEffect(() => {
    const cursors: readonly (string | undefined)[] = key.split('\n').map((start) => start || undefined);
    const ends = cursors.map((after, i) =>
      reads.worklist({ tab, limit: pageSize, ...(after === undefined ? {} : { after }) }, (page) =>
        setHeld((before) => {
          const base = before.of === tab ? before : { of: tab, pages: [], wanted: 1 };
          const pages = [...base.pages];
          pages[i] = page;
          return { ...base, pages };
        }),
      ),
    );
    return () => ends.forEach((end) => end());
  }, [reads, tab, key]);
  const shown = current.pages.slice(0, starts.length);
  const complete = shown.length > 0 && shown.at(-1)?.next === undefined;
  const more = useCallback(() => {
    setHeld((before) =>
      before.of === tab
        ? { ...before, wanted: Math.min(before.wanted + 1, before.pages.length + 1) }
        : before,
    );
  }, [tab]);
  return { rows: shown.flatMap((page) => page.rows), complete, loaded: shown.length > 0, more };
};
