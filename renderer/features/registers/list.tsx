import { useState } from 'react';
import { asInstant, formatWait } from '../../domain/kernel/instant';
import type { ReissueState } from '../../domain/reissue/model';
import type { UnscriptedState } from '../../domain/unscripted/model';
import type { RefusedState } from '../../domain/unscripted/refused';
import { askedItem } from '../../domain/unscripted/refused-record';
import { Button, RowName, useInSight, useKeys, useNow, Word } from '../../ui';
import type { Reads } from '../../usecases/views';
import type { RegistersPlace } from './places';
import { useTab } from './use-tab';
import { pairReason, patientName, refusalReason, routeWord, supplyReason, type Reason } from './words';

type Line = {
  readonly id: string;
  readonly at: number;
  readonly kind: string;
  readonly patient: string;
  readonly what: string;
  readonly reason: Reason;
  readonly place: RegistersPlace;
};

const pairLine = (pair: ReissueState): Line => ({
  id: pair.id,
  at: pair.openedAt,
  kind: pair.origin === 'registered' ? 'Re-sent' : 'Two scripts',
  patient: patientName(pair.patient),
  what:
    pair.items.map(({ display }) => display).join(', ') ||
    (pair.original.shortId ?? pair.replacement.shortId ?? ''),
  reason: pairReason(pair),
  place: { kind: 'pair', id: pair.id },
});

const supplyLine = (state: UnscriptedState, now: number): Line => ({
  id: state.id,
  at: state.entry.suppliedAt,
  kind: routeWord(state),
  patient: patientName(state.entry.patient),
  what: state.entry.items.map(({ display, quantity }) => `${display} × ${quantity}`).join(', '),
  reason: supplyReason(state, now),
  place: { kind: 'supply', id: state.id },
});

const refusalLine = (state: RefusedState): Line => ({
  id: state.id,
  at: state.refused.askedAt,
  kind: state.refused.route === 'patient' ? 'Emergency, patient' : 'Emergency, prescriber',
  patient: patientName(state.refused.patient),
  what: state.refused.items.map(askedItem).join(', '),
  reason: refusalReason(state),
  place: { kind: 'refusal', id: state.id },
});

type Section = {
  readonly title: string;
  readonly empty: string;
  readonly lines: readonly Line[] | undefined;
};

const useSections = (reads: Reads, closed: boolean, now: number): readonly Section[] => {
  const pairsToDecide = useTab(reads, 'reissues', 'to-decide');
  const suppliesToDecide = useTab(reads, 'unscripted', 'to-decide');
  const openSupplies = useTab(reads, 'unscripted', closed ? 'closed' : 'open');
  const openPairs = useTab(reads, 'reissues', closed ? 'closed' : 'open');
  const refusals = useTab(reads, 'refusals', 'closed');
  const supplies = openSupplies?.map((state) => supplyLine(state, now));
  const pairs = openPairs?.map(pairLine);
  if (closed)
    return [
      { title: 'Supplies without the script, closed', empty: 'None is closed yet.', lines: supplies },
      {
        title: 'Emergency supplies refused',
        empty: 'None was refused. E, then “Refuse it”, puts one on record.',
        lines: refusals?.map(refusalLine),
      },
      { title: 'Re-sent scripts and duplicates, closed', empty: 'None is closed yet.', lines: pairs },
    ];
  return [
    {
      title: 'A pharmacist decides',
      empty:
        'Nothing waits for a decision. Scripts that look alike, and scripts that may be for an earlier supply, appear here.',
      lines: pairsToDecide &&
        suppliesToDecide && [
          ...pairsToDecide.map(pairLine),
          ...suppliesToDecide.map((state) => supplyLine(state, now)),
        ],
    },
    {
      title: 'Supplies without the script',
      empty: 'No supply waits for its script. E enters an emergency supply or a paper FP10, from any screen.',
      lines: supplies,
    },
    {
      title: 'Re-sent by the prescriber',
      empty: 'Nothing is awaited. G registers “the GP re-sends this”, from any screen.',
      lines: pairs,
    },
  ];
};

type RowProps = {
  readonly line: Line;
  readonly selected: boolean;
  readonly now: number;
  readonly onOpen: () => void;
};

const Row = ({ line, selected, now, onOpen }: RowProps) => {
  const row = useInSight<HTMLButtonElement>(selected);
  return (
    <button
      ref={row}
      type="button"
      className="hf-register-row"
      aria-current={selected ? 'true' : undefined}
      onClick={onOpen}
      data-testid="register-row"
    >
      <span>{formatWait(asInstant(line.at), asInstant(now))}</span>
      <RowName name={line.patient} />
      <span title={line.what}>{line.what}</span>
      <span>{line.kind}</span>
      <span>
        <Word look={line.reason.look}>{line.reason.text}</Word>
      </span>
    </button>
  );
};

type Props = { readonly reads: Reads; readonly onGo: (place: RegistersPlace) => void };

/** All that stands in the registers: what a person decides first, then what is open, by its age. */
export const RegistersList = ({ reads, onGo }: Props) => {
  const now = useNow(30_000);
  const [closed, setClosed] = useState(false);
  const [cursor, setCursor] = useState(0);
  const sections = useSections(reads, closed, now);
  const all = sections.flatMap(({ lines }) => lines ?? []);
  const at = Math.max(0, Math.min(cursor, all.length - 1));
  const open = (line: Line | undefined) => (line ? onGo(line.place) : undefined);
  useKeys({
    ArrowDown: () => setCursor(Math.min(at + 1, all.length - 1)),
    ArrowUp: () => setCursor(Math.max(at - 1, 0)),
    Enter: () => open(all[at]),
    k: () => setClosed(!closed),
    p: () => onGo({ kind: 'prints' }),
  });
  return (
    <>
      <div className="hf-register-head">
        <h1>Registers</h1>
        <div className="hf-actions">
          <Button look="primary" onPress={() => onGo({ kind: 'new-supply' })} hint="E">
            Supply without the script
          </Button>
          <Button onPress={() => onGo({ kind: 'new-reissue' })} hint="G">
            The GP re-sends a script
          </Button>
          <Button onPress={() => setClosed(!closed)} hint="K">
            {closed ? 'Show what is open' : 'Show what is closed'}
          </Button>
          <Button onPress={() => onGo({ kind: 'prints' })} hint="P">
            Prints
          </Button>
        </div>
      </div>
      {sections.map(({ title, empty, lines }) => (
        <section className="hf-panel" key={title} aria-label={title}>
          <h2>
            {title} {lines === undefined ? null : <span className="hf-count">{lines.length}</span>}
          </h2>
          {lines === undefined ? <p role="status">Reading…</p> : null}
          {lines?.length === 0 ? <p>{empty}</p> : null}
          {lines?.map((line) => (
            <Row
              key={line.id}
              line={line}
              selected={line.id === all[at]?.id}
              now={now}
              onOpen={() => open(line)}
            />
          ))}
        </section>
      ))}
    </>
  );
};
