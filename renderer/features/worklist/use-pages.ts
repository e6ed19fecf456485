import { useCallback, useEffect, useState } from 'react';
import type { Tab } from '../../domain/prescriptions/tab';
import type { Reads, WorklistPage } from '../../usecases/views';
import type { RowSource } from './source';

const pageSize = 100;
/** So near to the end of what is here the next page is asked for. */
const nearEnd = 20;

type Held = { readonly of: Tab | 'all'; readonly pages: readonly WorklistPage[]; readonly wanted: number };

const nothingOf = (tab: Tab | 'all'): Held => ({ of: tab, pages: [], wanted: 1 });

/** Live pages of a tab by waiting time, each read by the key after which it begins; none unless `active`. */
export const usePages = (reads: Reads, tab: Tab | 'all', active: boolean): RowSource => {
  const [held, setHeld] = useState(nothingOf(tab));
  const [wasActive, setWasActive] = useState(active);
  // Pages of before are not how it stands: the end of half a list was taken for the end.
  if (wasActive !== active) {
    setWasActive(active);
    setHeld(nothingOf(tab));
  }
  const current = held.of === tab ? held : nothingOf(tab);
  const starts = [undefined, ...current.pages.slice(0, current.wanted - 1).map((page) => page.next)].filter(
    (start, i) => i === 0 || start !== undefined,
  );
  const key = starts.join('\n');
  useEffect(() => {
    if (!active) return undefined;
    const cursors: readonly (string | undefined)[] = key.split('\n').map((start) => start || undefined);
    const ends = cursors.map((after, i) =>
      reads.worklist({ tab, limit: pageSize, ...(after === undefined ? {} : { after }) }, (page) =>
        setHeld((before) => {
          const base = before.of === tab ? before : nothingOf(tab);
          const pages = [...base.pages];
          pages[i] = page;
          return { ...base, pages };
        }),
      ),
    );
    return () => ends.forEach((end) => end());
  }, [reads, tab, key, active]);
  const shown = current.pages.slice(0, starts.length);
  const complete = shown.length > 0 && shown.at(-1)?.next === undefined;
  const more = useCallback(() => {
    setHeld((before) =>
      before.of === tab
        ? { ...before, wanted: Math.min(before.wanted + 1, before.pages.length + 1) }
        : before,
    );
  }, [tab]);
  const rows = shown.flatMap((page) => page.rows);
  return {
    count: rows.length,
    rowAt: (index) => rows[index],
    indexOf: (sought) => rows.findIndex((row) => row.key === sought),
    loaded: shown.length > 0,
    near: (index) => {
      if (!complete && rows.length > 0 && index >= rows.length - nearEnd) more();
    },
  };
};
