import { useCallback, useState } from 'react';
import { addDays, dateOf, dayOf, endOfDay, utcDay } from '../../domain/kernel/calendar';
import { formatClock, formatDate, type Instant } from '../../domain/kernel/instant';
import type { PrintEnd } from '../../domain/prints/model';
import type { PrintOnRecord } from '../../domain/prints/record';
import { printName } from '../../domain/prints/words';
import { Button, Field, useKeys, useLive, Word } from '../../ui';
import type { ListPage } from '../../usecases/collections';
import type { Reads } from '../../usecases/views';
import type { Reason } from './words';

const limit = 500;

/** What was printed on one day, the latest first. */
const useDay = (reads: Reads, day: Date) => {
  const last = endOfDay(day);
  const before = endOfDay(addDays(day, -1));
  return useLive(
    useCallback(
      (onValue: (page: ListPage<PrintOnRecord>) => void) =>
        reads.list('prints', { limit, between: [0 - last - 999, 0 - before - 1000] }, onValue),
      [reads, last, before],
    ),
  );
};

const ends: Readonly<Record<PrintEnd, Reason>> = {
  printed: { look: 'good', text: 'printed' },
  saved: { look: 'good', text: 'saved as PDF' },
  stopped: { look: 'plain', text: 'stopped by hand' },
  failed: { look: 'stop', text: 'not printed' },
};
const unknownEnd: Reason = { look: 'attention', text: 'end not known' };

const Row = ({ print }: { readonly print: PrintOnRecord }) => {
  const { of, askedAt, by, end } = print;
  const { look, text } = end ? ends[end.how] : unknownEnd;
  return (
    <tr data-testid="print-row">
      <td>{formatClock(askedAt, askedAt)}</td>
      <td>{printName(of)}</td>
      <td>{by}</td>
      <td>
        <Word look={look}>{text}</Word>
      </td>
      <td>{end?.said ?? (end?.how === 'printed' ? 'The printer chosen in the print window' : '')}</td>
    </tr>
  );
};

type TableProps = { readonly page: ListPage<PrintOnRecord>; readonly day: Date };

const Prints = ({ page: { rows, next }, day }: TableProps) =>
  rows.length === 0 ? (
    <p>
      No list, sheet or report was printed on {formatDate(dateOf(day))}. Whatever is about no script appears
      here; a script’s own prints stand in its log.
    </p>
  ) : (
    <>
      <table className="hf-log">
        <thead>
          <tr>
            <th scope="col">Asked for</th>
            <th scope="col">What</th>
            <th scope="col">By</th>
            <th scope="col">How it ended</th>
            <th scope="col">Printer, or why not</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((print) => (
            <Row key={print.printId} print={print} />
          ))}
        </tbody>
      </table>
      {next === undefined ? null : (
        <p>These are the latest {limit} of the day; the journal holds the others.</p>
      )}
    </>
  );

type Props = { readonly reads: Reads; readonly now: Instant; readonly onBack: () => void };

/** The day that is shown, and the field as it is typed in. */
type Shown = { readonly day: Date; readonly typed: string };
const shownOf = (day: Date): Shown => ({ day, typed: dateOf(day) });

/** [PRN-5] What was printed and is about no script, day by day. */
export const PrintsScreen = ({ reads, now, onBack }: Props) => {
  const [{ day, typed }, setDay] = useState(() => shownOf(dayOf(now)));
  const page = useDay(reads, day);
  const go = (days: number) => setDay(shownOf(addDays(day, days)));
  const type = (text: string) => setDay({ day: utcDay(text.trim()) ?? day, typed: text });
  useKeys({ Escape: onBack, ArrowLeft: () => go(-1), ArrowRight: () => go(1) });
  return (
    <>
      <div className="hf-actions">
        <Button onPress={onBack} hint="Esc">
          Back to Registers
        </Button>
        <Button onPress={() => go(-1)} hint="←">
          Day before
        </Button>
        <Button onPress={() => go(1)} hint="→">
          Day after
        </Button>
      </div>
      <h1>Printed on {formatDate(dateOf(day))}</h1>
      <section className="hf-panel" aria-label="Prints">
        <div className="hf-register-day">
          <Field label="Day" hint="Such as 2026-11-24" value={typed} onChange={type} />
        </div>
        {page ? <Prints page={page} day={day} /> : <p role="status">Reading…</p>}
      </section>
    </>
  );
};
