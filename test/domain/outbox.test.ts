import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAttemptAt, surelyNotSent } from '../../renderer/domain/outbox/backoff';
import {
  decideAfterAttempt,
  decideHandOver,
  decideRetry,
  planOutbox,
  verdictWithoutAnswer,
  type Verdict,
} from '../../renderer/domain/outbox/decide';
import type { Message, MessageKind } from '../../renderer/domain/outbox/model';
import { messageSentence } from '../../renderer/domain/outbox/words';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { readVerdict } from '../../renderer/usecases/read-answer';
import { now } from '../support/builders';
import {
  accepted,
  after,
  attempt,
  doubt,
  folded,
  later,
  queued,
  refusal,
  sent,
  unreadable,
} from '../support/messages';

const sends = (messages: readonly Message[], roleProfileId: string | undefined = '555') =>
  planOutbox(messages, { now, roleProfileId }).flatMap((due) =>
    due.kind === 'send' ? [due.message.messageId] : [],
  );

describe('outbox', () => {
  it('[OUT-1] sends first in, first out for a script, and one script never blocks another', () => {
    const [a1, a2, b1] = [
      queued('notification', 'A'),
      queued('notification', 'A'),
      queued('notification', 'B'),
    ];
    expect(sends([a2, b1, a1])).toEqual([a1.messageId, b1.messageId]);
    const parked = after(sent(a1), refusal);
    expect(sends([parked, a2, b1])).toEqual([b1.messageId]);
    // A refused return lets pass what follows it, and not what an earlier one holds back.
    const delayed = after(sent(queued()), later);
    const refusedReturn = after(sent(queued('return')), refusal);
    const last = queued();
    expect(sends([refusedReturn, last])).toEqual([last.messageId]);
    expect(sends([delayed, refusedReturn, last])).toEqual([]);
  });

  it('[OUT-2] an attempt ends in exactly one way', () => {
    const kinds = [accepted, refusal, later, doubt, unreadable].map(
      (verdict) => after(sent(queued()), verdict).progress.kind,
    );
    expect(kinds).toEqual(['accepted', 'parked', 'waiting', 'in-doubt', 'in-doubt']);
  });

  it('[OUT-3] no answer leaves it in doubt unless the reason proves that nothing left', () => {
    expect(verdictWithoutAnswer({ kind: 'timed-out' })).toMatchObject({ mayHaveArrived: true });
    expect(verdictWithoutAnswer({ kind: 'unreachable', reason: 'ERR_CONNECTION_RESET' })).toMatchObject({
      mayHaveArrived: true,
    });
    expect(verdictWithoutAnswer({ kind: 'unreachable', reason: 'ERR_CONNECTION_REFUSED' })).toMatchObject({
      mayHaveArrived: false,
    });
    expect(surelyNotSent('ERR_INTERNET_DISCONNECTED')).toBe(true);
    expect(surelyNotSent('ERR_CERT_AUTHORITY_INVALID')).toBe(true);
    for (const reason of [
      'ERR_EMPTY_RESPONSE',
      'ERR_SSL_PROTOCOL_ERROR',
      'ERR_SSL_BAD_RECORD_MAC_ALERT',
      'ERR_ADDRESS_UNREACHABLE',
      'ERR_NETWORK_CHANGED',
      'EHOSTUNREACH',
      'ENETUNREACH',
    ])
      expect([reason, surelyNotSent(reason)]).toEqual([reason, false]);
    const doubtful = after(sent(queued()), doubt);
    expect([doubtful.requestId, doubtful.sha256]).toEqual([doubtful.requestId, 'ab']);
  });

  it('[OUT-4] waits with full jitter up to five minutes and never below Retry-After', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.option(fc.nat(600_000), { nil: undefined }),
        (attempts, chance, retryAfterMs) => {
          const waitMs = nextAttemptAt(now, attempts, chance, retryAfterMs) - now;
          expect(waitMs).toBeGreaterThanOrEqual(retryAfterMs ?? 0);
          expect(waitMs).toBeLessThanOrEqual(Math.max(300_000, retryAfterMs ?? 0));
        },
      ),
    );
  });

  it('[OUT-5] a refusal is parked with its words; an unreadable answer is tried three times first', () => {
    const parked = after(sent(queued()), refusal);
    expect(parked.progress).toMatchObject({ kind: 'parked', certain: true, sentence: 'No.', next: 'Ask.' });
    expect(sends([parked])).toEqual([]);
    const kinds = ['in-doubt', 'in-doubt', 'parked'];
    // An outage of ten tries before it, heard of or not, says nothing of the answers that come after it.
    for (const before of [[], Array<Verdict>(10).fill(later), Array<Verdict>(10).fill(doubt)]) {
      let message = queued();
      for (const verdict of before) message = after(sent(message), verdict);
      const came = kinds.map(() => {
        message = after(sent(message), unreadable);
        return message.progress.kind;
      });
      expect(came, JSON.stringify(before[0])).toEqual(kinds);
      expect(message.progress).toMatchObject({ certain: false });
    }
  });

  it('[OUT-6] a person sends a parked message again, unchanged; a refused return is made anew', () => {
    const parked = after(sent(queued()), refusal);
    const decision = decideRetry(parked);
    expect(decision.kind).toBe('decided');
    if (decision.kind !== 'decided') return;
    const retried = folded(parked, decision.events);
    expect(sends([retried])).toEqual([parked.messageId]);
    expect([retried.messageId, retried.requestId, retried.sha256, retried.bodySeq]).toEqual([
      parked.messageId,
      parked.requestId,
      parked.sha256,
      parked.bodySeq,
    ]);
    expect(decideRetry(after(sent(queued('return')), refusal)).kind).toBe('refused');
    expect(decideRetry(queued()).kind).toBe('refused');
  });

  it('[OUT-6] a correction that EPS refused is made anew, a notification may go again', () => {
    const codes = [queued('notification', 'A', { amends: true }), queued()].map((message) => {
      const decision = decideRetry(after(sent(message), refusal));
      return decision.kind === 'refused' ? decision.code : decision.kind;
    });
    expect(codes).toEqual(['ReturnAnew', 'decided']);
  });

  it('[OUT-2] what EPS takes at the first try is no replay, and at any later one it may be', () => {
    const taken = [1, 2].map((times) => after(sent(queued(), times), accepted));
    expect(taken.map(({ progress }) => progress)).toMatchObject([{ replay: false }, { replay: true }]);
    // Which of the tries arrived, only EPS knows.
    const said = taken.map((message) => messageSentence(message, now));
    expect(said).toEqual([
      expect.not.stringContaining('('),
      expect.stringMatching(/^EPS accepted it at .+ \(not at the first try\)\.$/),
    ]);
    // Today’s date is not said, and any other is.
    const tomorrow = asInstant(now + 86_400_000);
    const [one] = taken;
    expect(one && messageSentence(one, now)).toMatch(/ at \d\d:\d\d\.$/);
    expect(one && messageSentence(one, tomorrow)).toMatch(/ at \d\d-\w{3}-\d{4} \d\d:\d\d\.$/);
  });

  it('[OUT-7] waits for somebody signed in and says so', () => {
    const plan = planOutbox([queued()], { now, roleProfileId: undefined });
    expect(plan).toMatchObject([{ kind: 'wait', reason: 'person' }]);
  });

  it('[USR-9] [OUT-7] with a PIN alone it waits for the smartcard and says so', () => {
    const plan = planOutbox([queued()], { now, roleProfileId: undefined, missing: 'smartcard' });
    expect(plan).toMatchObject([{ kind: 'wait', reason: 'smartcard' }]);
  });

  it('[OUT-9] a 401 did not arrive: the same message waits for a new sign-in, in doubt only if it was before', () => {
    const turnedAway = readVerdict({ kind: 'answered', status: 401, headers: {}, bodyText: '<html>' });
    expect(after(sent(queued()), turnedAway).progress).toMatchObject({
      kind: 'waiting',
      reason: 'smartcard',
    });
    const silent: Verdict = {
      kind: 'retry-later',
      reason: 'broker',
      afterMs: undefined,
      mayHaveArrived: true,
    };
    expect(after(sent(after(sent(queued()), silent)), turnedAway).progress.kind).toBe('in-doubt');
  });

  it('[OUT-8] tells its script: accepted or parked, a return ends custody or leaves it', () => {
    const types = (message: Message, verdict: Verdict) =>
      decideAfterAttempt(message, verdict, attempt).map((event) => event.type);
    expect(types(sent(queued()), accepted)).toContain('prescription.notification-settled');
    expect(types(sent(queued('return')), accepted)).toContain('prescription.returned');
    expect(types(sent(queued('return')), refusal)).toContain('prescription.return-refused');
    const garbled = [1, 2].reduce((message) => after(sent(message), unreadable), queued('return'));
    expect(types(sent(garbled), unreadable)).toEqual(['message.parked']);
  });

  it('[OUT-3] ids and bytes never change, whatever the attempts come to', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(accepted, refusal, later, doubt, unreadable), { maxLength: 20 }),
        (verdicts) => {
          const first = queued();
          let message = first;
          for (const verdict of verdicts) {
            if (message.progress.kind === 'accepted') break;
            message = after(sent(message), verdict);
          }
          const frozen = ({ messageId, requestId, sha256, bodySeq, subject }: Message) => ({
            messageId,
            requestId,
            sha256,
            bodySeq,
            subject,
          });
          expect(frozen(message)).toEqual(frozen(first));
        },
      ),
    );
  });
});

