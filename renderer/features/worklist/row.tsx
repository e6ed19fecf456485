import { asInstant, formatDate, formatWait } from '../../domain/kernel/instant';
import type { NeedPlan } from '../../domain/triage/need';
import type { WorklistRow } from '../../usecases/views';
import { RowName, Word } from '../../ui';
import { reasonsOf } from './reasons';

/** "Acute", "Repeat", "eRD 2 of 6", with the strictest schedule. */
const kindOf = (row: WorklistRow): string => {
  const kind = { acute: 'Acute', repeat: 'Repeat', erd: `eRD ${row.issue} of ${row.issues}` }[row.treatment];
  return row.schedule === '' ? kind : `${kind} ${row.schedule}`;
};

type Props = {
  readonly row: WorklistRow;
  readonly id: string;
  readonly selected: boolean;
  readonly now: number;
  readonly plan: NeedPlan;
  readonly top: number;
  readonly onOpen: () => void;
};

/** One script in the list: 36 px, never wrapped, everything readable without the mouse. */
export const Row = ({ row, id, selected, now, plan, top, onOpen }: Props) => {
  const reasons = reasonsOf(row, plan, now);
  const more = row.itemCount > 1 ? ` + ${row.itemCount - 1}` : '';
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      className="hf-row hf-row--virtual"
      style={{ transform: `translateY(${top}px)` }}
      onClick={onOpen}
    >
      <span>{formatWait(row.receivedAt, asInstant(now))}</span>
      <RowName name={`${row.family.toUpperCase()}, ${row.given}`} />
      <span>{formatDate(row.birthDate)}</span>
      <span className="hf-row__items" title={`${row.firstItem}${more}`}>
        <span>{row.firstItem}</span>
        {more}
      </span>
      <span>{kindOf(row)}</span>
      <span title={reasons.map(({ text }) => text).join(', ')}>
        {reasons.map((reason) => (
          <Word key={reason.text} look={reason.look}>
            {reason.text}
          </Word>
        ))}
      </span>
    </div>
  );
};

/** The head of the columns. */
export const Head = () => (
  <div className="hf-row hf-row--head" aria-hidden="true">
    <span>Waits</span>
    <span>Patient</span>
    <span>Born</span>
    <span>Items</span>
    <span>Type</span>
    <span>Why</span>
  </div>
);
