import { beforeAll, describe, expect, it } from 'vitest';
import { uuidOf } from '../../electron/training/uuid-of';
import { judge, type Evidence } from '../../electron/training/drills/judge';
import type { JournalLine } from '../../electron/training/drills/model';
import type { Heard } from '../../electron/training/drills/recorded-spine';
import type { Script } from '../../electron/training/model';
import { aSite } from '../support/builders';
import { play } from './play';
import { scenarioNamed } from './scenario-named';

const seed = 1;
let evidence: Evidence;
let failures: readonly unknown[];

beforeAll(async () => {
  ({ evidence, failures } = await play(scenarioNamed('june-2016'), seed, 360));
}, 600_000);

const keyOf = ({ shortId, longId, issue }: Script): string => `${shortId}|${longId}|${issue}`;
const some = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('the drill has none of this');
  return found;
};
const isReturn = ({ path, body, status, replay }: Heard): boolean =>
  path.endsWith('/Task') && body.status === 'rejected' && status === 200 && !replay;
const isNotification = ({ path, status, replay }: Heard): boolean =>
  path.endsWith('$process-message') && status === 200 && !replay;
const wasReturned = (script: Script): boolean =>
  evidence.journal.some(({ kind, subject }) => kind === 'prescription.returned' && subject === keyOf(script));
const change = (script: Script, to: Partial<Script>): readonly Script[] =>
  evidence.scripts.map((one) => (one === script ? { ...one, ...to } : one));

describe('June 2016', () => {
  it('[DRL-1] nothing is lost, nothing happens twice, and every due return is sent once', () => {
    const { score, found } = judge(evidence);
    expect(failures).toEqual([]);
    expect(found).toEqual([]);
    expect(score).toMatchObject({
      unaccounted: 0,
      suppliedTwice: 0,
      notifiedTwice: 0,
      returnsTwice: 0,
      undecided: 0,
    });
    expect(score.scripts).toBeGreaterThanOrEqual(400);
    expect(score.returnsSent).toBe(score.returnsDue);
  });

  it('was hard enough: messages waited a night, answers were lost, originals came late, and mistakes were mended', () => {
    const of = (kind: string): readonly JournalLine[] =>
      evidence.journal.filter((entry) => entry.kind === kind);
    expect(judge(evidence).score.returnsDue).toBeGreaterThan(30);
    expect(of('reissue.registered').length).toBeGreaterThan(20);
    expect(of('reissue.suspected').length).toBeGreaterThan(5);
    expect(of('message.delayed').length).toBeGreaterThan(10);
    expect(of('message.in-doubt').length).toBeGreaterThan(5);
    expect(of('incident.promise-logged').length).toBe(3);
    expect(of('unscripted.matched').length).toBeGreaterThan(2);
    expect(of('prescription.supply-withdrawn').length).toBeGreaterThan(5);
    expect(of('message.queued').filter(({ data }) => 'amends' in (data as object)).length).toBeGreaterThan(3);
    expect(evidence.heard.some(({ replay }) => replay)).toBe(true);
  });
});

describe('[DRL-8] recovery packs', () => {
  const of = (kind: string): readonly JournalLine[] =>
    evidence.journal.filter((entry) => entry.kind === kind);
  const subjects = (kind: string): ReadonlySet<string> => new Set(of(kind).map(({ subject }) => subject));
  /** What was handed out after it came out of a pack and before the Spine had said a word about it. */
  const handedOutOffline = (): readonly JournalLine[] => {
    const released = subjects('prescription.released-offline');
    const confirmed = new Map(of('prescription.confirmed').map(({ subject, at }) => [subject, at]));
    return of('prescription.supplied').filter(
      ({ subject, at }) => released.has(subject) && at < (confirmed.get(subject) ?? 0),
    );
  };

  it('one is imported; one for another pharmacy and one numbered again are refused', () => {
    expect(of('pack.key-accepted').length).toBe(1);
    expect(of('pack.imported').length).toBe(1);
    const codes = of('pack.refused').map(({ data }) => (data as { readonly code: string }).code);
    expect(codes.sort()).toEqual(['PackForAnotherPharmacy', 'PackOutOfSequence', 'SignerUnknown']);
  });

  it('what was handed out from it without the broker is told once the Spine has confirmed it', () => {
    const offline = handedOutOffline();
    expect(offline.length).toBeGreaterThan(15);
    const confirmed = subjects('prescription.confirmed');
    const told = evidence.heard.filter(isNotification).map(({ body }) => JSON.stringify(body));
    for (const { subject } of offline) {
      const [shortId = '?'] = subject.split('|');
      expect(confirmed.has(subject)).toBe(true);
      expect(told.filter((text) => text.includes(shortId)).length).toBeGreaterThan(0);
    }
  });

  it('what the Spine says is with the neighbour is held, and told only when it has come back', () => {
    const conflicted = subjects('prescription.conflicted');
    expect(conflicted.size).toBeGreaterThan(3);
    const settled = of('prescription.reconciled').filter(({ subject }) => conflicted.has(subject));
    const later = [...subjects('prescription.confirmed')].filter((subject) => conflicted.has(subject));
    expect(settled.length + later.length).toBeGreaterThanOrEqual(conflicted.size);
    expect(later.length).toBeGreaterThan(0);
  });
});

