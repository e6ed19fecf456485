import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedOf, askedSentence } from '../../renderer/domain/inbox/asked';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { Place } from '../../renderer/domain/broker-entries';
import { resendLimit } from '../../renderer/domain/inbox/again';
import type { Arrival, ReleaseAnswer } from '../../renderer/domain/inbox/answer';
import { decideOnAnswer, decideOnSilence } from '../../renderer/domain/inbox/decide';
import { evolveRelease, mayBeUnseen, releaseSubject } from '../../renderer/domain/inbox/evolve';
import type { Release } from '../../renderer/domain/inbox/model';
import { asPrescriptionId, asRequestId, type IssueKey } from '../../renderer/domain/kernel/ids';
import { evolvePrescription } from '../../renderer/domain/prescriptions/evolve';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { now, recorded, uuids } from '../support/builders';
import { aPrescription } from '../support/fhir';

const newId = uuids('2');
let seq = 0;
const place = (): Place => ({ seq: (seq += 1), at: now, by: 'Holdfast' });

const asked = (times = 1): Release => {
  const requestId = asRequestId(newId());
  let release: Release | undefined;
  for (let attempt = 1; attempt <= times; attempt += 1)
    release = evolveRelease(release, {
      ...place(),
      type: 'broker.intent',
      operation: 'release',
      requestId,
      sha256: 'ab',
      attempt,
      subject: releaseSubject(false, undefined),
    });
  if (!release) throw new Error('no release');
  return release;
};

const longIdOf = (n: number): string => `20ba5fb5-cb58-462c-923e-${String(n).padStart(12, '0')}`;
const script = (n: number, releaseResponseId = 'r1'): Arrival => ({
  kind: 'script',
  prescription: aPrescription({ longId: longIdOf(n) }, { releaseResponseId }),
  source: { seq: 1, path: `p${n}` },
});
const broken: Arrival = {
  kind: 'quarantined',
  source: { seq: 1, path: 'q' },
  shortId: '',
  sentence: 'No items.',
};

type Known = Map<IssueKey, PrescriptionState>;
const context = (known: Known = new Map(), attended = false) => ({
  now,
  chance: 0.5,
  attended,
  known,
  ods: 'FA565',
  ofThisId: [],
});

const take = (release: Release, answer: ReleaseAnswer, known: Known, attended = false) => {
  const events = decideOnAnswer(release, answer, context(known, attended));
  for (const event of events)
    if (event.type === 'prescription.received' || event.type === 'prescription.received-again') {
      const state = evolvePrescription(known.get(event.key), recorded(event));
      if (state) known.set(event.key, state);
    }
  return events;
};

const types = (events: readonly { type: string }[]) => events.map((event) => event.type);

