import { useCallback, useRef, useState } from 'react';
import { deskTabs, type DeskRow, type DeskTab } from '../../domain/desk/model';
import type { Scanned } from '../../domain/desk/scan-words';
import { readTypedId } from '../../domain/kernel/check-character';
import { asInstant } from '../../domain/kernel/instant';
import type { IssueKey, PrescriptionId } from '../../domain/kernel/ids';
import { Button, useKeys, useLive, useNow, type Keys } from '../../ui';
import type { ListPage } from '../../usecases/collections';
import type { Command } from '../../usecases/commands';
import type { Reads } from '../../usecases/views';
import { DeskBox } from './desk-box';
import { DeskLastScan } from './desk-last-scan';
import { DeskOutcomeDialog } from './desk-outcome-dialog';
import { DeskRows, type RowActs } from './desk-rows';
import { DeskTabs } from './desk-tabs';
import { countOf, numbersOf, progressOf, tabNames } from './desk-words';

type Props = {
  readonly reads: Reads;
  readonly lists: Readonly<Record<string, number>>;
  readonly companion: boolean;
  readonly last: Scanned | undefined;
  readonly onTyped: (text: string) => void;
  readonly onChoose: () => void;
  readonly onOpen: (key: IssueKey) => void;
  readonly send: (command: Command) => Promise<void>;
};

const pageRows = 200;
/** Groups that a whole request makes sense for. */
const askable: readonly DeskTab[] = ['to-scan', 'stuck', 'elsewhere'];

const useRows = (reads: Reads, tab: DeskTab, limit: number): ListPage<DeskRow> | undefined =>
  useLive(
    useCallback(
      (onValue: (page: ListPage<DeskRow>) => void) => reads.list('desk', { tab, limit }, onValue),
      [reads, tab, limit],
    ),
  );

const firstShown = (lists: Props['lists']): DeskTab =>
  deskTabs.find((tab) => countOf(lists, tab) > 0) ?? 'to-scan';

/** Which group, how much of it, and which row the keys act on; -1 while the box has them. */
const useDesk = ({ reads, lists, companion, onOpen, send }: Props) => {
  const [wanted, setTab] = useState<DeskTab | undefined>(undefined);
  const tab = wanted ?? firstShown(lists);
  const [limit, setLimit] = useState(pageRows);
  const [at, setAt] = useState(-1);
  const [asks, setAsks] = useState<PrescriptionId | undefined>(undefined);
  const page = useRows(reads, tab, limit);
  const rows = page?.rows ?? [];
  const show = (next: DeskTab) => {
    setTab(next);
    setLimit(pageRows);
    setAt(-1);
  };
  const acts: RowActs = {
    companion,
    open: ({ script }) => (script ? onOpen(script) : undefined),
    ask: ({ id }) => void send({ kind: 'AskForRows', ids: [id] }),
    drop: ({ id }) => void send({ kind: 'DropRequest', id }),
    record: ({ id }) => setAsks(id),
  };
  const more = () => setLimit(limit + pageRows);
  const chosen = Math.min(at, rows.length - 1);
  return { tab, show, page, rows, chosen, setAt, acts, more, asks, setAsks };
};

type Desk = ReturnType<typeof useDesk>;

const stepTab = (tab: DeskTab, by: number): DeskTab =>
  deskTabs[(deskTabs.indexOf(tab) + by + deskTabs.length) % deskTabs.length] ?? tab;

