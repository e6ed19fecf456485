import { describe, expect, it } from 'vitest';
import { decideAskToPrint, decideEndPrint } from '../../renderer/domain/prints/decide';
import { evolvePrints } from '../../renderer/domain/prints/evolve';
import type { PrintEvent } from '../../renderer/domain/prints/events';
import type { PrintEnd, PrintKind, PrintOrder } from '../../renderer/domain/prints/model';
import { evolvePrintRecord, type PrintOnRecord } from '../../renderer/domain/prints/record';
import { printWords, saidOfReprint } from '../../renderer/domain/prints/words';
import { dispensingToken } from '../../renderer/domain/labels/token';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { drawWith } from '../../renderer/platform/barcodes/drawn';
import { anActor, aSite, now, received, uuids } from '../support/builders';

const user = anActor();
const script = received();
const { key } = script.prescription;
const newId = uuids();

/** A print of a script as it is entered, and the script after it; without an end nobody knows how it came out. */
const printed = (state: PrescriptionState, of: PrintKind, end?: PrintEnd) => {
  const asked = decideAskToPrint(state, { kind: 'AskToPrint', of, to: 'paper', key }, { user, newId });
  if (asked.kind === 'refused') throw new Error(asked.sentence);
  const { ticket } = asked;
  const ended = end ? decideEndPrint({ kind: 'EndPrint', ticket, end, said: 'Zebra' }) : [];
  const events: readonly PrintEvent[] = [...asked.events, ...ended];
  const place = { at: now, by: user.name, seq: 1 };
  return {
    ticket,
    events,
    after: events.reduce((one, event) => evolvePrints(one, { ...event, ...place }), state),
  };
};

describe('a print', () => {
  it('[PRN-1] is entered with its kind and its script before, and with its printer after', () => {
    const { events, ticket } = printed(script, 'token', 'printed');
    const { printId } = ticket;
    expect(events).toEqual([
      { type: 'print.asked', printId, of: 'token', to: 'paper', key, copy: 1 },
      { type: 'print.ended', printId, of: 'token', end: 'printed', key, said: 'Zebra' },
    ]);
    expect(JSON.stringify(events)).not.toContain(script.prescription.patient.family);
  });

  it('[PRN-2] is refused where nobody is signed in, and for a script that is not here', () => {
    const ask = { kind: 'AskToPrint', of: 'labels', to: 'paper', key } as const;
    expect(decideAskToPrint(script, ask, { user: undefined, newId })).toMatchObject({ rule: 'PRN-2' });
    expect(decideAskToPrint(undefined, ask, { user, newId })).toMatchObject({ code: 'ScriptUnknown' });
    const sheet = { kind: 'AskToPrint', of: 'result-sheet', to: 'pdf' } as const;
    expect(decideAskToPrint(undefined, sheet, { user, newId })).toMatchObject({ kind: 'decided' });
  });

  it('[PRN-3] a token after one that may have been printed is a reprint, on its page and in words', () => {
    for (const end of ['printed', 'saved', undefined] as const) {
      const { after } = printed(script, 'token', end);
      const { ticket, events } = printed(after, 'token');
      expect(events[0]).toMatchObject({ copy: 2 });
      expect(saidOfReprint(ticket)).toBe(
        ' A reprint, copy 2: the one before was printed on 24-Nov-2026 09:00 by Priya Shah.',
      );
      const page = dispensingToken(
        script.prescription,
        { site: aSite, at: asInstant(now + 1000), before: ticket.before },
        drawWith(() => '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'),
      );
      expect(String(page.html)).toContain('REPRINT, copy 2.');
      expect(String(page.html)).toContain('24-Nov-2026 09:00 by Priya Shah');
    }
  });

  it('[PRN-3] a token that failed or was stopped does not count, nor do labels', () => {
    for (const end of ['failed', 'stopped'] as const) {
      const { after } = printed(script, 'token', end);
      const next = printed(after, 'token');
      expect(next.events[0]).toMatchObject({ copy: 1 });
      expect(saidOfReprint(next.ticket)).toBe('');
    }
    const { after } = printed(script, 'labels', 'printed');
    expect(after).toBe(script);
    expect(printed(after, 'token').events[0]).toMatchObject({ copy: 1 });
  });

  it('[PRN-4] every end has its words', () => {
    const { after } = printed(script, 'token', 'printed');
    const words = (['printed', 'saved', 'stopped', 'failed'] as const).map((end) =>
      printed(after, 'token', end).events.map(printWords).join(' '),
    );
    expect(words).toEqual([
      'Dispensing token, reprint (copy 2): asked for on paper. Dispensing token: sent to Zebra.',
      'Dispensing token, reprint (copy 2): asked for on paper. Dispensing token: saved as PDF.',
      'Dispensing token, reprint (copy 2): asked for on paper. Dispensing token: stopped by hand, not printed.',
      'Dispensing token, reprint (copy 2): asked for on paper. Dispensing token: not printed. Zebra',
    ]);
  });

  it('[PRN-5] about no script is on record with who, when and how it ended, or that nobody knows', () => {
    const record = (end?: PrintEnd, about: Partial<PrintOrder> = {}) => {
      const ask = { kind: 'AskToPrint', of: 'waiting-list', to: 'paper', ...about } as const;
      const asked = decideAskToPrint(script, ask, { user, newId });
      if (asked.kind === 'refused') throw new Error(asked.sentence);
      const { ticket } = asked;
      const ended = end ? decideEndPrint({ kind: 'EndPrint', ticket, end, said: 'Office' }) : [];
      const events: readonly PrintEvent[] = [...asked.events, ...ended];
      return events.reduce<PrintOnRecord | undefined>(
        (state, event, i) =>
          evolvePrintRecord(state, { ...event, at: asInstant(now + i), by: user.name, seq: i }),
        undefined,
      );
    };
    const asked = { of: 'waiting-list', askedAt: now, by: 'Priya Shah' };
    expect(record()).toMatchObject(asked);
    expect(record()).not.toHaveProperty('end');
    for (const how of ['printed', 'saved', 'stopped', 'failed'] as const)
      expect(record(how)).toMatchObject({ ...asked, end: { how, said: 'Office' } });
    expect(record('printed', { of: 'labels', key })).toBeUndefined();
  });
});
