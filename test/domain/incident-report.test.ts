import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureIncident } from '../../renderer/domain/incidents/detect';
import type { Left } from '../../renderer/domain/incidents/model';
import { factWords } from '../../renderer/domain/incidents/words';
import { incidentLineWords } from '../../renderer/domain/incidents/line-words';
import { reportName, reportOf, type ReportFacts } from '../../renderer/domain/incidents/report';
import { reportJson, reportMarkdown, reportPage } from '../../renderer/domain/incidents/report-forms';
import { readLocalTime, writeLocalTime } from '../../renderer/domain/kernel/local-time';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { now } from '../support/builders';
import {
  aBacklog,
  act,
  anIncident,
  eventsOf,
  evolveIncidents,
  explained,
  fixed,
  incidentId,
  reportFacts,
} from '../support/incidents';
import { minute } from '../support/watching';

const facts = reportFacts({ withoutScript: 3 });
const written = evolveIncidents(
  anIncident(),
  eventsOf(act(anIncident(), { kind: 'Note', text: '<script>alert(1)</script> | **bold**' })),
);
const named: ReportFacts = {
  ...facts,
  suppliedTo: [{ at: now, patient: 'SINGH, Meera' }],
  affected: [{ shortId: 'AAAAAA-BBBBBB-CCCCCC', patient: 'OKAFOR, Chidi' }],
};

