import { asInstant, formatDate, formatWait, readWall, type Instant } from '../../domain/kernel/instant';
import { cleanUpIsNear } from '../../domain/prescriptions/clean-up';
import type { WorklistRow } from '../../usecases/views';
import { Word } from '../../ui';

const dayMs = 86_400_000;

/** "Acute", "Repeat", "eRD 2 of 6", with the strictest schedule. */
const kindOf = (row: WorklistRow): string => {
  const kind = { acute: 'Acute', repeat: 'Repeat', erd: `eRD ${row.issue} of ${row.issues}` }[row.treatment];
  return row.schedule === '' ? kind : `${kind} ${row.schedule}`;
};

type Reason = { readonly look: 'plain' | 'attention' | 'stop' | 'good'; readonly text: string };

const holdWords: Readonly<Record<WorklistRow['hold'], string>> = {
  none: '',
  superseded: 'replaced',
  'possible-duplicate': 'duplicate?',
  'supplied-before': 'supplied before?',
  'signature-failed': 'bad signature',
  'cancelled-upstream': 'cancelled',
  person: 'on hold',
  conflict: 'not confirmed',
};

const endWords = (row: WorklistRow, now: number): Reason | undefined => {
  if (row.expiresAt === undefined || row.tab === 'done' || row.tab === 'returned') return undefined;
  const days = Math.floor((row.expiresAt - now) / dayMs);
  if (row.expiresAt < now) return { look: 'stop', text: 'item expired' };
  if (days > 3) return undefined;
  return {
    look: 'attention',
    text: days === 0 ? 'ends today' : days === 1 ? 'ends tomorrow' : `ends in ${days} days`,
  };
};

/** [WIN-4] Until when the rest may be handed out. */
const owedWords = (until: Instant, now: Instant): Reason => ({
  look: until < now ? 'stop' : cleanUpIsNear(until, now) ? 'attention' : 'plain',
  text: until < now ? 'EPS closed it' : `owed until ${formatDate(readWall(until).date)}`,
});

/** Why a row stands out, as words; the gravest first. */
const reasonsOf = (row: WorklistRow, now: number): readonly Reason[] => {
  const found: Reason[] = [];
  if (row.hold !== 'none') found.push({ look: 'stop', text: holdWords[row.hold] });
  const end = endWords(row, now);
  if (end) found.push(end);
  if (row.owedUntil !== undefined) found.push(owedWords(row.owedUntil, asInstant(now)));
  if (row.custody === 'ours-unconfirmed' && row.hold !== 'conflict')
    found.push({ look: 'attention', text: 'released offline' });
  if (row.custody === 'sealed') found.push({ look: 'plain', text: 'back in its pack' });
  if (row.custody === 'returning') found.push({ look: 'plain', text: 'return waits' });
  if (row.custody === 'returned' && row.hold === 'none') found.push({ look: 'plain', text: 'returned' });
  if (row.warnings > 0)
    found.push({ look: 'attention', text: row.warnings === 1 ? '1 warning' : `${row.warnings} warnings` });
  return found;
};

type Props = {
  readonly row: WorklistRow;
  readonly id: string;
  readonly selected: boolean;
  readonly now: number;
  readonly top: number;
  readonly onOpen: () => void;
};

/** One script in the list: 36 px, never wrapped, everything readable without the mouse. */
export const Row = ({ row, id, selected, now, top, onOpen }: Props) => {
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
      <span className="hf-row__patient" title={`${row.family.toUpperCase()}, ${row.given}`}>
        {row.family.toUpperCase()}, {row.given}
      </span>
      <span>{formatDate(row.birthDate)}</span>
      <span title={`${row.firstItem}${more}`}>
        {row.firstItem}
        {more}
      </span>
      <span>{kindOf(row)}</span>
      <span>
        {reasonsOf(row, now).map((reason) => (
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
