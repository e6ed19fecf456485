import { describe, expect, it } from 'vitest';
import type { IncidentCommand } from '../../renderer/domain/incidents/commands';
import type { IncidentEvent } from '../../renderer/domain/incidents/events';
import { asPromiseId, audiences, type Audience } from '../../renderer/domain/incidents/model';
import { icbNoticePage, patientsNoticePage } from '../../renderer/domain/incidents/notices';
import { reportName, reportOf } from '../../renderer/domain/incidents/report';
import { reportMarkdown } from '../../renderer/domain/incidents/report-forms';
import { nextToTell, tellSentence, toldLine, toldOf } from '../../renderer/domain/incidents/tell';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { aSite, anActor, now } from '../support/builders';
import {
  act,
  anIncident,
  eventsOf,
  evolveIncidents,
  explained,
  fixed,
  incidentId as id,
  reportFacts,
} from '../support/incidents';
import { minute } from '../support/watching';

const told = (audience: Audience, at = 0, text = 'It is down'): IncidentEvent => ({
  type: 'incident.told',
  id,
  audience,
  text,
  happenedAt: minute(at),
});
const failedAgain: IncidentEvent = {
  type: 'incident.failed-again',
  id,
  part: 'broker',
  reason: 'x',
  detectedAt: minute(-1),
};
const promise = {
  type: 'incident.promise-logged',
  id,
  promiseId: asPromiseId('00000000-0000-4000-8000-00000000000f'),
  clearBy: minute(60),
  saidBy: 'Supplier',
} as const satisfies IncidentEvent;
const slipped: IncidentEvent = {
  type: 'incident.promise-slipped',
  id,
  promiseId: promise.promiseId,
  waiting: 3,
};

const facts = reportFacts({
  withoutScript: 2,
  reissues: 1,
  affected: [{ shortId: 'AAAAAA-BBBBBB-CCCCCC', patient: 'OKAFOR, Chidi' }],
  suppliedTo: [{ at: now, patient: 'OKAFOR, Ada' }],
});

describe('who was told', () => {
  it('[INC-12] anyone signed in writes down whom they told, what and when', () => {
    const command: IncidentCommand = {
      kind: 'Tell',
      audience: 'surgeries',
      text: ' Down since nine ',
      happenedAt: minute(-4),
    };
    const incident = evolveIncidents(
      anIncident(),
      eventsOf(act(anIncident(), command, { user: anActor('dispenser') })),
      now,
      'Tom Reed',
    );
    expect(incident.timeline.at(-1)).toEqual({
      happenedAt: minute(-4),
      enteredAt: now,
      by: 'Tom Reed',
      fact: { kind: 'told', audience: 'surgeries', text: 'Down since nine' },
    });
    expect(act(anIncident(), { ...command, happenedAt: minute(1) })).toMatchObject({ code: 'InFuture' });
    expect(reportMarkdown(reportOf(incident, facts))).toContain('Told GP surgeries: Down since nine');
  });

  it('[INC-12] says who was not told yet, and goes to them first', () => {
    expect(toldLine(anIncident(), now)).toBe('not yet: ICB, NHS 111, surgeries, patients, booked patients');
    const some = anIncident(told('icb', -3), told('surgeries', -2));
    expect(toldLine(some, now)).toBe(
      'ICB 08:57 · surgeries 08:58 · not yet: NHS 111, patients, booked patients',
    );
    expect(nextToTell(some)).toBe('dos');
    // Paper is read on another day.
    expect(toldLine(some, undefined)).toMatch(
      /^ICB \d\d-\w{3}-\d{4} 08:57 · surgeries \d\d-\w{3}-\d{4} 08:58 ·/,
    );
    const all = anIncident(...audiences.map((audience) => told(audience)));
    expect(toldLine(all, now)).not.toContain('not yet');
  });

  it('[INC-12] what somebody was told before it changed is said to be old until they are told again', () => {
    for (const [change, words] of [
      [slipped, 'before a promise slipped'],
      [fixed, 'before it was fixed'],
      [failedAgain, 'before it failed again'],
    ] as const) {
      const before = anIncident(promise, told('icb', -5), change);
      expect(toldLine(before, now)).toContain(`ICB 08:55, ${words}`);
      const again = evolveIncidents(before, [told('icb', 0)]);
      expect(toldOf(again)[0]).toEqual({ audience: 'icb', at: minute(0), since: undefined });
    }
    const all = anIncident(...audiences.map((audience) => told(audience, -9)), fixed, told('icb', 0));
    expect(nextToTell(all)).toBe('dos');
  });

  it('[INC-12] counts by when it happened, not by when it was entered; within a minute by what came later', () => {
    const late = anIncident(fixed, told('icb', -5));
    expect(toldOf(late)[0]?.since).toBe('fixed');
    const twice = anIncident(told('icb', -1), told('icb', -5));
    expect(toldOf(twice)[0]?.at).toBe(minute(-1));
    const sameMinute = { ...fixed, happenedAt: asInstant(minute(-2) + 30_000) } as IncidentEvent; // as above
    expect(toldOf(anIncident(sameMinute, told('icb', -2)))[0]?.since).toBeUndefined();
    expect(toldOf(anIncident(told('icb', -2), sameMinute))[0]?.since).toBe('fixed');
  });

  it('[INC-12] begins with what the record knows', () => {
    expect(tellSentence(anIncident())).toBe(
      'Broker fails, since 24-Nov-2026 08:50. Nobody has said by when it will be clear.',
    );
    expect(tellSentence(anIncident(promise))).toMatch(/since .*\. Supplier: clear by 24-Nov-2026 10:00\.$/);
    expect(tellSentence(anIncident(promise, slipped))).toContain('Nobody has said');
    expect(tellSentence(anIncident(fixed))).toBe('Broker fails: fixed at 24-Nov-2026 08:58.');
  });
});

