import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideOnInterrupted, resendLimit } from '../../renderer/domain/inbox/again';
import type { ReleaseAnswer } from '../../renderer/domain/inbox/answer';
import { decideOnAnswer, decideOnSilence } from '../../renderer/domain/inbox/decide';
import { evolveRelease, isLost, mayBeUnseen } from '../../renderer/domain/inbox/evolve';
import type { Release, ReleaseProgress } from '../../renderer/domain/inbox/model';
import { dueAtOf, planReleases, type PlanContext } from '../../renderer/domain/inbox/plan';
import { asPrescriptionId, asRequestId, type IssueKey } from '../../renderer/domain/kernel/ids';
import { asInstant, type Instant } from '../../renderer/domain/kernel/instant';
import { evolvePrescription } from '../../renderer/domain/prescriptions/evolve';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { anActor, now, recorded } from '../support/builders';
import { aPrescription } from '../support/fhir';

const minuteMs = 60_000;
const after = (ms: number): Instant => asInstant(now + ms);
const requestId = asRequestId('7f1d2a52-1111-4000-8000-000000000001');
const base: Release = {
  requestId,
  attended: false,
  intentSeq: 1,
  sha256: 'ab',
  attempts: 1,
  progress: { kind: 'asked', sinceAt: now },
};
const lostAt = (triedAt: Instant, change: Partial<Release> = {}): Release => ({
  ...base,
  attempts: resendLimit,
  lost: true,
  progress: {
    kind: 'lost',
    sinceAt: triedAt,
    again: { triedAt, dueAt: asInstant(triedAt + 20 * minuteMs), soonestAt: asInstant(triedAt + 30_000) },
  },
  ...change,
});
const context = (at: Instant, known: ReadonlyMap<IssueKey, PrescriptionState> = new Map()) => ({
  now: at,
  chance: 0.5,
  attended: false,
  known,
  ods: 'FA565',
  ofThisId: [],
});
const types = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);
const arrivals = (agoMs: number, at = now, change = {}): ReleaseAnswer => ({
  kind: 'arrivals',
  arrivals: [{ kind: 'script', prescription: aPrescription({}, change), source: { seq: 1, path: 'p' } }],
  made: { at: asInstant(at - agoMs), agoMs },
});

describe('a clock that was put back', () => {
  const ahead = after(365 * 24 * 60 * minuteMs);
  const plan = (...releases: Release[]) => planReleases(releases, { now, roleProfileId: undefined });

  it('[INB-17] does not hold up what is in doubt, nor any download behind it', () => {
    const inDoubt = (dueAt: Instant): Release => ({
      ...base,
      progress: { kind: 'in-doubt', sinceAt: dueAt, dueAt },
    });
    expect(plan(inDoubt(after(minuteMs)))).toMatchObject({ kind: 'wait' });
    expect(plan(inDoubt(ahead))).toMatchObject({ kind: 'again' });
  });

  it('[INB-17] does not hold up what is lost, nor a new download beside it', () => {
    const lost = lostAt(ahead);
    expect(plan(lost)).toMatchObject({ kind: 'again' });
    const mayNotGo = { ...lost, attended: true };
    expect(plan(mayNotGo, { ...mayNotGo, intentSeq: 2 })).toMatchObject({ kind: 'free', newAt: now });
  });
});