describe('inbox', () => {
  it('[INB-1] one entry that cannot be used is kept raw and the others arrive', () => {
    const events = decideOnAnswer(
      asked(),
      { kind: 'arrivals', arrivals: [script(1), broken, script(2)] },
      context(),
    );
    expect(types(events)).toEqual([
      'prescription.received',
      'script.quarantined',
      'prescription.received',
      'release.settled',
    ]);
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'scripts', received: 2, quarantined: 1 } });
  });

  it('[INB-2] silence leaves it in doubt, five attempts at the most; what never left was never asked', () => {
    expect(types(decideOnSilence(asked(1), { kind: 'timed-out' }, { now, chance: 0.5 }))).toEqual([
      'release.in-doubt',
    ]);
    expect(types(decideOnSilence(asked(resendLimit), { kind: 'timed-out' }, { now, chance: 0.5 }))).toEqual([
      'release.lost',
    ]);
    const refused = { kind: 'unreachable', reason: 'ERR_CONNECTION_REFUSED' } as const;
    expect(decideOnSilence(asked(1), refused, { now, chance: 0.5 })).toMatchObject([
      { type: 'release.settled', outcome: { kind: 'not-sent' } },
    ]);
    expect(types(decideOnSilence(asked(9), refused, { now, chance: 0.5 }))).toEqual(['release.in-doubt']);
  });

  it('[INB-3] the same scripts in any order and any repetition arrive once', () => {
    const answers = fc.array(fc.array(fc.nat(5), { maxLength: 8 }), { maxLength: 8 });
    fc.assert(
      fc.property(answers, (lists) => {
        const known: Known = new Map();
        const received: string[] = [];
        for (const list of lists)
          for (const event of take(
            asked(),
            { kind: 'arrivals', arrivals: list.map((n) => script(n)) },
            known,
          ))
            if (event.type === 'prescription.received') received.push(event.key);
        expect(received.length).toBe(new Set(received).size);
        expect(new Set(received).size).toBe(new Set(lists.flat()).size);
      }),
    );
  });

  it('[INB-4] a re-sent request that brings nothing more stays in doubt', () => {
    expect(types(decideOnAnswer(asked(2), { kind: 'no-more' }, context()))).toEqual(['release.lost']);
    expect(decideOnAnswer(asked(1), { kind: 'no-more' }, context())).toMatchObject([
      { outcome: { kind: 'no-more' } },
    ]);
  });

  it('[INB-4] a refusal of a re-sent request lifts no doubt, unless it is about the script asked for', () => {
    const refused = (code: string): ReleaseAnswer => ({
      kind: 'refused',
      code,
      sentence: 'No.',
      next: 'Ask.',
    });
    const byId = (times: number): Release => ({
      ...asked(times),
      shortId: asPrescriptionId('24F5DA-A83008-7EFE6Z'),
    });
    for (const [release, code, wanted] of [
      [asked(1), '401', 'release.settled'],
      [asked(2), '401', 'release.in-doubt'],
      [asked(2), 'SERVICE_DISABLED', 'release.in-doubt'],
      [asked(2), 'PRESCRIPTION_CANCELLED', 'release.in-doubt'],
      [asked(resendLimit), 'FORBIDDEN', 'release.lost'],
      [byId(2), 'FORBIDDEN', 'release.in-doubt'],
      [byId(2), 'PRESCRIPTION_CANCELLED', 'release.settled'],
    ] as const)
      expect(types(decideOnAnswer(release, refused(code), context())), code).toEqual([wanted]);
  });

  it('[INB-4] what was turned away for the number of requests asked for nothing, so that “no more” means it', () => {
    const busy: ReleaseAnswer = { kind: 'retry-later', afterMs: 9_000, mayHaveArrived: false };
    const [event] = decideOnAnswer(asked(1), busy, context());
    expect(event).toMatchObject({ type: 'release.in-doubt', because: 'not-asked' });
    const twice: Release = { ...asked(2), notAsked: 1 };
    expect(decideOnAnswer(twice, { kind: 'no-more' }, context())).toMatchObject([
      { type: 'release.settled', outcome: { kind: 'no-more' } },
    ]);
    // Nothing is unseen of it meanwhile; of one whose answer was lost there may be.
    const doubt = { kind: 'in-doubt', sinceAt: now, dueAt: now } as const;
    expect(mayBeUnseen({ ...asked(1), notAsked: 1, progress: doubt })).toBe(false);
    expect(mayBeUnseen({ ...asked(2), notAsked: 1, progress: doubt })).toBe(true);
    expect(types(decideOnAnswer({ ...asked(3), notAsked: 1 }, { kind: 'no-more' }, context()))).toEqual([
      'release.lost',
    ]);
  });

  it('[INB-2] a request in doubt is in doubt also while it is asked again, and since it was first asked for', () => {
    const first = asked(1);
    expect(mayBeUnseen(first)).toBe(false);
    const { requestId, sha256 } = first;
    const subject = releaseSubject(false, undefined);
    const at = asInstant(now + 40_000);
    const base = { ...place(), at, operation: 'release', requestId, subject } as const;
    let release = evolveRelease(first, { ...base, type: 'release.in-doubt', dueAt: at });
    release = evolveRelease(release, { ...base, type: 'broker.intent', sha256, attempt: 2 });
    expect(release && mayBeUnseen(release)).toBe(true);
    release = evolveRelease(release, { ...base, type: 'broker.answer', fact: 'answered' });
    expect(release && mayBeUnseen(release)).toBe(true);
    release = evolveRelease(release, { ...base, type: 'release.in-doubt', dueAt: at, because: 'unreadable' });
    expect(release?.progress).toMatchObject({ kind: 'in-doubt', sinceAt: now });
    // What surely asked for nothing leaves no doubt behind it.
    expect(mayBeUnseen({ ...asked(2), notAsked: 1 })).toBe(false);
  });

  it('[INB-7] what arrives while nobody is signed in is locked', () => {
    const known: Known = new Map();
    take(asked(), { kind: 'arrivals', arrivals: [script(1)] }, known, false);
    take(asked(), { kind: 'arrivals', arrivals: [script(2)] }, known, true);
    expect([...known.values()].map((state) => state.work)).toEqual(['locked', 'to-check']);
  });

  /** One attempt after another, each with what came of it; what was concluded from each. */
  const attempt = (came: readonly ('unreadable' | 'silence' | 'refused' | '401')[]): readonly string[][] => {
    const requestId = asRequestId(newId());
    let release: Release | undefined;
    return came.map((what, n) => {
      const subject = releaseSubject(false, undefined);
      const intent = { operation: 'release', requestId, sha256: 'ab', attempt: n + 1, subject } as const;
      release = evolveRelease(release, { ...place(), type: 'broker.intent', ...intent });
      if (!release) throw new Error('no release');
      const decision =
        what === 'silence'
          ? decideOnSilence(release, { kind: 'timed-out' }, context())
          : what === 'refused'
            ? decideOnSilence(release, { kind: 'unreachable', reason: 'ERR_CONNECTION_REFUSED' }, context())
            : decideOnAnswer(
                release,
                what === '401'
                  ? { kind: 'turned-away', sentence: 'No.', next: 'Sign in.' }
                  : { kind: 'unreadable', sentence: 'Cut short.' },
                context(),
              );
      for (const event of decision)
        if (event.type === 'release.in-doubt' || event.type === 'release.lost')
          release = evolveRelease(release, { ...place(), ...event });
      return types(decision);
    });
  };
  const again = ['release.in-doubt'];
  const told = ['release.lost'];
  const kept = ['script.quarantined', 'release.lost'];

  it('[INB-8] an unreadable answer is asked for again twice, then kept raw and shown', () => {
    expect(attempt(['unreadable', 'unreadable', 'unreadable'])).toEqual([again, again, kept]);
    // Attempts without an answer are no unreadable answers.
    expect(attempt(['silence', 'silence', 'unreadable', 'unreadable'])).toEqual([again, again, again, again]);
    // Once a person was told as well, and what nobody can read is kept once.
    const late = ['silence', 'silence', 'silence', 'silence', 'silence', 'unreadable', 'unreadable'] as const;
    expect(attempt([...late, 'unreadable', 'unreadable']).slice(-5)).toEqual([told, told, told, kept, told]);
  });

  it('[INB-2] [INB-8] what surely asked for nothing uses up no attempt, in whatever order it comes', () => {
    const story = fc.array(fc.constantFrom('unreadable', 'silence', 'refused', '401'), { maxLength: 30 });
    fc.assert(
      fc.property(story, (rest) => {
        // The first one leaves a doubt; a first attempt that never left is settled at once.
        const came = ['silence', ...rest] as const;
        const concluded = attempt(came);
        let asked = 0;
        let unreadable = 0;
        let lost = false;
        for (const [n, what] of came.entries()) {
          const counts = what === 'silence' || what === 'unreadable';
          if (counts) asked += 1;
          if (what === 'unreadable') unreadable += 1;
          lost ||= counts && (asked >= resendLimit || unreadable > 2);
          const keeps = what === 'unreadable' && unreadable === 3;
          expect(concluded[n]).toEqual(keeps ? kept : lost ? told : again);
        }
      }),
    );
  });

  it('a refusal is settled with EPS’s words', () => {
    const answer: ReleaseAnswer = {
      kind: 'refused',
      code: 'PRESCRIPTION_CANCELLED',
      sentence: 'Cancelled.',
      next: 'Ask the prescriber.',
    };
    expect(decideOnAnswer(asked(), answer, context())).toMatchObject([
      { outcome: { kind: 'refused', sentence: 'Cancelled.' } },
    ]);
  });

  it('[INB-9] asking by id ends in an outcome of its own, with a next step', () => {
    const holder = { ods: 'VNFKT', name: 'The Simple Pharmacy', phone: '0113 318 0277', address: 'Leeds' };
    const byId: Release = { ...asked(1), shortId: asPrescriptionId('24F5DA-A83008-7EFE6Z') };
    const outcome = (code: string, from?: typeof holder) => {
      const answer: ReleaseAnswer = {
        kind: 'refused',
        code,
        sentence: 'EPS says no.',
        next: 'Call.',
        ...(from ? { holder: from } : {}),
      };
      const [event] = decideOnAnswer(byId, answer, context());
      if (event?.type !== 'release.settled') throw new Error('not settled');
      const settled: Release = { ...byId, progress: { kind: 'settled', at: now, outcome: event.outcome } };
      const found = askedOf(settled, now);
      if (!found) throw new Error('nothing asked');
      const words = askedSentence(found);
      expect(words.sentence.length * words.next.length).toBeGreaterThan(0);
      return found.outcome.kind;
    };
    expect(outcome('PRESCRIPTION_WITH_ANOTHER_DISPENSER', holder)).toBe('elsewhere');
    expect(outcome('PRESCRIPTION_WITH_ANOTHER_DISPENSER', { ...holder, ods: 'fa565' })).toBe('stuck');
    expect(outcome('PRESCRIPTION_CANCELLED')).toBe('cancelled');
    expect(outcome('PRESCRIPTION_EXPIRED')).toBe('expired');
    expect(outcome('PRESCRIPTION_DISPENSED')).toBe('dispensed');
    expect(outcome('RESOURCE_NOT_FOUND')).toBe('not-found');
    expect(outcome('SERVICE_DISABLED')).toBe('put-off');
    for (const code of ['RESOURCE_VERSION_MISMATCH', 'INVALID_DATE_FORMAT', 'NEW_CODE'])
      expect(outcome(code)).toBe('refused');
    const nothing = { kind: 'scripts', received: 0, again: 0, quarantined: 0 } as const;
    const empty = askedOf({ ...byId, progress: { kind: 'settled', at: now, outcome: nothing } }, now);
    expect(empty?.outcome).toMatchObject({ kind: 'refused', next: 'Ask again.' });
    expect(askedOf(asked(1), now)).toBeUndefined();
    for (const [kind, attempts, words] of [
      ['asked', 1, 'Asked for at 24-Nov-2026 09:00. No answer yet.'],
      // While it is on its way again, what was sent before has no answer still.
      ['asked', 2, 'No answer at 24-Nov-2026 09:00. It may be with us.'],
      ['lost', 5, 'No answer at 24-Nov-2026 09:00. It may be with us.'],
    ] as const) {
      const open = askedOf({ ...byId, attempts, progress: { kind, sinceAt: now } }, now);
      expect(open && askedSentence(open).sentence).toBe(words);
    }
  });

  it('[INB-11] turned away for its sign-in: nothing was asked for, but an older doubt stays', () => {
    const away: ReleaseAnswer = { kind: 'turned-away', sentence: 'No.', next: 'Sign in again.' };
    expect(types(take(asked(1), away, new Map()))).toEqual(['release.settled']);
    expect(types(take(asked(2), away, new Map()))).toEqual(['release.in-doubt']);
    expect(types(take(asked(9), away, new Map()))).toEqual(['release.in-doubt']);
  });
});