describe('the report', () => {
  it('[INC-9] has the sections of an HSSI report in every form', () => {
    const report = reportOf(written, facts);
    const headings = ['Scope', 'Impact', 'Resolution activities', 'Root cause', 'Preventative actions'];
    expect(report.sections.map(({ heading }) => heading)).toEqual(headings);
    for (const heading of headings) {
      expect(reportMarkdown(report)).toContain(`## ${heading}`);
      expect(reportPage(report)).toContain(`<h2>${heading}</h2>`);
    }
    expect(JSON.parse(reportJson(report))).toMatchObject({
      rootCause: [{ text: 'Not written down yet.' }],
      notice: expect.arrayContaining([
        { label: 'Ended', text: 'Not yet. Clear between 09:30 and 10:30.' },
      ]) as unknown,
    });
    expect(reportMarkdown(report)).toMatch(/Supplies without the script\W+3/);
    const long = reportOf(anIncident(), {
      ...facts,
      madeAt: asInstant(minute(-10) + (2 * 1440 + 65) * 60_000),
    });
    expect(reportMarkdown(long)).toContain('**Lasted**: 2 days 1 h 5 min');
    const ahead = evolveIncidents(anIncident(), [
      { type: 'incident.fixed', id: incidentId, measured: true, text: '', happenedAt: minute(-60) },
    ]);
    expect(reportMarkdown(reportOf(ahead, facts))).toMatch(/Lasted\*\*: Not known: the clock/);
    const ended = reportOf(evolveIncidents(written, [fixed, explained]), facts);
    expect(reportMarkdown(ended)).toContain('A full disk at the supplier');
  });

  it('[INC-9] says of names that were asked for and are none that there are none', () => {
    const report = reportOf(written, { ...named, suppliedTo: [] });
    expect(reportMarkdown(report)).toMatch(/## Supplied without the script\n\nNobody\.\n/);
    expect(reportPage(report)).toMatch(/<h2>Supplied without the script<\/h2>\s*<p>Nobody\.<\/p>/);
    expect(reportPage(report)).toContain('OKAFOR, Chidi');
  });

  it('[INC-9] [BLG-8] says of no incident that nothing waits while scripts are in doubt or messages need a person', () => {
    const backlog = aBacklog(0, { inDoubt: 1 });
    const open = { ...backlog, out: { ...backlog.out, stuck: 2 } };
    const text = reportMarkdown(reportOf(written, { ...facts, backlog: open, estimate: { kind: 'clear' } }));
    expect(text).not.toContain('Nothing waits');
    expect(text).toContain('Not yet. Still open: 2 messages need a person, 1 download in doubt');
    expect(text).toMatch(/Messages that need a person\W+2/);
  });

  it('[INC-11] says beside another PMR only what is known here, and of what came or waits nothing', () => {
    const measured = (open: readonly Left[]) => {
      const incident = evolveIncidents(
        anIncident(),
        measureIncident(anIncident(), aBacklog(0), minute(0), open),
      );
      return incident.timeline.slice(-1).map(({ fact }) => factWords(incident, fact, true));
    };
    const desk = { what: 'scripts of the desk not settled', count: 3 };
    expect(measured([desk])).toEqual(['Open here: scripts of the desk not settled: 3.']);
    expect(measured([])).toEqual(['Nothing of it is open in the registers or on the PWAD desk here.']);
    // Entered by a version that counted there as beside a broker.
    const begun = evolveIncidents(anIncident(), [
      ...measureIncident(anIncident(), aBacklog(0), minute(0)),
      fixed,
      { type: 'incident.backlog-cleared', id: incidentId, happenedAt: minute(1) },
    ]);
    const open = [{ what: 're-issues not settled', count: 1 }];
    const text = reportMarkdown(reportOf(begun, { ...facts, companion: true, open }));
    expect(text).toContain('No numbers: this profile has no broker.');
    expect(text).toContain('re-issues not settled: 1');
    expect(text).not.toMatch(/came in|handed out offline|wait|cleared|Stuck|in doubt|Pace/i);
  });

  it('[INC-9] names patients only where they were asked for', () => {
    const forms = (of: ReportFacts) =>
      [reportMarkdown, reportJson, reportPage].map((write) => write(reportOf(written, of)));
    for (const text of forms(facts)) expect(text).not.toMatch(/OKAFOR|SINGH/);
    for (const text of forms(named))
      for (const name of ['OKAFOR, Chidi', 'SINGH, Meera']) expect(text).toContain(name);
    expect(reportName(written)).toBe('incident 24-Nov-2026 0850');
  });

  it('[INC-9] nothing typed becomes markup', () => {
    const report = reportOf(written, facts);
    expect(reportPage(report)).not.toContain('<script>');
    expect(reportPage(report)).toContain('&lt;script&gt;');
    expect(reportMarkdown(report)).toContain('\\<script\\>alert(1)\\</script\\> \\| \\*\\*bold\\*\\*');
  });

  it('[INC-6] the line of an open incident says what, since when, and what slipped', () => {
    const line = { title: 'Broker fails', severity: 2, detectedAt: minute(-10) } as const;
    expect(incidentLineWords({ ...line, fixedAt: undefined, promisedAt: minute(60), slips: 2 }, now)).toBe(
      'Broker fails · since 08:50 · severity 2 · promised clear by 10:00 · 2 promises slipped',
    );
    expect(incidentLineWords({ ...line, fixedAt: now, promisedAt: minute(60), slips: 0 }, now)).toContain(
      'fixed at 09:00, not closed yet',
    );
  });

  it('[INC-3] a time on the wall is read in summer and in winter, and what is no time is none', () => {
    for (const at of [now, asInstant(Date.UTC(2026, 6, 1, 12, 30))])
      expect(readLocalTime(writeLocalTime(at))).toBe(at);
    expect(writeLocalTime(asInstant(Date.UTC(2026, 6, 1, 12, 30)))).toBe('2026-07-01T13:30');
    expect([readLocalTime(''), readLocalTime('2026-13-45T00:00')]).toEqual([undefined, undefined]);
  });

  it('[INC-3] the hour that comes twice is the one that has come, and the one that is left out is an hour later', () => {
    const [first, second] = [0, 1].map((hour) => asInstant(Date.UTC(2026, 9, 25, hour, 30)));
    if (first === undefined || second === undefined) throw new Error('no times');
    for (const at of [first, second]) {
      expect(writeLocalTime(at)).toBe('2026-10-25T01:30');
      expect(readLocalTime('2026-10-25T01:30', at)).toBe(at);
    }
    expect(readLocalTime('2026-10-25T01:30')).toBe(second);
    expect(readLocalTime('2026-03-29T01:30')).toBe(readLocalTime('2026-03-29T02:30'));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * 366 * 1440 }), (minutes) => {
        const at = asInstant(Date.UTC(2020, 0, 1) + minutes * 60_000);
        expect(readLocalTime(writeLocalTime(at), at)).toBe(at);
      }),
    );
  });
});