describe('a request that is lost', () => {
  const failures = fc.array(fc.constantFrom('silence', 'refused', 'error', 'busy', '403', 'html', '401'), {
    minLength: 1,
    maxLength: 60,
  });
  const answerOf = (what: string, afterMs: number | undefined): ReleaseAnswer => {
    if (what === '403') return { kind: 'refused', code: '403', sentence: 'No.', next: 'Wait.' };
    if (what === '401') return { kind: 'turned-away', sentence: 'No.', next: 'Sign in.' };
    if (what === 'html') return { kind: 'unreadable', sentence: 'A page.' };
    return { kind: 'retry-later', afterMs, mayHaveArrived: what !== 'busy' };
  };
  const fail = (release: Release, what: string, at: Instant, afterMs: number | undefined) => {
    if (what === 'silence') return decideOnSilence(release, { kind: 'timed-out' }, { now: at, chance: 0.5 });
    if (what === 'refused') {
      const reason = 'ERR_CONNECTION_REFUSED';
      return decideOnSilence(release, { kind: 'unreachable', reason }, { now: at, chance: 0.5 });
    }
    return decideOnAnswer(release, answerOf(what, afterMs), context(at));
  };

  it('[INB-13] is never given up by itself, and neither hammers nor undercuts a Retry-After', () => {
    const waits = fc.option(fc.integer({ min: 1, max: 3_600_000 }), { nil: undefined });
    fc.assert(
      fc.property(failures, waits, (list, afterMs) => {
        let release: Release | undefined = base;
        let at = now;
        for (const [n, what] of ['silence', ...list].entries()) {
          const place = { seq: n + 2, by: 'Holdfast', at };
          if (n > 0) {
            const intent = { operation: 'release', requestId, sha256: 'ab', attempt: n + 1 } as const;
            release = evolveRelease(release, { ...place, ...intent, type: 'broker.intent', subject: '' });
          }
          if (!release) throw new Error('no release');
          const event = fail(release, what, at, afterMs).at(-1);
          if (event?.type !== 'release.in-doubt' && event?.type !== 'release.lost') throw new Error('ended');
          release = evolveRelease(release, { ...place, ...event });
          if (!release) throw new Error('no release');
          expect(mayBeUnseen(release)).toBe(true);
          expect(release.progress).toMatchObject({ sinceAt: now });
          const due = dueAtOf(release, { now: at, roleProfileId: undefined });
          const told = what === 'error' || what === 'busy' ? (afterMs ?? 0) : 0;
          const dueMs = (due ?? 0) - at;
          expect(dueMs).toBeGreaterThanOrEqual(Math.max(told, isLost(release) ? 2.5 * minuteMs : 5_000));
          expect(dueMs).toBeLessThanOrEqual(Math.max(told, 30 * minuteMs));
          // Once answers come again it goes soon, and not at once.
          const back = dueAtOf(release, { now: at, roleProfileId: undefined, backAt: asInstant(at + 1) });
          expect((back ?? 0) - at).toBeGreaterThanOrEqual(Math.max(told, 5_000));
          if (isLost(release)) expect((back ?? 0) - at).toBeLessThanOrEqual(Math.max(told, 30_000));
          at = asInstant(due ?? 0);
        }
      }),
    );
  });

  it('[INB-4] ends with scripts made before this attempt, not with what a broker without memory gives', () => {
    const again: Release = { ...lostAt(now), attempts: 6, progress: { kind: 'asked', sinceAt: now } };
    const at = after(3 * 60 * minuteMs);
    const given = (answer: ReleaseAnswer, release = again) => decideOnAnswer(release, answer, context(at));
    expect(types(given(arrivals(2 * 60 * minuteMs, at)))).toEqual([
      'prescription.received',
      'release.settled',
    ]);
    expect(types(given(arrivals(2_000, at)))).toEqual(['prescription.received', 'release.lost']);
    const { made: _made, ...undated } = { made: undefined, ...arrivals(0) };
    expect(types(given(undated))).toEqual(['prescription.received', 'release.lost']);
    for (const answer of [{ kind: 'no-more' }, { kind: 'arrivals', arrivals: [] }] as const) {
      const [event] = given(answer);
      expect(event).toEqual({ type: 'release.lost', requestId });
    }
    // The very script that was asked for is what was asked for, and soon after its first attempt an answer is its.
    const byId = { ...again, shortId: asPrescriptionId('24F5DA-A83008-7EFE6Z') };
    expect(types(given(arrivals(2_000, at), byId))).toContain('release.settled');
    const { lost: _lost, ...soon } = again;
    expect(types(given(arrivals(2_000, at), { ...soon, attempts: 2 }))).toContain('release.settled');
  });

  it('[INB-4] an empty list of scripts lifts no doubt either', () => {
    const empty = { kind: 'arrivals', arrivals: [] } as const;
    expect(types(decideOnAnswer({ ...base, attempts: 2 }, empty, context(now)))).toEqual(['release.lost']);
    expect(types(decideOnAnswer(base, empty, context(now)))).toEqual(['release.settled']);
  });

  it('[INB-14] an answer made before a script came by its id and went back brings it not back to us', () => {
    const prescription = aPrescription({}, { releaseResponseId: 'by-id' });
    const { key } = prescription;
    const source = { seq: 1, path: 'p' };
    const received = { type: 'prescription.received', key, prescription, source, attended: true } as const;
    const here = evolvePrescription(undefined, recorded(received));
    if (!here) throw new Error('no script');
    const reason = { code: '0003', display: 'Patient request' };
    const gone: PrescriptionState = { ...here, custody: { kind: 'returned', at: after(minuteMs), reason } };
    const at = after(3 * 60 * minuteMs);
    const bring = (agoMs: number, state: PrescriptionState, attempts = 6) =>
      types(
        decideOnAnswer(
          { ...lostAt(now), attempts, progress: { kind: 'asked', sinceAt: now } },
          arrivals(agoMs, at, { releaseResponseId: 'lost' }),
          context(at, new Map([[key, state]])),
        ),
      );
    const old = 3 * 60 * minuteMs + 1;
    expect(bring(old, gone)).toEqual(['release.settled']);
    expect(bring(old, here)).toEqual(['release.settled']);
    // One made after that hands it over anew; and what was never asked for before is always news.
    expect(bring(minuteMs, gone)).toContain('prescription.received-again');
    expect(bring(old, gone, 1)).toContain('prescription.received-again');
    // It went back while the clock was a day ahead: what the Spine gives at this moment is with us all the same.
    const ahead: PrescriptionState = {
      ...gone,
      custody: { kind: 'returned', at: after(1440 * minuteMs), reason },
    };
    expect(bring(2_000, ahead)).toContain('prescription.received-again');
    expect(bring(old, ahead)).toEqual(['release.settled']);
  });

  it('[INB-10] closed by a person it stays closed, unless an answer brings scripts', () => {
    const place = { seq: 9, by: 'Priya Shah', at: now };
    const closing = { ...place, type: 'release.closed', requestId, reason: 'None is missing.' } as const;
    const answer = {
      ...place,
      type: 'broker.answer',
      operation: 'release',
      requestId,
      fact: 'answered',
      subject: '',
    } as const;
    const asked: Release = { ...lostAt(now), progress: { kind: 'asked', sinceAt: now }, attempts: 6 };
    // Whether the answer comes before it is closed or after, it is read.
    for (const events of [[closing, answer] as const, [answer, closing] as const]) {
      const release = events.reduce<Release | undefined>(evolveRelease, asked);
      if (!release) throw new Error('no release');
      expect(release.progress.kind).toBe('answered');
      const outcome = { sentence: 'Closed by Priya Shah: None is missing.' };
      for (const nothing of [{ kind: 'no-more' }, { kind: 'unreadable', sentence: 'Cut.' }] as const)
        expect(decideOnAnswer(release, nothing, context(now))).toMatchObject([
          { type: 'release.settled', outcome },
        ]);
      expect(types(decideOnAnswer(release, arrivals(0), context(now)))).toEqual([
        'prescription.received',
        'release.settled',
      ]);
    }
  });

  it('[INB-2] one that was interrupted is in doubt, or lost as before, and due', () => {
    for (const [release, kind] of [
      [base, 'in-doubt'],
      [{ ...lostAt(now), progress: base.progress }, 'lost'],
    ] as const) {
      const [event] = decideOnInterrupted(release, now);
      if (!event || !('requestId' in event)) throw new Error('nothing was noted');
      const next = evolveRelease(release, { ...event, seq: 3, by: 'Holdfast', at: now });
      expect(next?.progress.kind).toBe(kind);
      expect(next && mayBeUnseen(next)).toBe(true);
      expect(next && dueAtOf(next, { now, roleProfileId: undefined })).toBe(now);
    }
  });
});