describe('notices', () => {
  const incident = evolveIncidents(anIncident(), [
    { type: 'incident.workaround-logged', id, text: 'Tokens <b>fetched</b>', happenedAt: minute(-1) },
    { type: 'incident.reference-set', id, reference: 'INC0042', from: 'National Service Desk' },
    promise,
    told('icb'),
  ]);

  it('[INC-13] the ICB has the particulars that it asks for, and no patient', () => {
    const page = icbNoticePage(incident, facts);
    for (const words of [
      aSite.name,
      aSite.ods,
      aSite.phone,
      'Began',
      'Clear between',
      'Parts',
      'Tokens &lt;b&gt;fetched',
      'INC0042',
      'clear by 24-Nov-2026 10:00',
      'Priya Shah',
      'Supplies without the script',
      'Re-issues registered',
    ])
      expect(page, words).toContain(words);
    expect(page).not.toContain('OKAFOR');
    expect(page).toContain('Not written down yet.');
    expect(icbNoticePage(evolveIncidents(incident, [explained]), facts)).toContain('A full disk');
    expect(icbNoticePage(anIncident(), { ...facts, companion: true })).not.toContain('offline');
  });

  it('[INC-13] patients read what it means for them, by when only as promised, and nobody’s name', () => {
    const page = patientsNoticePage(incident, facts);
    expect(page).toContain('Since 08:50 on 24 November 2026');
    expect(page).toContain('We are told that it will be over by 10:00 on 24 November 2026.');
    expect(page).toContain(aSite.phone);
    const later = { ...facts, madeAt: minute(61) };
    for (const unknown of [patientsNoticePage(incident, later), patientsNoticePage(anIncident(), facts)])
      expect(unknown).toContain('We do not know yet when it will be over.');
    const over = patientsNoticePage(evolveIncidents(incident, [fixed]), facts);
    expect(over).toContain('Electronic prescriptions work again');
    expect(over).toContain('may still be on their way');
    expect(over).not.toContain('We are told');
    expect(patientsNoticePage(incident, { ...facts, training: true })).toContain('TRAINING');
    expect(reportName(incident, 'patients')).toBe('notice for patients 24-Nov-2026 0850');
  });

  it('[INC-13] that one was made stands in the timeline', () => {
    const command: IncidentCommand = { kind: 'NoteExport', paper: 'icb', format: 'pdf', withPatients: false };
    const made = evolveIncidents(incident, eventsOf(act(incident, command)));
    expect(reportMarkdown(reportOf(made, facts))).toContain('Notice to the ICB made (PDF).');
  });
});
