import type { IssueKey } from '../../domain/kernel/ids';
import { formatDate, readWall } from '../../domain/kernel/instant';
import { isWaitingTab, tabWords } from '../../domain/prescriptions/tab';
import { holdWords } from '../../domain/triage/words';
import { useInSight, Word } from '../../ui';
import type { WorklistRow } from '../../usecases/views';

const kinds = { acute: 'Acute', repeat: 'Repeat' } as const;
/** With the strictest schedule, as on the worklist. */
const kindOf = ({ treatment, issue, issues, schedule }: WorklistRow): string =>
  [treatment === 'erd' ? `eRD ${issue} of ${issues}` : kinds[treatment], schedule].join(' ').trim();

type RowProps = {
  readonly row: WorklistRow;
  readonly selected: boolean;
  readonly onOpen: (key: IssueKey) => void;
};

const Row = ({ row, selected, onOpen }: RowProps) => {
  const button = useInSight<HTMLButtonElement>(selected);
  const more = row.itemCount > 1 ? ` +\u00a0${row.itemCount - 1}` : '';
  const held = holdWords[row.hold];
  return (
    <button
      ref={button}
      type="button"
      className="hf-register-row hf-patient-script"
      aria-current={selected ? 'true' : undefined}
      data-testid="patient-script"
      onClick={() => onOpen(row.key)}
    >
      <span>{formatDate(readWall(row.receivedAt).date)}</span>
      <span className="hf-row__items" title={`${row.firstItem}${more}`}>
        <span>{row.firstItem}</span>
        {more}
      </span>
      <span>{kindOf(row)}</span>
      <span>
        <Word look={isWaitingTab(row.tab) ? 'attention' : 'plain'}>{tabWords[row.tab]}</Word>
        {held === '' ? null : <Word look="stop">{held}</Word>}
      </span>
      <span className="hf-whole">{row.shortId}</span>
    </button>
  );
};

type Props = {
  readonly title: string;
  readonly empty: string;
  readonly rows: readonly WorklistRow[];
  readonly chosen: IssueKey | undefined;
  readonly onOpen: (key: IssueKey) => void;
};

/** Scripts of a patient, the newest first. */
export const ScriptRows = ({ title, empty, rows, chosen, onOpen }: Props) => (
  <section className="hf-panel" aria-label={title}>
    <h2>
      {title} <span className="hf-count">{rows.length}</span>
    </h2>
    {rows.length === 0 ? <p>{empty}</p> : null}
    {rows.map((row) => (
      <Row key={row.key} row={row} selected={row.key === chosen} onOpen={onOpen} />
    ))}
  </section>
);
