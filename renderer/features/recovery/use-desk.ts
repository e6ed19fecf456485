import { useMemo, useRef, useState } from 'react';
import { notToRecord } from '../../domain/desk/decide-desk';
import { deskTabs, type DeskTab } from '../../domain/desk/model';
import { countOf, numbersOf } from '../../domain/desk/numbers';
import type { Scanned } from '../../domain/desk/scan-words';
import { readTypedId } from '../../domain/kernel/check-character';
import type { IssueKey, PrescriptionId } from '../../domain/kernel/ids';
import type { Way } from '../../domain/outbox/wait';
import { useKeys, useLatest, type Keys } from '../../ui';
import type { Command, CommandReply, EngineClient } from '../../usecases/commands';
import type { Reads } from '../../usecases/views';
import type { RowActs } from './desk-rows';
import type { DeskPaper } from './desk-sheet-dialog';
import { deskViews } from './desk-tabs';
import { useDeskRows, type DeskView } from './use-desk-rows';

export type DeskProps = {
  readonly reads: Reads;
  readonly engine: EngineClient;
  readonly lists: Readonly<Record<string, number>>;
  readonly companion: boolean;
  readonly way: Way;
  readonly last: Scanned | undefined;
  readonly lastAt: number;
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

const firstShown = (lists: DeskProps['lists']): DeskTab =>
  deskTabs.find((tab) => countOf(lists, tab) > 0) ?? 'to-scan';

/** Which group, what is looked for in it, and which row the keys act on; -1 while a field has them. */
export const useDesk = ({ reads, engine, lists, companion, onOpen, onReply, send }: DeskProps) => {
  const [wanted, setTab] = useState<DeskView | undefined>(undefined);
  const tab = wanted ?? firstShown(lists);
  const [limit, setLimit] = useState(pageRows);
  const [at, setAt] = useState(-1);
  const [asks, setAsks] = useState<PrescriptionId | undefined>(undefined);
  const [text, setText] = useState('');
  const [sheet, setSheet] = useState(false);
  const [askingAll, setAskingAll] = useState<DeskTab | undefined>(undefined);
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
    ...{ text, find, sheet, setSheet, askingAll, setAskingAll },
  };
};

export type Desk = ReturnType<typeof useDesk>;

const stepTab = ({ companion, lists }: DeskProps, tab: DeskView, by: number): DeskView => {
  const views = deskViews(companion, lists);
  return views[(views.indexOf(tab) + by + views.length) % views.length] ?? tab;
};

/** The group that can be asked for as a whole; none while something is looked for in it. */
const groupToAsk = ({ tab, rows, text }: Desk, companion: boolean): DeskTab | undefined =>
  companion || tab === 'all' || text !== '' || rows.length === 0 || !askable.includes(tab) ? undefined : tab;

/** [DSK-19] What can be done about the last scan; what is recorded is about the chosen row, where one is. */
const lastScanActs = ({ last, onOpen, onTyped, send }: DeskProps, desk: Desk) => {
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

/** [DSK-14] What is done with a whole group: asked for, after a question, or taken back. */
const groupActs = ({ companion, send }: DeskProps, desk: Desk) => {
  const group = groupToAsk(desk, companion);
  const mayTakeBack = !companion && desk.tab === 'waiting' && desk.text === '' && desk.rows.length > 0;
  return {
    group,
    askAll: () => desk.setAskingAll(group),
    takeBack: mayTakeBack ? () => void send({ kind: 'DropRequests' }) : undefined,
  };
};

/** What the keys do, in the box while it is empty and everywhere else at the desk. */
export const useDeskKeys = (props: DeskProps, desk: Desk) => {
  const { companion } = props;
  const { tab, show, rows, chosen, setAt, acts, more } = desk;
  const box = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const row = rows[chosen];
  const last = lastScanActs(props, desk);
  const group = groupActs(props, desk);
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
  /** [DSK-17] What begins a name goes on in the search, where there is one. */
  const search = (name: string): boolean => {
    if (!field.current) return false;
    desk.find(name);
    field.current.focus();
    return true;
  };
  const keys: Keys = {
    u: last.undo,
    o: last.open,
    q: last.askLast,
    l: last.early,
    s: group.askAll,
    t: () => group.takeBack?.(),
    m: more,
    p: () => desk.setSheet(true),
    k: props.onCamera,
    '/': () => field.current?.focus(),
    a: () => (row && !companion ? acts.ask(row) : undefined),
    x: () => (row ? acts.drop(row) : undefined),
    r: last.record,
    Enter: () => (row ? acts.open(row) : undefined),
    ArrowDown: () => move(chosen + 1),
    ArrowUp: () => (chosen <= 0 ? toBox() : move(chosen - 1)),
    ArrowRight: () => show(stepTab(props, tab, 1)),
    ArrowLeft: () => show(stepTab(props, tab, -1)),
    Escape: toBox,
  };
  useKeys(keys);
  return {
    ...{ keys, box, field, search, toBox, toRows: () => move(0) },
    ...last,
    ...group,
  };
};
