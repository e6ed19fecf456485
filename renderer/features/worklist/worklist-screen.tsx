import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { IssueKey } from '../../domain/kernel/ids';
import type { OrderChoice } from '../../domain/triage/order';
import type { EngineClient } from '../../usecases/commands';
import { isWaitingTab, type Tab } from '../../domain/prescriptions/tab';
import type { Counters, Reads } from '../../usecases/views';
import { Button, useKeys, useNow } from '../../ui';
import { Head, Row } from './row';
import type { RowSource } from './source';
import { useByNeed } from './use-by-need';
import { useKeptInView } from './use-kept-in-view';
import { useNeedPlan } from './use-need-plan';
import { usePages } from './use-pages';
import { emptySentence, shownTabs, tabNames, type Downloads, type NoDownloads } from './words';

/** `at`: where the chosen script stood, until it is found in what is read. */
export type WorklistPlace = {
  readonly tab: Tab | 'all';
  readonly selected: { readonly key: IssueKey; readonly at: number } | undefined;
};

type Props = {
  readonly reads: Reads;
  readonly engine: EngineClient;
  readonly counters: Counters;
  /** Changes whenever what waits may have. */
  readonly pulse: number;
  readonly order: OrderChoice['by'];
  readonly place: WorklistPlace;
  /** Absent where there is no broker. */
  readonly downloads: Downloads | NoDownloads;
  readonly onOrder: (by: OrderChoice['by']) => void;
  /** Opens the next script for the role of whoever is signed in. */
  readonly onNext: () => void;
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
const useCursor = (source: RowSource, { place, onPlace, onOpen }: Props) => {
  const { count, rowAt, near } = source;
  const [cursor, setCursor] = useState({ of: place.tab, at: place.selected?.at ?? 0 });
  const found = source.indexOf(place.selected?.key);
  const stood = cursor.of === place.tab ? cursor.at : 0;
  const at = Math.max(0, Math.min(found >= 0 ? found : stood, count - 1));
  const chosen = (index: number): WorklistPlace => {
    const row = rowAt(index);
    return { ...place, selected: row && { key: row.key, at: index } };
  };
  const choose = (to: number): number => {
    // While the rows are read, what was chosen stays so.
    if (count === 0) return at;
    const next = Math.max(0, Math.min(to, count - 1));
    setCursor({ of: place.tab, at: next });
    onPlace(chosen(next));
    near(next);
    return next;
  };
  const open = (index: number): void => {
    const row = rowAt(index);
    if (!row) return;
    onPlace(chosen(index));
    onOpen(row.key);
  };
  return { source, at, choose, open };
};

type Cursor = ReturnType<typeof useCursor>;

type RowsProps = { readonly cursor: Cursor; readonly list: RefObject<HTMLDivElement | null> };

const useRows = ({ cursor, list }: RowsProps) => {
  const { count, near } = cursor.source;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeight,
    scrollMargin: rowHeight,
    // The head of the columns stays and would lie over the first row.
    scrollPaddingStart: rowHeight,
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

type ShownProps = { readonly reads: Reads; readonly cursor: Cursor; readonly shown: ShownRows };

const Rows = ({ reads, cursor, shown }: ShownProps) => {
  const now = useNow(30_000);
  const plan = useNeedPlan(reads, now);
  return (
    <>
      <Head />
      <div className="hf-list__inner" role="presentation" style={{ height: shown.height }}>
        {shown.visible.map(({ index, start }) => {
          const row = cursor.source.rowAt(index);
          return row ? (
            <Row
              key={row.key}
              row={row}
              id={`row-${index}`}
              selected={index === cursor.at}
              now={now}
              plan={plan}
              top={start - rowHeight}
              onOpen={() => cursor.open(index)}
            />
          ) : null;
        })}
      </div>
    </>
  );
};

/** By need, or as long as that is not known by waiting time; what is finished has no need. */
const useSource = ({ reads, engine, place: { tab }, pulse, order }: Props) => {
  const wanted = order === 'need' && isWaitingTab(tab);
  const byNeed = useByNeed(engine, tab, pulse, wanted);
  const pages = usePages(reads, tab, byNeed === undefined);
  return { source: byNeed ?? pages, sorting: wanted && byNeed === undefined };
};

const keysHint = '↑ ↓ move · Enter opens · Space next for you · ← → tab · / searches · ? keys';

type FootProps = Pick<Props, 'order' | 'onOrder' | 'downloads'> & {
  readonly sorting: boolean;
  readonly waiting: boolean;
};

const otherOrder = (order: OrderChoice['by']): OrderChoice['by'] => (order === 'need' ? 'waiting' : 'need');

const orderSentence = ({ order, sorting, waiting }: FootProps): string => {
  if (!waiting) return 'The newest first.';
  if (sorting) return 'By waiting time, until all scripts are read.';
  return order === 'need' ? 'Sorted by need.' : 'Sorted by waiting time.';
};

const Foot = (props: FootProps) => (
  <div className="hf-foot">
    {typeof props.downloads === 'object' ? (
      <Button onPress={props.downloads.onNow} hint="D" disabled={props.downloads.busy}>
        {props.downloads.busy ? 'Downloading…' : 'Download now'}
      </Button>
    ) : null}
    {props.waiting ? (
      <Button onPress={() => props.onOrder(otherOrder(props.order))} hint="O">
        {props.order === 'need' ? 'Sort by waiting time' : 'Sort by need'}
      </Button>
    ) : null}
    <p data-testid="order">{orderSentence(props)}</p>
    <p className="hf-key" aria-hidden="true">
      {keysHint}
    </p>
  </div>
);

/** [TRI-10] Today: what needs doing, by need. */
export const WorklistScreen = (props: Props) => {
  const { counters, place, downloads, onPlace, order, onOrder } = props;
  // [SET-4] No script is worked on beside another system: nothing to sort, and no tab that could fill.
  const beside = downloads === 'none';
  const list = useRef<HTMLDivElement>(null);
  const { source, sorting } = useSource(props);
  const cursor = useCursor(source, props);
  const shown = useRows({ cursor, list });
  const { at, open } = cursor;
  useLayoutEffect(() => list.current?.focus(), [place.tab]);
  const { count } = source;
  const onScroll = useKeptInView({ list, of: place.tab, at, count, rowHeight, scrollTo: shown.scrollTo });
  const go = (to: number) => shown.scrollTo(cursor.choose(to));
  const turn = (by: number) => onPlace({ tab: moveTab(counters, place, by), selected: undefined });
  useKeys({
    ArrowDown: () => go(at + 1),
    ArrowUp: () => go(at - 1),
    PageDown: () => go(at + pageRows),
    PageUp: () => go(at - pageRows),
    Home: () => go(0),
    End: () => go(source.count - 1),
    Enter: () => open(at),
    ' ': props.onNext,
    ...(isWaitingTab(place.tab) ? { o: () => onOrder(otherOrder(order)) } : {}),
    ArrowRight: () => turn(1),
    ArrowLeft: () => turn(-1),
  });
  return (
    <>
      <h1 className="hf-visually-hidden">Today</h1>
      {beside ? null : <Tabs counters={counters} place={place} onPlace={onPlace} />}
      <div
        id="worklist"
        className="hf-list"
        role="listbox"
        aria-label={`${tabNames[place.tab]}: ${counters[place.tab]}`}
        aria-activedescendant={source.count === 0 ? undefined : `row-${at}`}
        tabIndex={0}
        ref={list}
        onScroll={onScroll}
      >
        {source.count === 0 ? (
          <div className="hf-empty" role="option" aria-selected={false} aria-disabled="true">
            {source.loaded ? emptySentence(place.tab, downloads) : 'Reading…'}
          </div>
        ) : (
          <Rows reads={props.reads} cursor={cursor} shown={shown} />
        )}
      </div>
      {beside ? null : <Foot {...props} sorting={sorting} waiting={isWaitingTab(place.tab)} />}
    </>
  );
};