describe('what goes next', () => {
  const seen: PlanContext = { now: after(60 * minuteMs), roleProfileId: undefined };
  const { roleProfileId } = anActor();
  const attended = { attended: true, roleProfileId } as const;

  it('[INB-15] what a person asked for goes in that role alone', () => {
    for (const release of [
      lostAt(now, attended),
      { ...base, ...attended, progress: { kind: 'in-doubt', sinceAt: now, dueAt: now } as const },
    ]) {
      const plan = (role: string | undefined) => planReleases([release], { ...seen, roleProfileId: role });
      expect(plan(undefined)).toMatchObject({ kind: 'free' });
      expect(plan('999')).toMatchObject({ kind: 'free' });
      expect(plan(roleProfileId)).toMatchObject({ kind: 'again' });
    }
  });

  it('[INB-13] what is lost makes nothing wait, and goes when it is due', () => {
    const early = { ...seen, now: after(minuteMs) };
    expect(planReleases([lostAt(now)], early)).toMatchObject({ kind: 'free', alone: true, newAt: early.now });
    expect(planReleases([lostAt(now)], seen)).toMatchObject({ kind: 'again' });
    expect(planReleases([lostAt(now)], { ...early, backAt: after(1) })).toMatchObject({ kind: 'again' });
    expect(planReleases([lostAt(now)], { ...early, hurried: true })).toMatchObject({ kind: 'again' });
    const quiet = { ...early, backAt: after(1), quietUntil: after(2 * minuteMs) };
    expect(planReleases([lostAt(now)], quiet)).toMatchObject({ kind: 'free' });
    const { again: _again, ...ended } = { again: undefined, ...lostAt(now).progress };
    const over: ReleaseProgress = { kind: 'lost', sinceAt: ended.kind === 'lost' ? ended.sinceAt : now };
    expect(planReleases([lostAt(now, { progress: over })], seen)).toMatchObject({
      kind: 'free',
      alone: false,
    });
  });

  it('[INB-2] of several in doubt the one that is due goes, whichever was asked for first', () => {
    const doubt = (intentSeq: number, dueAt: Instant): Release => ({
      ...base,
      intentSeq,
      progress: { kind: 'in-doubt', sinceAt: now, dueAt },
    });
    const later = after(90 * minuteMs);
    expect(planReleases([doubt(1, later), doubt(2, now)], seen)).toMatchObject({
      kind: 'again',
      release: { intentSeq: 2 },
    });
    expect(planReleases([doubt(1, later), lostAt(now)], seen)).toEqual({ kind: 'wait', until: later });
  });

  it('[INB-16] while nobody answers, lost downloads do not multiply', () => {
    const two = [lostAt(now), lostAt(after(minuteMs))];
    const early = { ...seen, now: after(2 * minuteMs) };
    const newAt = (open: readonly Release[], change: Partial<PlanContext> = {}) => {
      const plan = planReleases(open, { ...early, ...change });
      return plan.kind === 'free' ? plan.newAt : undefined;
    };
    expect(newAt(two.slice(0, 1))).toBe(early.now);
    // Not before the first of them is asked for once more, or an hour has passed.
    expect(newAt(two)).toBe(after(20 * minuteMs));
    expect(newAt(two, { answeredAt: after(90_000) })).toBe(early.now);
    const away = two.map((release) => ({ ...release, ...attended }));
    expect(newAt(away)).toBe(after(61 * minuteMs));
    expect(newAt(away, { now: after(62 * minuteMs) })).toBeLessThanOrEqual(after(62 * minuteMs));
    const byId = two.map((release) => ({ ...release, shortId: asPrescriptionId('24F5DA-A83008-7EFE6Z') }));
    expect(newAt(byId)).toBe(early.now);
  });
});
