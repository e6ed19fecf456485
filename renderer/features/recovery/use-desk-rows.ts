import { useCallback, useEffect, useState } from 'react';
import type { DeskRow, DeskTab } from '../../domain/desk/model';
import { useLive } from '../../ui';
import type { ListPage } from '../../usecases/collections';
import type { EngineClient } from '../../usecases/commands';
import type { Reads } from '../../usecases/views';

/** One group of the desk, or all of them. */
export type DeskView = DeskTab | 'all';

export type Shown = {
  readonly rows: readonly DeskRow[];
  /** Present while a search is on: how many rows it found. */
  readonly found?: number;
  readonly more: boolean;
};

type Asked = {
  readonly reads: Reads;
  readonly engine: EngineClient;
  readonly view: DeskView;
  readonly text: string;
  readonly limit: number;
  /** Changes whenever a row may have changed its group. */
  readonly version: string;
};

const usePage = ({ reads, view, limit }: Asked): ListPage<DeskRow> | undefined =>
  useLive(
    useCallback(
      (onValue: (page: ListPage<DeskRow>) => void) =>
        reads.list('desk', { ...(view === 'all' ? {} : { tab: view }), limit }, onValue),
      [reads, view, limit],
    ),
  );

/** What a text finds; an older answer is never shown for a newer text. */
const useFound = ({ engine, view, text, limit, version }: Asked): Shown | undefined => {
  const [answer, setAnswer] = useState<{ readonly text: string; readonly shown: Shown }>();
  const wanted = text.trim();
  useEffect(() => {
    if (wanted === '') return undefined;
    let current = true;
    void engine
      .ask({ kind: 'DeskRows', text: wanted, limit, ...(view === 'all' ? {} : { tab: view }) })
      .then(({ rows, found }) => {
        if (current) setAnswer({ text: wanted, shown: { rows, found, more: found > rows.length } });
      });
    return () => {
      current = false;
    };
  }, [engine, view, wanted, limit, version]);
  return answer?.text === wanted ? answer.shown : undefined;
};

/** [DSK-17] The rows to show: a group in its order, or what a search finds in it. Undefined while they are read. */
export const useDeskRows = (asked: Asked): Shown | undefined => {
  const page = usePage(asked);
  const found = useFound(asked);
  if (asked.text.trim() !== '') return found;
  return page && { rows: page.rows, more: page.next !== undefined };
};
