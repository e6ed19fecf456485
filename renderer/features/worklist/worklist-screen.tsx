import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { IssueKey } from '../../domain/kernel/ids';
import type { Counters, Reads, Tab } from '../../usecases/views';
import { Button, useKeys, useNow } from '../../ui';
import { Head, Row } from './row';
import { usePages } from './use-pages';
import { emptySentence, shownTabs, tabNames } from './words';

export type WorklistPlace = { readonly tab: Tab | 'all'; readonly selected: IssueKey | undefined };

type Props = {
  readonly reads: Reads;
  readonly counters: Counters;
  readonly place: WorklistPlace;
  readonly nextDownload: string;
  readonly downloading: boolean;
  readonly onDownload: () => void;
  readonly onPlace: (place: WorklistPlace) => void;
  readonly onOpen: (key: IssueKey) => void;
};

const rowHeight = 36;
const pageRows = 12;

type TabsProps = Pick<Props, 'counters' | 'place' | 'onPlace'>;

const Tabs = ({ counters, place, onPlace }: TabsProps) => (
  <div className="hf-tabs" role="tablist" aria-label="Where the work stands">
    {shownTabs(counters).map((tab) => (
      <button
        key={tab}
        type="button"
        role="tab"
        id={`tab-${tab}`}
        aria-selected={tab === place.tab}
        aria-controls="worklist"
        tabIndex={tab === place.tab ? 0 : -1}
        onClick={() => onPlace({ tab, selected: undefined })}
      >
        {tabNames[tab]}{' '}
        <span
          className={
            tab === 'needs-person' && counters[tab] > 0 ? 'hf-count hf-count--attention' : 'hf-count'
          }
        >
          {counters[tab]}
        </span>
      </button>
    ))}
  </div>
);

const moveTab = (counters: Counters, place: WorklistPlace, by: number): Tab | 'all' => {
  const all = shownTabs(counters);
  const at = all.indexOf(place.tab);
  return all[(at + by + all.length) % all.length] ?? place.tab;
};

/** The rows with the one that is chosen, and the ways to choose another. */
const useCursor = ({ reads, place, onPlace, onOpen }: Props) => {
  const { rows, complete, loaded, more } = usePages(reads, place.tab);
  const [cursor, setCursor] = useState(0);
  const found = rows.findIndex((row) => row.key === place.selected);
  const at = Math.max(0, Math.min(found >= 0 ? found : cursor, rows.length - 1));
  const near = (index: number): void => {
    if (!complete && rows.length > 0 && index >= rows.length - 20) more();
  };
  const choose = (to: number): number => {
    const next = Math.max(0, Math.min(to, rows.length - 1));
    setCursor(next);
    onPlace({ ...place, selected: rows[next]?.key });
    near(next);
    return next;
  };
  const open = (index: number): void => {
    const row = rows[index];
    if (!row) return;
    onPlace({ ...place, selected: row.key });
    onOpen(row.key);
  };
  return { rows, loaded, at, choose, open, near };
};

type Cursor = ReturnType<typeof useCursor>;

type RowsProps = { readonly cursor: Cursor; readonly list: RefObject<HTMLDivElement | null> };

const useRows = ({ cursor, list }: RowsProps) => {
  const { rows, near } = cursor;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeight,
    scrollMargin: rowHeight,
    overscan: 8,
  });
  const visible = virtual.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;
  useEffect(() => near(lastVisible));
  return {
    visible,
    height: virtual.getTotalSize(),
    scrollTo: (index: number) => virtual.scrollToIndex(index),
  };
};

type ShownRows = ReturnType<typeof useRows>;

const Rows = ({ cursor, shown }: { readonly cursor: Cursor; readonly shown: ShownRows }) => {
  const now = useNow(30_000);
  return (
    <>
      <Head />
      <div className="hf-list__inner" role="presentation" style={{ height: shown.height }}>
        {shown.visible.map(({ index, start }) => {
          const row = cursor.rows[index];
          return row ? (
            <Row
              key={row.key}
              row={row}
              id={`row-${index}`}
              selected={index === cursor.at}
              now={now}
              top={start - rowHeight}
              onOpen={() => cursor.open(index)}
            />
          ) : null;
        })}
      </div>
    </>
  );
};

/** Today: what needs doing, by need. */
export const WorklistScreen = (props: Props) => {
  const { counters, place, nextDownload, onPlace } = props;
  const list = useRef<HTMLDivElement>(null);
  const cursor = useCursor(props);
  const shown = useRows({ cursor, list });
  const { rows, loaded, at, open } = cursor;
  useLayoutEffect(() => list.current?.focus(), [place.tab]);
  const go = (to: number) => shown.scrollTo(cursor.choose(to));
  const turn = (by: number) => onPlace({ tab: moveTab(counters, place, by), selected: undefined });
  useKeys({
    ArrowDown: () => go(at + 1),
    ArrowUp: () => go(at - 1),
    PageDown: () => go(at + pageRows),
    PageUp: () => go(at - pageRows),
    Home: () => go(0),
    End: () => go(rows.length - 1),
    Enter: () => open(at),
    ' ': () => open(at),
    ArrowRight: () => turn(1),
    ArrowLeft: () => turn(-1),
  });
  return (
    <>
      <h1 className="hf-visually-hidden">Today</h1>
      <Tabs counters={counters} place={place} onPlace={onPlace} />
      <div
        id="worklist"
        className="hf-list"
        role="listbox"
        aria-label={`${tabNames[place.tab]}: ${counters[place.tab]}`}
        aria-activedescendant={rows.length === 0 ? undefined : `row-${at}`}
        tabIndex={0}
        ref={list}
      >
        {rows.length === 0 ? (
          <div className="hf-empty" role="option" aria-selected={false} aria-disabled="true">
            {loaded ? emptySentence(place.tab, nextDownload) : 'Reading…'}
          </div>
        ) : (
          <Rows cursor={cursor} shown={shown} />
        )}
      </div>
      <div className="hf-foot">
        <Button onPress={props.onDownload} hint="D" disabled={props.downloading}>
          {props.downloading ? 'Downloading…' : 'Download now'}
        </Button>
        <p className="hf-key" aria-hidden="true">
          ↑ ↓ move · Enter opens · ← → change the tab · Page Up, Page Down, Home, End · / searches · ? keys
        </p>
      </div>
    </>
  );
};
