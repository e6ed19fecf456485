import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPrescriptionBundle } from '../../renderer/domain/fhir/read-bundle';
import { asItemId, asMessageId } from '../../renderer/domain/kernel/ids';
import { asInstant, type Instant } from '../../renderer/domain/kernel/instant';
import { dateAlerts, nextIssueOn, windowOpens } from '../../renderer/domain/prescriptions/windows';
import { owedUntil } from '../../renderer/domain/prescriptions/clean-up';
import type { Prescription, PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { summaryOf } from '../../renderer/store/summary';
import type { LineChoice, PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import { accepted, act, aContext, anActor, now, ready, refusalCode } from '../support/builders';
import { aBundle, aPrescription, itemIdOf } from '../support/fhir';

const script = (change: Partial<Prescription>): Prescription => ({ ...ready().prescription, ...change });
const erd = (issue: number, daysSupply?: number): Prescription =>
  script({
    treatment: 'erd',
    issue,
    issues: 6,
    startDate: '2026-01-05',
    ...(daysSupply === undefined ? {} : { daysSupply }),
  });

const wallInEngland = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** A script handed out in part at these times; the last time is withdrawn where that is said. */
const partSupplied = (times: readonly Instant[], lastWithdrawn = false): PrescriptionState => ({
  ...ready(),
  work: 'part-supplied',
  supplies: times.map((handedOverAt, i) => ({
    messageId: asMessageId(`m-${i}`),
    handedOverAt,
    lines: [],
    prescriptionStatus: '0003',
    by: 'Priya Shah',
    notification: lastWithdrawn && i === times.length - 1 ? 'withdrawn' : 'accepted',
  })),
});
const on = (date: string) => asInstant(Date.parse(`${date}T12:00:00Z`));

/** The same rule, written out for one script by hand: issue n of 28 days that starts on 5 January 2026. */
const table = ['2026-01-05', '2026-01-26', '2026-02-23', '2026-03-23', '2026-04-20', '2026-05-18'];

describe('windows', () => {
  it('[WIN-1] an issue opens at its start, a later one a week before the one before it runs out', () => {
    expect([1, 2, 3, 4, 5, 6].map((issue) => windowOpens(erd(issue)))).toEqual(table);
    expect(windowOpens(erd(3, 56))).toBe('2026-04-20');
    expect(windowOpens(script({ treatment: 'repeat', startDate: '2026-02-28' }))).toBe('2026-02-28');
    expect(windowOpens(script({ startDate: 'soon' }))).toBeUndefined();
  });

  it('[WIN-1] counts whole days across leap days and clock changes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 15_000 }),
        fc.integer({ min: 2, max: 99 }),
        fc.integer({ min: 1, max: 400 }),
        (day, issue, daysSupply) => {
          const start = new Date(Date.UTC(2000, 0, 1 + day)).toISOString().slice(0, 10);
          const opens = new Date(Date.UTC(2000, 0, 1 + day + daysSupply * (issue - 1) - 7));
          const prescription = script({ treatment: 'erd', issue, issues: 99, startDate: start, daysSupply });
          expect(windowOpens(prescription)).toBe(opens.toISOString().slice(0, 10));
        },
      ),
    );
  });

  it('[WIN-1] before its window only a pharmacist hands out', () => {
    const state = ready();
    const early = { ...state, prescription: { ...state.prescription, startDate: '2026-12-01' } };
    const supply = { kind: 'SupplyInFull' } as const;
    expect(refusalCode(early, supply, aContext({ user: anActor('technician') }))).toBe('RoleMissing');
    expect(refusalCode(early, supply)).toBe('decided');
    expect(refusalCode(state, supply, aContext({ user: anActor('technician') }))).toBe('decided');
  });

  it('[WIN-6] after its window only a pharmacist hands out, as its screen says', () => {
    const state = ready();
    const ended = (endDate: string) => ({ ...state, prescription: { ...state.prescription, endDate } });
    const supply = { kind: 'SupplyInFull' } as const;
    const technician = aContext({ user: anActor('technician') });
    expect(refusalCode(ended('2026-11-23'), supply, technician)).toBe('RoleMissing');
    expect(refusalCode(ended('2026-11-23'), supply)).toBe('decided');
    expect(refusalCode(ended('2026-11-24'), supply, technician)).toBe('decided');
    expect(refusalCode(ended('soon'), supply, technician)).toBe('decided');
  });

  it('[WIN-2] the next issue, while there is one', () => {
    expect([1, 2, 3, 4, 5, 6].map((issue) => nextIssueOn(erd(issue)))).toEqual([
      ...table.slice(1),
      undefined,
    ]);
    expect(nextIssueOn(script({ treatment: 'repeat' }))).toBeUndefined();
  });

  it('[WIN-6] says that the last day of an issue is past, where the script has one', () => {
    const ending = (endDate: string) => ({ ...ready(), prescription: script({ endDate, reviewDate: '' }) });
    expect(dateAlerts(ending('2026-11-30'), on('2026-11-30'))).toEqual([]);
    expect(dateAlerts(ending('2026-11-30'), on('2026-12-01')).join()).toContain('by 30-Nov-2026');
    expect(dateAlerts(ending('soon'), on('2026-12-01'))).toEqual([]);
    expect(aPrescription().endDate).toBeUndefined();
    const bundle = JSON.parse(
      JSON.stringify(aBundle()).replace('"start":"2026-11-20"', '"start":"2026-11-20","end":"2026-12-20"'),
    ) as unknown; // as it came
    const read = readPrescriptionBundle(bundle, { releaseResponseId: 'r', signature: 'passed' });
    expect(read.kind === 'script' && read.prescription.endDate).toBe('2026-12-20');
  });

  it('[WIN-3] says a window that is not open and a review that is near or overdue', () => {
    const state = ready();
    const alerts = (reviewDate: string, today: string, startDate = '2026-01-01') =>
      dateAlerts({ ...state, prescription: script({ reviewDate, startDate }) }, on(today));
    expect(alerts('2026-06-29', '2026-05-31')).toEqual([]);
    expect(alerts('2026-06-29', '2026-06-01')[0]).toContain('due on 29-Jun-2026');
    expect(alerts('2026-06-29', '2026-06-30')[0]).toContain('was due');
    expect(alerts('', '2025-12-31')[0]).toContain('from 01-Jan-2026');
    expect(alerts('soon', '2026-01-01')).toEqual([]);
  });

  it('[WIN-4] what is owed ends 180 days after the last hand-out that stands, by the clock in England', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15_000 }), fc.boolean(), (day, withdrawn) => {
        const last = asInstant(Date.UTC(2000, 0, 1 + day, 12));
        const state = partSupplied([asInstant(last - 86_400_000 * 9), last], withdrawn);
        const until = owedUntil(state);
        const ends = new Date(Date.UTC(2000, 0, 1 + day + 180 - (withdrawn ? 9 : 0)));
        expect(until === undefined ? '' : wallInEngland.format(until)).toBe(
          `${ends.toISOString().slice(0, 10).split('-').reverse().join('/')}, 23:59:59`,
        );
      }),
    );
    expect(owedUntil({ ...partSupplied([on('2026-01-05')]), work: 'supplied' })).toBeUndefined();
    expect(owedUntil(ready())).toBeUndefined();
  });

  it('[WIN-5] says that the Spine will close what is owed, from 28 days before, and that it did', () => {
    // 180 days after 5 January 2026 is 4 July. The first alert says that the window is not open.
    const alerts = (today: string) => dateAlerts(partSupplied([on('2026-01-05')]), on(today)).slice(1);
    expect(alerts('2026-06-05')).toEqual([]);
    expect(alerts('2026-06-06')[0]).toContain('by 04-Jul-2026 23:59');
    expect(alerts('2026-07-04')[0]).toContain('refuses a claim');
    expect(alerts('2026-07-05')[0]).toContain('stopped waiting');
  });

  it('[WIN-4] nothing more is handed out or told of what the Spine has closed by itself', () => {
    const erd = {
      therapy: 'continuous-repeat-dispensing',
      issue: 2,
      issues: 6,
      start: '2026-10-01',
    } as const;
    const itemId = asItemId(itemIdOf(0));
    const choose = (choice: LineChoice): PrescriptionCommand => ({ kind: 'SupplyItems', choices: [choice] });
    const part = accepted(act(ready(erd), choose({ kind: 'part', itemId, quantity: 7, restIsIn: true })));
    const after = (days: number) => aContext({ now: asInstant(now + days * 86_400_000) });
    for (const choice of [
      { kind: 'full', itemId, restIsIn: true },
      { kind: 'part', itemId, quantity: 3, restIsIn: true },
    ] as const) {
      expect(refusalCode(part, choose(choice), after(180))).toBe('decided');
      expect(refusalCode(part, choose(choice), after(181))).toBe('ClosedByEps');
    }
    expect(refusalCode(part, { kind: 'AssemblePrescription' }, after(180))).toBe('decided');
    expect(refusalCode(part, { kind: 'AssemblePrescription' }, after(181))).toBe('ClosedByEps');
  });

  it('[WIN-4] the list of what is owed has its day', () => {
    expect(summaryOf(partSupplied([on('2026-01-05')]))).toMatchObject({
      tab: 'owed',
      owedUntil: Date.parse('2026-07-04T22:59:59Z'),
    });
    expect(summaryOf(ready()).owedUntil).toBeUndefined();
  });
});
