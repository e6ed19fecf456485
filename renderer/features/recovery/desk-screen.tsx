import { useMemo, useRef, useState } from 'react';
import { notToRecord } from '../../domain/desk/decide-desk';
import { deskTabs, type DeskTab } from '../../domain/desk/model';
import { askingOf, countOf, numbersOf, progressOf } from '../../domain/desk/numbers';
import type { Scanned } from '../../domain/desk/scan-words';
import { readTypedId } from '../../domain/kernel/check-character';
import { asInstant } from '../../domain/kernel/instant';
import type { IssueKey, PrescriptionId } from '../../domain/kernel/ids';
import type { Way } from '../../domain/outbox/wait';
import { Button, useKeys, useLatest, useNow, type Keys } from '../../ui';
import type { Command, CommandReply, EngineClient } from '../../usecases/commands';
import type { Reads } from '../../usecases/views';
import { DeskBox } from './desk-box';
import { DeskEarlier, DeskLastScan } from './desk-last-scan';
import { DeskOutcomeDialog } from './desk-outcome-dialog';
import { DeskRows, type RowActs } from './desk-rows';
import { DeskFind } from './desk-find';
import { DeskSheetDialog, type DeskPaper } from './desk-sheet-dialog';
import { DeskTabs, deskViews, viewName } from './desk-tabs';
import { useDeskRows, type DeskView } from './use-desk-rows';

type Props = {
  readonly reads: Reads;
  readonly engine: EngineClient;
  readonly lists: Readonly<Record<string, number>>;
  readonly companion: boolean;
  readonly way: Way;
  readonly last: Scanned | undefined;
  readonly earlier: readonly Scanned[];
  readonly paper: DeskPaper;
  readonly onTyped: (text: string, early?: boolean) => void;
  readonly onChoose: () => void;
  readonly onCamera: () => void;
  readonly onOpen: (key: IssueKey) => void;
  readonly onReply: (reply: CommandReply) => void;
  readonly send: (command: Command) => Promise<void>;
};

/** So few that a scan does not wait for them. */
const pageRows = 50;
/** Groups that a whole request makes sense for. */
const askable: readonly DeskTab[] = ['to-scan', 'stuck', 'elsewhere'];

const firstShown = (lists: Props['lists']): DeskTab =>
  deskTabs.find((tab) => countOf(lists, tab) > 0) ?? 'to-scan';

/** Which group, what is looked for in it, and which row the keys act on; -1 while a field has them. */
const useDesk = ({ reads, engine, lists, companion, onOpen, onReply, send }: Props) => {
  const [wanted, setTab] = useState<DeskView | undefined>(undefined);
  const tab = wanted ?? firstShown(lists);
  const [limit, setLimit] = useState(pageRows);
  const [at, setAt] = useState(-1);
  const [asks, setAsks] = useState<PrescriptionId | undefined>(undefined);
  const [text, setText] = useState('');
  const [sheet, setSheet] = useState(false);
  const shown = useDeskRows({ reads, engine, view: tab, text, limit, version: numbersOf(lists) });
  const rows = shown?.rows ?? [];
  const show = (next: DeskView | undefined) => {
    setTab(next);
    setLimit(pageRows);
    setAt(-1);
  };
  const find = (next: string) => {
    // A search begins in the whole desk; ← and → then narrow it to a group.
    if (text === '' && next !== '') show('all');
    if (text !== '' && next === '') show(undefined);
    setText(next);
    setAt(-1);
  };
  const latest = useLatest({ onOpen, onReply, send });
  const acts = useMemo(
    (): RowActs => ({
      companion,
      open: ({ script }) => (script ? latest.current.onOpen(script) : undefined),
      ask: ({ id }) => void latest.current.send({ kind: 'AskForRows', ids: [id] }),
      drop: ({ id }) => void latest.current.send({ kind: 'DropRequest', id }),
      record: (row) => {
        const refusal = notToRecord(row);
        if (refusal) latest.current.onReply(refusal);
        else setAsks(row.id);
      },
    }),
    [companion, latest],
  );
  const more = () => setLimit(limit + pageRows);
  const chosen = Math.min(at, rows.length - 1);
  return {
    ...{ tab, show, shown, rows, chosen, setAt, acts, more, asks, setAsks },
    ...{ text, find, sheet, setSheet },
  };
};

