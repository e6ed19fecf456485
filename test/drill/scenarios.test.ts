import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { judge, type Evidence } from '../../electron/training/drills/judge';
import { scenarios } from '../../electron/training/drills/scenarios';
import { play, type Drill } from './play';
import { scenarioNamed } from './scenario-named';

const scripts = 40;
const playNow = (id: string, seed: number): Promise<Drill> => play(scenarioNamed(id), seed, scripts);
const known = new Map<string, Promise<Drill>>();
/** Each drill is played once for all tests. */
const played = (id: string): Promise<Drill> => {
  const drill = known.get(id) ?? playNow(id, 3);
  known.set(id, drill);
  return drill;
};
const kinds = ({ evidence }: Drill, kind: string) => evidence.journal.filter((entry) => entry.kind === kind);

const expectGood = ({ evidence, failures }: Drill): void => {
  const { score, found } = judge(evidence);
  expect(failures).toEqual([]);
  expect(found).toEqual([]);
  expect(score.scripts).toBeGreaterThanOrEqual(scripts);
  expect(score.returnsSent).toBe(score.returnsDue);
};

const without = (evidence: Evidence, shortId: string): Evidence => ({
  ...evidence,
  journal: evidence.journal.filter(({ subject }) => !subject.includes(shortId)),
});

it('[DRL-1] June 2016 is the first of the drills, and each has a name of its own', () => {
  expect(scenarios[0]?.id).toBe('june-2016');
  expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
});

/** Everything that was written and sent, byte by byte. */
const digestOf = ({ evidence }: Drill): string => {
  const hash = createHash('sha256');
  for (const { bytes, ...entry } of evidence.journal) hash.update(JSON.stringify(entry)).update(bytes ?? '');
  return hash.update(JSON.stringify([evidence.heard, evidence.scripts])).digest('hex');
};

it.each(['june-2016', 'three-day-backlog'])(
  '[DRL-2] a seed is the same drill again, to the last byte; another seed is another one: %s',
  async (id) => {
    const first = digestOf(await played(id));
    expect(digestOf(await playNow(id, 3))).toBe(first);
    expect(digestOf(await playNow(id, 4))).not.toBe(first);
  },
  240_000,
);

describe('an evening without network', () => {
  it('[DRL-1] [DRL-9] what is handed out meanwhile is told the next day, once', async () => {
    const drill = await played('evening-without-network');
    expectGood(drill);
    const [down] = kinds(drill, 'incident.opened');
    const supplied = kinds(drill, 'prescription.supplied').filter(({ at }) => at > (down?.at ?? Infinity));
    expect(supplied.length).toBeGreaterThan(3);
    expect(kinds(drill, 'message.delayed').length).toBeGreaterThan(0);
    expect(down?.data).toMatchObject({ parts: ['network'] });
    const failed = kinds(drill, 'broker.answer').flatMap(({ data }) => {
      const { fact } = data as { readonly fact: { readonly kind: string; readonly reason?: string } };
      return fact.kind === 'answered' ? [] : [fact.reason];
    });
    expect(new Set(failed)).toEqual(new Set(['ERR_INTERNET_DISCONNECTED']));
  }, 60_000);
});

describe('an hour of lost answers', () => {
  it('[DRL-1] what was in doubt is settled by the same bytes, and nothing happens twice', async () => {
    const drill = await played('answers-lost');
    expectGood(drill);
    expect(kinds(drill, 'message.in-doubt').length).toBeGreaterThan(2);
    expect(drill.evidence.heard.some(({ replay }) => replay)).toBe(true);
  }, 60_000);

  it('[DRL-3] the judge sees a message that was sent anew in the place of the same', async () => {
    const { evidence } = await played('answers-lost');
    const replayed = evidence.heard.find(({ replay, path }) => replay && path.endsWith('$process-message'));
    const altered = evidence.heard.map((one) =>
      one === replayed ? { ...one, body: { ...one.body, language: 'en' } } : one,
    );
    expect(replayed).toBeDefined();
    expect(judge({ ...evidence, heard: altered }).score.notifiedTwice).toBe(1);
  }, 60_000);
});

describe('a supplier away for three days', () => {
  it('[DRL-1] the backlog and what was sent again beside it come to one supply each', async () => {
    const drill = await played('three-day-backlog');
    expectGood(drill);
    expect(judge(drill.evidence).score.returnsDue).toBeGreaterThan(1);
    expect(kinds(drill, 'incident.promise-logged').length).toBe(2);
  }, 60_000);
});

describe('a poisoned message', () => {
  it('[DRL-1] what could not be read comes once it is mended, and no other script waits for it', async () => {
    const drill = await played('poisoned-message');
    expectGood(drill);
    const [poisoned] = kinds(drill, 'script.quarantined');
    const received = kinds(drill, 'prescription.received');
    expect(received.filter(({ at }) => at === poisoned?.at).length).toBeGreaterThan(10);
    const mended = received.find(({ subject }) => subject.startsWith(poisoned?.subject ?? '?'));
    expect(mended?.at).toBeGreaterThan(poisoned?.at ?? Infinity);
    const refused = kinds(drill, 'message.parked').map(({ at }) => at);
    const meanwhile = kinds(drill, 'message.accepted').filter(
      ({ at }) => at > Math.min(...refused) && at < Math.max(...refused),
    );
    expect(meanwhile.length).toBeGreaterThan(0);
  }, 60_000);

  it('[DRL-3] the judge sees one that nobody asked for again, and how long it waited', async () => {
    const { evidence } = await played('poisoned-message');
    const poisoned = evidence.journal.find(({ kind }) => kind === 'script.quarantined');
    const forgotten = without(evidence, `${poisoned?.subject ?? '?'}|`);
    expect(judge(forgotten).score).toMatchObject({ unaccounted: 1 });
    const alone = poisoned ? [poisoned] : [];
    const hours = (evidence.now - (poisoned?.at ?? 0)) / 3_600_000;
    expect(judge({ ...evidence, journal: alone }).score.longestWaitHours).toBeCloseTo(hours, 1);
  }, 60_000);
});

describe('[DRL-4] the time without a decision', () => {
  const hour = 3_600_000;
  const line = (hours: number, kind: string, subject: string, by = 'Holdfast') => ({
    at: hours * hour,
    by,
    kind,
    subject,
    data: {},
  });
  const waits = (journal: Evidence['journal'], now: number) => {
    const { longestWaitHours, medianWaitHours } = judge({
      scripts: [],
      heard: [],
      journal,
      ods: '',
      now: now * hour,
    }).score;
    return [longestWaitHours, medianWaitHours];
  };

  it('ends with the first deed of a person, not with one of the program', () => {
    const asked = line(1, 'message.parked', 'message|1');
    expect(waits([asked, line(2, 'message.delayed', 'message|1')], 9)).toEqual([8, 8]);
    expect(waits([asked, line(3, 'message.retried', 'message|1', 'Priya Shah')], 9)).toEqual([2, 2]);
    expect(waits([asked, line(3, 'message.retried', 'message|2', 'Priya Shah')], 9)).toEqual([8, 8]);
  });

  it('counts what still waits, and begins anew when it is asked for again', () => {
    const journal = [
      line(0, 'reissue.suspected', 'a'),
      line(1, 'reissue.decided', 'a', 'Priya Shah'),
      line(2, 'reissue.return-refused', 'a'),
      line(3, 'release.lost', 'b'),
    ];
    expect(waits(journal, 10)).toEqual([8, 7]);
    expect(waits([], 10)).toEqual([0, 0]);
  });
});
