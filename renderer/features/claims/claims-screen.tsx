import { useCallback } from 'react';
import { workingDaysUntil } from '../../domain/claims/dates';
import { asInstant, formatDate, readWall, type Instant } from '../../domain/kernel/instant';
import { cleanUpIsNear } from '../../domain/prescriptions/clean-up';
import type { IssueKey } from '../../domain/kernel/ids';
import type { Reads, WorklistRow } from '../../usecases/views';
import { Button, Said, useKeys, useLive, useNow, useRowFocus, Word } from '../../ui';
import type { ClaimsBatch } from './batch';
import { BatchSaid } from './batch-said';
import { useBatchState, useSeen } from './use-batch';

type Props = {
  readonly reads: Reads;
  readonly batch: ClaimsBatch;
  readonly due: number;
  readonly onOpen: (key: IssueKey) => void;
};

/** As many as are shown and sent at once; the next ones follow when these are gone. */
const limit = 500;

const dayOf = (at: Instant): string => formatDate(readWall(at).date);

const over = { claim: 'no claim', change: 'no change', 'not-dispensed': 'perhaps dropped' } as const;

const missing = ({ certain, of }: NonNullable<WorklistRow['claim']>) => {
  if (of === 'change') return <Word look="attention">corrected after its claim: change the claim</Word>;
  return certain ? <Word look="good">nothing</Word> : 'who paid, or why not';
};

type RowsProps = {
  readonly rows: readonly WorklistRow[];
  readonly now: Instant;
  readonly onOpen: (key: IssueKey) => void;
};

const Rows = ({ rows, now, onOpen }: RowsProps) => (
  <table className="hf-log hf-stacked">
    <thead>
      <tr>
        <th scope="col">Script</th>
        <th scope="col">Patient</th>
        <th scope="col">Items</th>
        <th scope="col">Due by</th>
        <th scope="col">Not after</th>
        <th scope="col">What is missing</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) =>
        row.claim ? (
          <tr key={row.key}>
            <td>
              <button type="button" className="hf-plain" onClick={() => onOpen(row.key)}>
                {row.shortId}
              </button>
            </td>
            <td>
              {row.family.toUpperCase()}, {row.given}
            </td>
            <td>
              {row.firstItem}
              {row.itemCount > 1 ? ` + ${row.itemCount - 1}` : ''}
            </td>
            <td className="hf-whole" data-head="Due by">
              {dayOf(row.claim.dueAt)} {row.claim.dueAt < now ? <Word look="attention">late</Word> : null}
            </td>
            <td className="hf-whole" data-head="Not after">
              {dayOf(row.claim.noClaimAt)}{' '}
              {row.claim.noClaimAt < now ? <Word look="stop">{over[row.claim.of ?? 'claim']}</Word> : null}
            </td>
            <td data-head="Missing">{missing(row.claim)}</td>
          </tr>
        ) : null,
      )}
    </tbody>
  </table>
);

/** [CLM-9] How many claims of the month are unsent, once the fifth is near (SCAL 6.2.3). */
const deadline = (rows: readonly WorklistRow[], now: Instant): string | undefined => {
  const due = rows.flatMap(({ claim }) =>
    claim && claim.of !== 'not-dispensed' && claim.dueAt >= now ? [claim.dueAt] : [],
  );
  const [next] = due;
  if (next === undefined) return undefined;
  const days = workingDaysUntil(now, next);
  if (days > 10) return undefined;
  const unsent = due.filter((at) => at === next).length;
  const more = rows.length === limit && due.at(-1) === next ? 'at least ' : '';
  const left = days === 1 ? '1 working day is' : `${days} working days are`;
  return `${left} left: ${more}${unsent === 1 ? '1 claim is' : `${unsent} claims are`} due by ${dayOf(next)} and not sent.`;
};

/** Last days of claims of one kind that are near and not past, the first of them first. */
const lastDays = (rows: readonly WorklistRow[], now: Instant, of?: 'not-dispensed'): readonly Instant[] =>
  rows
    .flatMap(({ claim }) =>
      claim && claim.of === of && claim.noClaimAt >= now && cleanUpIsNear(claim.noClaimAt, now)
        ? [claim.noClaimAt]
        : [],
    )
    .sort((a, b) => a - b);

/** [WIN-5] What the Spine soon counts as not claimed. */
const lastChance = (rows: readonly WorklistRow[], now: Instant): string | undefined => {
  const [first, ...rest] = lastDays(rows, now);
  if (first === undefined) return undefined;
  return rest.length === 0
    ? `1 claim is refused after ${dayOf(first)}: EPS then counts it as not claimed.`
    : `${rest.length + 1} claims are refused soon, the first after ${dayOf(first)}: EPS then counts them as not claimed.`;
};

/** [CLM-8] What the Spine soon drops. */
const dropped = (rows: readonly WorklistRow[], now: Instant): string | undefined => {
  const [first, ...rest] = lastDays(rows, now, 'not-dispensed');
  if (first === undefined) return undefined;
  return rest.length === 0
    ? `1 script that was not dispensed is dropped by the Spine after ${dayOf(first)}: claim it before.`
    : `${rest.length + 1} scripts that were not dispensed are dropped by the Spine, the first after ${dayOf(first)}: claim them before.`;
};

/** What was supplied and not yet claimed, or claimed otherwise than it stands now (CLM-7), the most pressing first. */
export const ClaimsScreen = ({ reads, batch, due, onOpen }: Props) => {
  const now = asInstant(useNow(60_000));
  const rows = useLive(
    useCallback((onValue: (found: readonly WorklistRow[]) => void) => reads.claims(limit, onValue), [reads]),
  );
  const { kind } = useBatchState(batch);
  useSeen(batch);
  const ready = (rows ?? []).filter(({ claim }) => claim?.certain && claim.noClaimAt >= now);
  const reminders = rows ? [lastChance(rows, now), dropped(rows, now), deadline(rows, now)] : [];
  const sendAll = () => (ready.length > 0 ? void batch.send(ready) : undefined);
  useKeys({ k: sendAll, Escape: batch.close });
  const list = useRowFocus<HTMLElement>();
  return (
    <>
      <h1>Claims</h1>
      {reminders.map((sentence) =>
        sentence === undefined ? null : (
          <Said key={sentence} look="attention">
            {sentence}
          </Said>
        ),
      )}
      <BatchSaid batch={batch} />
      {due === 0 ? null : (
        <div className="hf-actions">
          <Button
            look="primary"
            onPress={sendAll}
            hint="K"
            disabled={ready.length === 0 || kind === 'sending'}
          >
            {ready.length === 1 ? 'Send 1 claim' : `Send ${ready.length} claims`}
          </Button>
          <p className="hf-key">
            {due === 1 ? '1 script is' : `${due} scripts are`} to be claimed or changed.
          </p>
        </div>
      )}
      <section className="hf-panel" aria-label="To be claimed" ref={list}>
        {rows === undefined ? <p>Reading…</p> : null}
        {rows?.length === 0 ? (
          <p>Nothing to claim. Scripts appear here when EPS has accepted their last notification.</p>
        ) : null}
        {rows && rows.length > 0 ? <Rows rows={rows} now={now} onOpen={onOpen} /> : null}
      </section>
    </>
  );
};
