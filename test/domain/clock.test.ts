import { describe, expect, it } from 'vitest';
import { hourMs, type Instant } from '../../renderer/domain/kernel/instant';
import { beginClock, clockWords, lookAtClock, type ClockWatch } from '../../renderer/domain/watch/clock';
import type { Probed, ProbeFacts } from '../../renderer/domain/watch/probe';
import { now } from '../support/builders';
import { minute } from '../support/watching';

const answered = (aheadMs?: number): Probed => ({
  kind: 'answered',
  status: 200,
  spine: 'unsaid',
  tookMs: 4,
  ...(aheadMs === undefined ? {} : { aheadMs }),
});
const gone: Probed = { kind: 'unreachable', reason: 'ERR_CONNECTION_REFUSED' };
const expired: Probed = { kind: 'unreachable', reason: 'ERR_CERT_DATE_INVALID' };
const facts = (
  broker: Probed | null,
  signIn: Probed | null = null,
): Pick<ProbeFacts, 'broker' | 'signIn'> => ({
  broker,
  signIn,
});
const look = (broker: Probed | null, at: Instant = now, before: ClockWatch = beginClock(now)) =>
  lookAtClock(before, facts(broker), at);
const words = ({ fault }: ClockWatch, at: Instant = now) => fault && clockWords(fault, at).sentence;

describe('the clock of this computer', () => {
  it.each([
    [3 * hourMs, 'This computer’s clock is 3 hours ahead of the broker’s.'],
    [-7 * 60_000, 'This computer’s clock is 7 minutes behind the broker’s.'],
    [119 * 60_000, 'This computer’s clock is 119 minutes ahead of the broker’s.'],
    [-12 * 24 * hourMs, 'This computer’s clock is 12 days behind the broker’s.'],
    [-10 * 8766 * hourMs, 'This computer’s clock is 10 years behind the broker’s.'],
  ])('[WAT-16] off by %i ms is said in words, with what goes by it and what to do', (aheadMs, sentence) => {
    const { fault } = look(answered(aheadMs));
    expect(fault && clockWords(fault, now)).toEqual({
      sentence: `${sentence} Hand-out times, last days and due dates go by it.`,
      next: 'Set date, time and time zone (UK) in this computer’s settings, on Windows under Time & language.',
    });
  });

  it('[WAT-16] what an answer takes on its way is no wrong clock, nor is a broker that does not say', () => {
    for (const aheadMs of [0, 110_000, -110_000, undefined])
      expect(look(answered(aheadMs)).fault).toBeUndefined();
  });

  it('[WAT-16] a broker whose clock is wrong is not believed against the sign-in service', () => {
    const both = facts(answered(3 * hourMs), answered(900));
    expect(lookAtClock(beginClock(now), both, now).fault).toBeUndefined();
    expect(words(lookAtClock(beginClock(now), facts(gone, answered(-3 * hourMs)), now))).toContain(
      'behind the sign-in service’s',
    );
  });

  it('[WAT-16] a certificate that is not valid by it is said with what it shows', () => {
    expect(words(look(expired))).toContain(
      'clock shows 24-Nov-2026 09:00, when the broker’s certificate is not valid',
    );
  });

  it('[WAT-16] without an answer, one that is behind a time that it has shown is said until that has come', () => {
    for (const broker of [gone, null]) {
      const before = look(broker, minute(-180));
      expect(words(before, minute(-180))).toContain(
        'shows 24-Nov-2026 06:00, and has shown 24-Nov-2026 09:00 before: it is wrong now, or was wrong then.',
      );
      expect(look(broker, minute(-60), before).fault).toBeDefined();
      expect(look(broker, minute(1), before).fault).toBeUndefined();
      expect(look(answered(500), minute(-179), before)).toEqual(beginClock(minute(-179)));
    }
    expect(look(gone, minute(-1)).fault).toBeUndefined();
  });

  it('[WAT-16] it is said on while nobody answers, until the clock was set', () => {
    const ahead = look(answered(3 * hourMs));
    expect(look(gone, minute(1), ahead).fault).toEqual(ahead.fault);
    expect(look(gone, minute(-180), ahead)).toEqual(beginClock(minute(-180)));
    expect(look(gone, minute(180), look(answered(-3 * hourMs))).fault).toBeUndefined();
    expect(look(answered(0), minute(1), ahead).fault).toBeUndefined();
  });
});
