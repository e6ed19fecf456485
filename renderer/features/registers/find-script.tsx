import { useCallback, useId } from 'react';
import { formatDate } from '../../domain/kernel/instant';
import { useChosen, useFound } from '../../ui';
import type { EngineClient } from '../../usecases/commands';
import type { WorklistRow } from '../../usecases/views';

const limit = 6;

const useRows = (engine: EngineClient, text: string): readonly WorklistRow[] | undefined =>
  useFound(
    useCallback((typed: string) => engine.ask({ kind: 'Search', text: typed, limit }), [engine]),
    text,
  )?.rows;

type Props = {
  readonly engine: EngineClient;
  readonly label: string;
  readonly hint: string;
  /** The name of the list of what was found. */
  readonly list: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onTake: (row: WorklistRow) => void;
  /** Stands below what was found: a choice, or a sentence where there is nothing to be chosen. */
  readonly other: string;
  readonly onOther: (() => void) | undefined;
  /** Whether ids tell the scripts of one patient apart. */
  readonly ids?: boolean;
  readonly autoFocus?: boolean;
};

type ListProps = Pick<Props, 'list' | 'onTake' | 'other' | 'onOther' | 'ids'> & {
  readonly id: string;
  readonly rows: readonly WorklistRow[];
  readonly at: number;
};

const FoundList = ({ id, list, rows, at, onTake, other, onOther, ids = false }: ListProps) => (
  <ul id={id} role="listbox" aria-label={list} className="hf-find__list">
    {rows.map((row, i) => (
      <li
        key={row.key}
        id={`${id}-${i}`}
        role="option"
        aria-selected={i === at}
        onMouseDown={() => onTake(row)}
      >
        <strong>
          {row.family.toUpperCase()}, {row.given}
        </strong>{' '}
        {formatDate(row.birthDate)} · {row.firstItem}
        {row.itemCount > 1 ? ` + ${row.itemCount - 1}` : ''}
        {ids ? ` · ${row.shortId}` : ''}
      </li>
    ))}
    {onOther || rows.length === 0 ? (
      <li
        id={`${id}-${rows.length}`}
        role="option"
        aria-selected={at === rows.length}
        aria-disabled={onOther === undefined}
        onMouseDown={onOther}
      >
        {other}
      </li>
    ) : null}
  </ul>
);

/** Scripts that are here, found by name, NHS number or id, without the mouse. */
export const FindScript = (props: Props) => {
  const { engine, label, hint, text, onText, onTake, onOther, ids, autoFocus = false } = props;
  const found = useRows(engine, text);
  const rows = found ?? [];
  const id = useId();
  const { at, move, forget } = useChosen(
    found ? [...rows.map(({ key }) => key), ...(onOther ? [''] : [])] : [],
  );
  const row = rows[at];
  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => (row ? onTake(row) : onOther?.()),
  };
  // Until it is known who is found, nobody is taken for somebody new.
  const open = found !== undefined;
  return (
    <div className="hf-field hf-find">
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`}>{hint}</p>
      <input
        id={id}
        type="text"
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-describedby={`${id}-hint`}
        aria-activedescendant={open ? `${id}-list-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        data-acts-while-empty="?"
        autoFocus={autoFocus}
        {...(ids ? { 'data-takes-script-id': '' } : {})}
        value={text}
        onChange={(event) => {
          forget();
          onText(event.target.value);
        }}
        onKeyDown={(event) => {
          const act = acts[event.key];
          if (!act || !open) return;
          event.preventDefault();
          act();
        }}
      />
      {open ? <FoundList {...props} id={`${id}-list`} rows={rows} at={at} /> : null}
    </div>
  );
};