describe('in doubt and handed over', () => {
  const said = (code: string): Verdict => ({ ...refusal, code });
  const doubtful = (kind: MessageKind): Message =>
    sent(after(sent(queued(kind)), verdictWithoutAnswer({ kind: 'timed-out' })));

  it('[OUT-11] after a lost answer only EPS’s word about this script proves that nothing happened', () => {
    for (const code of ['FAILURE_TO_PROCESS_MESSAGE', 'ERROR', '403', 'ACCESS_DENIED', 'WHATEVER']) {
      const events = decideAfterAttempt(doubtful('return'), said(code), attempt);
      expect(events).toMatchObject([{ type: 'message.parked', certain: false }]);
    }
    const events = decideAfterAttempt(
      doubtful('return'),
      said('PRESCRIPTION_INVALID_STATE_TRANSITION'),
      attempt,
    );
    expect(events).toMatchObject([
      { type: 'message.parked', certain: true },
      { type: 'prescription.return-refused' },
    ]);
    // Without a doubt before it, any refusal is one.
    expect(decideAfterAttempt(sent(queued('return')), said('ERROR'), attempt)[0]).toMatchObject({
      certain: true,
    });
  });

  it('[OUT-3] [OUT-11] so is one whose connection was cut in TLS, whatever it had taken by then', () => {
    const cut = verdictWithoutAnswer({ kind: 'unreachable', reason: 'ERR_SSL_PROTOCOL_ERROR' });
    const again = sent(after(sent(queued('return')), cut));
    expect(decideAfterAttempt(again, said('403'), attempt)).toMatchObject([
      { type: 'message.parked', certain: false },
    ]);
  });

  it('[OUT-11] so is one whose program was struck down before an answer came', () => {
    const again = sent(sent(queued('return')));
    expect(decideAfterAttempt(again, said('403'), attempt)).toMatchObject([
      { type: 'message.parked', certain: false },
    ]);
    // A try that never left does not lift the doubt either.
    const busy: Verdict = { kind: 'retry-later', reason: 'busy', afterMs: undefined, mayHaveArrived: false };
    expect(after(again, busy).progress.kind).toBe('in-doubt');
  });

  const handOver = (message: Message, note = 'The supplier looks at it.'): Message => {
    const decision = decideHandOver(message, note);
    if (decision.kind === 'refused') throw new Error(decision.code);
    return folded(message, decision.events);
  };

  it('[OUT-10] what surely had no effect is settled by the person who takes it; a doubtful one stays', () => {
    const refused = after(sent(queued('return')), refusal);
    expect(handOver(refused).progress).toMatchObject({ kind: 'closed', by: 'Priya Shah' });
    const unsure = after(doubtful('return'), said('ERROR'));
    const taken = handOver(unsure);
    expect(taken.progress).toMatchObject({ kind: 'parked', certain: false, taken: { by: 'Priya Shah' } });
    expect(decideRetry(taken).kind).toBe('decided');
    expect(planOutbox([handOver(refused)], { now, roleProfileId: '555' })).toEqual([]);
  });

  it('[OUT-10] only what waits for a person is handed over, and with a word', () => {
    expect(decideHandOver(queued(), 'x')).toMatchObject({ code: 'NotParked' });
    expect(decideHandOver(after(sent(queued()), refusal), ' ')).toMatchObject({ code: 'NoteMissing' });
  });
});