type Desk = ReturnType<typeof useDesk>;

const stepTab = (tab: DeskView, by: number): DeskView =>
  deskViews[(deskViews.indexOf(tab) + by + deskViews.length) % deskViews.length] ?? tab;

/** The group that can be asked for as a whole; none while something is looked for in it. */
const groupToAsk = ({ tab, rows, text }: Desk, companion: boolean): DeskTab | undefined =>
  companion || tab === 'all' || text !== '' || rows.length === 0 || !askable.includes(tab) ? undefined : tab;

/** [DSK-19] What can be done about the last scan; what is recorded is about the chosen row, where one is. */
const lastScanActs = ({ last, onOpen, onTyped, send }: Props, desk: Desk) => {
  const row = desk.rows[desk.chosen];
  const undo = () => {
    if (last?.undo === 'release' && last.key) void send({ kind: 'UndoRelease', key: last.key });
    const read = last?.undo === 'request' ? readTypedId(last.id) : undefined;
    if (read?.kind === 'ok') void send({ kind: 'DropRequest', id: read.id });
  };
  const askLast = () => {
    const read = last?.mayAsk === true ? readTypedId(last.id) : undefined;
    if (read?.kind !== 'ok') return;
    // Of a repeat whose issue is over the next one is asked for, and its row says nothing of that.
    void send(
      last?.isHere ? { kind: 'RequestById', typed: read.id } : { kind: 'AskForRows', ids: [read.id] },
    );
  };
  const early = () => (last?.early === undefined ? undefined : onTyped(last.id, true));
  const open = () => (last?.key ? onOpen(last.key) : undefined);
  const record = () => {
    const read = readTypedId(last?.id ?? '');
    if (row) desk.acts.record(row);
    else if (last?.asks && read.kind === 'ok') desk.setAsks(read.id);
  };
  return { undo, askLast, early, open, record };
};

/** What the keys do, in the box while it is empty and everywhere else at the desk. */
const useDeskKeys = (props: Props, desk: Desk) => {
  const { companion, send } = props;
  const { tab, show, rows, chosen, setAt, acts, more } = desk;
  const box = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const row = rows[chosen];
  const toBox = () => {
    setAt(-1);
    desk.find('');
    box.current?.focus();
  };
  const move = (to: number) => {
    box.current?.blur();
    field.current?.blur();
    setAt(Math.max(0, Math.min(to, rows.length - 1)));
  };
  const { undo, askLast, early, open, record } = lastScanActs(props, desk);
  const group = groupToAsk(desk, companion);
  const askAll = () => (group ? void send({ kind: 'AskForRows', ids: group }) : undefined);
  const keys: Keys = {
    u: undo,
    o: open,
    q: askLast,
    l: early,
    s: askAll,
    m: more,
    p: () => desk.setSheet(true),
    k: props.onCamera,
    '/': () => field.current?.focus(),
    a: () => (row && !companion ? acts.ask(row) : undefined),
    x: () => (row ? acts.drop(row) : undefined),
    r: record,
    Enter: () => (row ? acts.open(row) : undefined),
    ArrowDown: () => move(chosen + 1),
    ArrowUp: () => (chosen <= 0 ? toBox() : move(chosen - 1)),
    ArrowRight: () => show(stepTab(tab, 1)),
    ArrowLeft: () => show(stepTab(tab, -1)),
    Escape: toBox,
  };
  useKeys(keys);
  return {
    keys,
    box,
    field,
    undo,
    open,
    askLast,
    early,
    record,
    askAll,
    group,
    toBox,
    toRows: () => move(0),
  };
};

type HeadProps = Pick<Props, 'lists' | 'way' | 'onChoose' | 'onCamera'> & {
  readonly onSheet: () => void;
};