/** What the keys do, in the box while it is empty and everywhere else at the desk. */
const useDeskKeys = (props: Props, desk: Desk) => {
  const { last, companion, onOpen, send } = props;
  const { tab, show, rows, chosen, setAt, acts, more } = desk;
  const box = useRef<HTMLInputElement>(null);
  const row = rows[chosen];
  const toBox = () => {
    setAt(-1);
    box.current?.focus();
  };
  const move = (to: number) => {
    box.current?.blur();
    setAt(Math.max(0, Math.min(to, rows.length - 1)));
  };
  const undo = () => {
    if (last?.undo === 'release' && last.key) void send({ kind: 'UndoRelease', key: last.key });
    const read = last?.undo === 'request' ? readTypedId(last.id) : undefined;
    if (read?.kind === 'ok') void send({ kind: 'DropRequest', id: read.id });
  };
  const open = () => (last?.key ? onOpen(last.key) : undefined);
  const record = () => {
    const read = readTypedId(last?.id ?? '');
    if (row) acts.record(row);
    else if (last?.asks && read.kind === 'ok') desk.setAsks(read.id);
  };
  const askAll = () =>
    !companion && askable.includes(tab) && rows.length > 0
      ? void send({ kind: 'AskForRows', ids: tab })
      : undefined;
  const keys: Keys = {
    u: undo,
    o: open,
    s: askAll,
    m: more,
    a: () => (row && !companion ? acts.ask(row) : undefined),
    x: () => (row ? acts.drop(row) : undefined),
    ...(companion ? { r: record } : {}),
    Enter: () => (row ? acts.open(row) : undefined),
    ArrowDown: () => move(chosen + 1),
    ArrowUp: () => (chosen <= 0 ? toBox() : move(chosen - 1)),
    ArrowRight: () => show(stepTab(tab, 1)),
    ArrowLeft: () => show(stepTab(tab, -1)),
    Escape: toBox,
  };
  useKeys(keys);
  return { keys, box, undo, open, record, askAll };
};

const Head = ({ lists, onChoose }: Pick<Props, 'lists' | 'onChoose'>) => {
  const { all, released } = progressOf(lists);
  return (
    <>
      <div className="hf-register-head">
        <h1>Prescriptions with another dispenser</h1>
        <div className="hf-actions">
          <Button onPress={onChoose} hint="Ctrl+O">
            Open a pack or list…
          </Button>
        </div>
      </div>
      <p className="hf-desk-numbers">{numbersOf(lists)}</p>
      <progress
        className="hf-desk-bar"
        aria-label="Released of all"
        value={released}
        max={Math.max(1, all)}
      />
    </>
  );
};

const Empty = ({ tab, all }: { readonly tab: DeskTab; readonly all: number }) => (
  <p>
    {all === 0
      ? 'No script is on the desk. When scripts hang with a broker that is down, scan their paper here one after the other, or open the supplier’s recovery pack or a list with Ctrl+O: every id becomes a row, and none is forgotten.'
      : `Nothing is in “${tabNames[tab]}”. ← and → show the other groups.`}
  </p>
);

/** The PWAD desk: every id that hangs somewhere, and the box for the next one. */
export const DeskScreen = (props: Props) => {
  const { lists, companion, last, onTyped, onChoose, send } = props;
  const desk = useDesk(props);
  const { tab, show, page, rows, chosen, acts, more, asks, setAsks } = desk;
  const { keys, box, undo, open, record, askAll } = useDeskKeys(props, desk);
  const now = useNow(30_000);
  return (
    <>
      <Head lists={lists} onChoose={onChoose} />
      <DeskBox box={box} keys={keys} after={last} onFocus={() => desk.setAt(-1)} onTyped={onTyped} />
      <DeskLastScan last={last} onUndo={undo} onOpen={open} onRecord={record} />
      <DeskTabs tab={tab} lists={lists} onShow={show} />
      <section className="hf-panel" id="desk-rows" role="tabpanel" aria-label={tabNames[tab]}>
        {!companion && askable.includes(tab) && rows.length > 0 ? (
          <div className="hf-actions">
            <Button onPress={askAll} hint="S">
              {countOf(lists, tab) === 1
                ? 'Ask the Spine for the one waiting'
                : `Ask the Spine for all ${countOf(lists, tab)} waiting`}
            </Button>
          </div>
        ) : null}
        {page ? null : <p role="status">Reading…</p>}
        {page && rows.length === 0 ? <Empty tab={tab} all={progressOf(lists).all} /> : null}
        {rows.length > 0 ? (
          <p className="hf-key">↓ goes to the rows, Esc back to the box, ← and → to another group.</p>
        ) : null}
        {rows.length > 0 ? <DeskRows rows={rows} chosen={chosen} now={asInstant(now)} acts={acts} /> : null}
        {page?.next === undefined ? null : (
          <Button onPress={more} hint="M">
            Show more
          </Button>
        )}
      </section>
      {asks === undefined ? null : (
        <DeskOutcomeDialog
          id={asks}
          onClose={() => setAsks(undefined)}
          onRecord={(outcome, note) => {
            setAsks(undefined);
            void send({ kind: 'RecordOutcome', id: asks, outcome, note });
          }}
        />
      )}
    </>
  );
};
