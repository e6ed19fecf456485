import { useCallback, useMemo, useState } from 'react';
import { isWaitingTab, type Tab } from '../../domain/prescriptions/tab';
import type { NeedPage } from '../../usecases/views';
import type { EngineClient } from '../../usecases/commands';
import { useAsked } from '../../ui';
import type { RowSource } from './source';

/** Rows asked for at once, and how far from their edge the next ones are. */
const windowRows = 300;
const step = 100;

type Held = { readonly of: Tab | 'all'; readonly page: NeedPage };

const sourceOf = ({ rows, from, total }: NeedPage, near: RowSource['near']): RowSource => ({
  count: total,
  rowAt: (index) => rows[index - from],
  indexOf: (key) => {
    const found = rows.findIndex((row) => row.key === key);
    return found === -1 ? -1 : from + found;
  },
  loaded: true,
  near,
});

const reading: RowSource = {
  count: 0,
  rowAt: () => undefined,
  indexOf: () => -1,
  loaded: false,
  near: () => undefined,
};

/** The part of a window that holds a row in its middle. */
const startFor = (index: number): number => Math.max(0, Math.floor(index / step) * step - step);

/**
 * What waits in a tab, by need, from the engine's memory; undefined while scripts are still read there. Asked for
 * anew when `pulse`, the engine's own count of what changed there, is another one.
 */
export const useByNeed = (
  engine: EngineClient,
  tab: Tab | 'all',
  pulse: number,
  wanted: boolean,
): RowSource | undefined => {
  const [start, setStart] = useState({ of: tab, from: 0 });
  const from = start.of === tab ? start.from : 0;
  const question = useMemo(() => {
    if (!wanted || !isWaitingTab(tab)) return undefined;
    return async (): Promise<Held> => {
      const page = await engine.ask({ kind: 'ByNeed', tab, from, count: windowRows });
      return { of: tab, page };
    };
  }, [engine, tab, from, wanted]);
  const held = useAsked(question, pulse);
  const near = useCallback(
    (index: number) => {
      const next = startFor(index);
      setStart((before) => (before.of === tab && before.from === next ? before : { of: tab, from: next }));
    },
    [tab],
  );
  if (!wanted) return undefined;
  if (held?.of !== tab) return reading;
  return held.page.complete ? sourceOf(held.page, near) : undefined;
};
