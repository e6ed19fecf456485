import { useCallback } from 'react';
import { asInstant } from '../../domain/kernel/instant';
import type { DeskRow } from '../../domain/desk/model';
import { scanNow } from '../../domain/desk/scan-now';
import type { Scanned } from '../../domain/desk/scan-words';
import { askingOf, countOf, numbersOf, progressOf } from '../../domain/desk/numbers';
import { Button, useLive, useNow } from '../../ui';
import { DeskAskAllDialog } from './desk-ask-all-dialog';
import { DeskBox } from './desk-box';
import { DeskEarlier, DeskLastScan } from './desk-last-scan';
import { DeskOutcomeDialog } from './desk-outcome-dialog';
import { DeskRows } from './desk-rows';
import { DeskFind } from './desk-find';
import { DeskSheetDialog } from './desk-sheet-dialog';
import { DeskTabs, viewName } from './desk-tabs';
import { useDesk, useDeskKeys, type Desk, type DeskProps } from './use-desk';
import type { DeskView } from './use-desk-rows';

type HeadProps = Pick<DeskProps, 'lists' | 'way' | 'onChoose' | 'onCamera'> & {
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
      {all === 0 ? null : <p className="hf-desk-numbers">{numbersOf(lists)}</p>}
      {asking === '' ? null : <p role="status">{asking}</p>}
      {all === 0 ? null : (
        <progress className="hf-desk-bar" aria-label="Released of all" value={released} max={all} />
      )}
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
  readonly lists: DeskProps['lists'];
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
          {hands.takeBack ? (
            <Button onPress={hands.takeBack} hint="T">
              Take all back that have not left
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

/** [DSK-20] The last answer, as its row stands now. */
const useScanNow = ({ reads, companion, last }: DeskProps): Scanned | undefined => {
  const id = last?.stands ? last.id : undefined;
  const row = useLive(
    useCallback(
      (onValue: (found: DeskRow | undefined) => void) =>
        id === undefined ? () => undefined : reads.one('desk', id, onValue),
      [reads, id],
    ),
  );
  return last && scanNow(last, row, companion);
};

/** The PWAD desk: every id that hangs somewhere, and the box for the next one. */
export const DeskScreen = (props: DeskProps) => {
  const { engine, lists, companion, paper, onTyped, onReply, send } = props;
  const last = useScanNow(props);
  const desk = useDesk(props);
  const { tab, show, asks, setAsks, sheet, setSheet } = desk;
  const hands = useDeskKeys({ ...props, last }, desk);
  const { keys, box, undo, open, askLast, early, record } = hands;
  return (
    <>
      <Head {...props} onSheet={() => setSheet(true)} />
      <DeskBox
        box={box}
        keys={keys}
        after={props.last}
        onFocus={() => desk.setAt(-1)}
        onSearch={hands.search}
        onTyped={onTyped}
      />
      <DeskLastScan
        last={last}
        lastAt={props.lastAt}
        onUndo={undo}
        onOpen={open}
        onAsk={askLast}
        onEarly={early}
        onRecord={record}
      />
      <DeskEarlier scans={props.earlier} />
      <DeskTabs tab={tab} companion={companion} lists={lists} onShow={show} />
      <Rows desk={desk} hands={hands} lists={lists} />
      {sheet ? (
        <DeskSheetDialog engine={engine} paper={paper} onReply={onReply} onClose={() => setSheet(false)} />
      ) : null}
      {desk.askingAll ? (
        <DeskAskAllDialog
          group={desk.askingAll}
          count={countOf(lists, desk.askingAll)}
          onClose={() => desk.setAskingAll(undefined)}
          onAsk={(ids) => {
            desk.setAskingAll(undefined);
            void send({ kind: 'AskForRows', ids });
          }}
        />
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