describe('[DRL-3] the judge sees', () => {
  it('a script out of a pack of which the Spine never said that it is ours', () => {
    const out = some(
      evidence.journal.find(
        ({ kind, subject }) =>
          kind === 'prescription.confirmed' &&
          !evidence.journal.some(
            (one) => one.kind.startsWith('prescription.received') && one.subject === subject,
          ),
      ),
    );
    const journal = evidence.journal.filter(
      ({ kind, subject }) => !(kind === 'prescription.confirmed' && subject === out.subject),
    );
    expect(judge({ ...evidence, journal }).score.unaccounted).toBe(1);
  });

  it('a return that was forgotten', () => {
    const script = some(evidence.scripts.find(wasReturned));
    const holder = some(evidence.scripts.find((one) => one.holder?.ods === aSite.ods)).holder;
    const { score } = judge({
      ...evidence,
      scripts: change(script, { status: '0002', holder, applied: [] }),
      heard: evidence.heard.filter(
        (one) => !(isReturn(one) && JSON.stringify(one.body).includes(script.shortId)),
      ),
      journal: evidence.journal.filter(
        (entry) => !(entry.kind === 'prescription.returned' && entry.subject === keyOf(script)),
      ),
    });
    expect(score.returnsDue - score.returnsSent).toBe(1);
    expect(score.undecided).toBe(1);
  });

  it('a second return, and a second notification, under an id of its own', () => {
    const again = (one: Heard, id: string): Heard => {
      const text = JSON.stringify(one.body);
      return { ...one, body: JSON.parse(text.replaceAll(id, uuidOf('again', id))) as Heard['body'] };
    };
    const returned = some(evidence.heard.find(isReturn));
    const told = some(evidence.heard.find(isNotification));
    const idOf = ({ body }: Heard): string => {
      const identifier = body.identifier as { value: string } | readonly { value: string }[];
      return 'value' in identifier ? identifier.value : (identifier[0]?.value ?? '');
    };
    const twice = [again(returned, idOf(returned)), again(told, idOf(told))];
    const { score } = judge({ ...evidence, heard: [...evidence.heard, ...twice] });
    expect(score).toMatchObject({ returnsTwice: 1, notifiedTwice: 1 });
  });

  it('a notification whose bytes changed under its id', () => {
    const told = some(evidence.heard.find(isNotification));
    const altered = { ...told, replay: true, body: { ...told.body, language: 'en' } };
    expect(judge({ ...evidence, heard: [...evidence.heard, altered] }).score.notifiedTwice).toBe(1);
  });

  it('a script that the journal does not know', () => {
    const script = some(
      evidence.scripts.find((one) => one.status === '0006' && one.holder?.ods === aSite.ods),
    );
    const journal = evidence.journal.filter(({ subject }) => subject !== keyOf(script));
    expect(judge({ ...evidence, journal }).score.unaccounted).toBe(1);
  });

  it('a script that hangs in the broker', () => {
    const script = some(evidence.scripts.find(wasReturned));
    const holder = some(evidence.scripts.find((one) => one.holder?.ods === aSite.ods)).holder;
    const scripts = change(script, { status: '0002', holder, stuck: true });
    expect(judge({ ...evidence, scripts }).score).toMatchObject({ unaccounted: 1, undecided: 1 });
  });

  it('a hand-out from both scripts of one supply, and more than was prescribed', () => {
    const supplied = some(evidence.journal.find(({ kind }) => kind === 'prescription.supplied'));
    const script = some(evidence.scripts.find(wasReturned));
    const twin = some(
      evidence.journal.find(
        ({ kind, subject }) =>
          kind === 'prescription.supplied' &&
          evidence.scripts.some((one) => keyOf(one) === subject && one.nhsNumber === script.nhsNumber),
      ),
    );
    const more = (entry: JournalLine, subject: string): JournalLine => ({
      ...entry,
      subject,
      at: entry.at + 1,
    });
    const beyond = [...evidence.journal, more(supplied, supplied.subject)];
    expect(judge({ ...evidence, journal: beyond }).score.suppliedTwice).toBe(1);
    const both = [...evidence.journal, more(twin, keyOf(script))];
    expect(judge({ ...evidence, journal: both }).score.suppliedTwice).toBeGreaterThanOrEqual(1);
  });
});