const Head = ({ lists, way, onChoose, onCamera, onSheet }: HeadProps) => {
  const { all, released } = progressOf(lists);
  const asking = askingOf(lists, way);
  return (
    <>
      <div className="hf-register-head">
        <h1>Prescriptions with another dispenser</h1>
        <div className="hf-actions">
          <Button onPress={onSheet} hint="P">
            Result sheet…
          </Button>
          <Button onPress={onCamera} hint="K">
            Camera…
          </Button>
          <Button onPress={onChoose} hint="Ctrl+O">
            Open a pack or list…
          </Button>
        </div>
      </div>
      <p className="hf-desk-numbers">{numbersOf(lists)}</p>
      {asking === '' ? null : <p role="status">{asking}</p>}
      <progress
        className="hf-desk-bar"
        aria-label="Released of all"
        value={released}
        max={Math.max(1, all)}
      />
    </>
  );
};

type EmptyProps = { readonly tab: DeskView; readonly all: number; readonly text: string };

const Empty = ({ tab, all, text }: EmptyProps) => (
  <p>
    {all === 0
      ? 'No script is on the desk. When scripts hang with a broker that is down, scan their paper here one after the other, or open the supplier’s recovery pack or a list with Ctrl+O: every id becomes a row, and none is forgotten.'
      : text === ''
        ? `Nothing is in “${viewName(tab)}”. ← and → show the other groups.`
        : `No row in “${viewName(tab)}” has all these words. Esc ends the search.`}
  </p>
);

type PanelProps = {
  readonly desk: Desk;
  readonly hands: ReturnType<typeof useDeskKeys>;
  readonly lists: Props['lists'];
};

/** The rows of a group, or what was looked for. */
const Rows = ({ desk, hands, lists }: PanelProps) => {
  const { tab, shown, rows, chosen, acts, more, text } = desk;
  const { group } = hands;
  const now = useNow(30_000);
  const { all } = progressOf(lists);
  return (
    <section className="hf-panel" id="desk-rows" role="tabpanel" aria-label={viewName(tab)}>
      {all === 0 ? null : (
        <div className="hf-desk-tools">
          <DeskFind
            field={hands.field}
            text={text}
            found={shown?.found}
            all={all}
            onText={desk.find}
            onRows={hands.toRows}
            onLeave={hands.toBox}
          />
          {group ? (
            <Button onPress={hands.askAll} hint="S">
              {countOf(lists, group) === 1
                ? 'Ask the Spine for the one waiting'
                : `Ask the Spine for all ${countOf(lists, group)} waiting`}
            </Button>
          ) : null}
        </div>
      )}
      {shown ? null : <p role="status">Reading…</p>}
      {shown && rows.length === 0 ? <Empty tab={tab} all={all} text={text} /> : null}
      {rows.length > 0 ? (
        <p className="hf-key">↓ goes to the rows, Esc back to the box, ← and → to another group.</p>
      ) : null}
      {rows.length > 0 ? <DeskRows rows={rows} chosen={chosen} now={asInstant(now)} acts={acts} /> : null}
      {shown?.more === true ? (
        <Button onPress={more} hint="M">
          Show more
        </Button>
      ) : null}
    </section>
  );
};

/** The PWAD desk: every id that hangs somewhere, and the box for the next one. */
export const DeskScreen = (props: Props) => {
  const { engine, lists, companion, last, paper, onTyped, onReply, send } = props;
  const desk = useDesk(props);
  const { tab, show, asks, setAsks, sheet, setSheet } = desk;
  const hands = useDeskKeys(props, desk);
  const { keys, box, undo, open, askLast, early, record } = hands;
  return (
    <>
      <Head {...props} onSheet={() => setSheet(true)} />
      <DeskBox box={box} keys={keys} after={last} onFocus={() => desk.setAt(-1)} onTyped={onTyped} />
      <DeskLastScan
        last={last}
        onUndo={undo}
        onOpen={open}
        onAsk={askLast}
        onEarly={early}
        onRecord={record}
      />
      <DeskEarlier scans={props.earlier} />
      <DeskTabs tab={tab} lists={lists} onShow={show} />
      <Rows desk={desk} hands={hands} lists={lists} />
      {sheet ? (
        <DeskSheetDialog engine={engine} paper={paper} onReply={onReply} onClose={() => setSheet(false)} />
      ) : null}
      {asks === undefined ? null : (
        <DeskOutcomeDialog
          id={asks}
          companion={companion}
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
