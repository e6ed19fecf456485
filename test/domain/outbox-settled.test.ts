import { describe, expect, it } from 'vitest';
import { asMessageId } from '../../renderer/domain/kernel/ids';
import { asInstant } from '../../renderer/domain/kernel/instant';
import {
  decideAfterAttempt,
  decideAfterNothingLeft,
  decideHandOver,
  decideRetry,
  holdsBack,
  planOutbox,
} from '../../renderer/domain/outbox/decide';
import { evolveMessage, messageIdOf } from '../../renderer/domain/outbox/evolve';
import type { Message, MessageKind } from '../../renderer/domain/outbox/model';
import { decideHurry, waitsOf } from '../../renderer/domain/outbox/wait';
import { now } from '../support/builders';
import { accepted, after, attempt, doubt, folded, later, queued, refusal, sent } from '../support/messages';

const kinds: readonly MessageKind[] = ['notification', 'claim', 'return', 'withdraw'];
const afterDoubt = (message: Message): Message => sent(after(sent(message), doubt));
/** What its script learns: the event, with its outcome where it has one. */
const learns = (message: Message, verdict: typeof accepted | typeof refusal): readonly string[] =>
  decideAfterAttempt(message, verdict, attempt).flatMap((event) =>
    event.type.startsWith('prescription.')
      ? [`${event.type.slice('prescription.'.length)}${'outcome' in event ? ` ${event.outcome}` : ''}`]
      : [],
  );

describe('what came of a message', () => {
  it('[OUT-8] each kind tells its script what EPS said, and of a doubtful one only that it waits for a person', () => {
    expect(kinds.map((kind) => learns(sent(queued(kind)), accepted))).toEqual([
      ['notification-settled accepted'],
      ['claim-settled accepted'],
      ['returned'],
      ['supply-withdrawn'],
    ]);
    expect(kinds.map((kind) => learns(sent(queued(kind)), refusal))).toEqual([
      ['notification-settled refused'],
      ['claim-settled refused'],
      ['return-refused'],
      ['withdrawal-refused'],
    ]);
    expect(kinds.map((kind) => learns(afterDoubt(queued(kind)), refusal))).toEqual([
      ['notification-settled parked'],
      ['claim-settled parked'],
      [],
      [],
    ]);
  });

  it('[OUT-2] a repeat is known as one, by EPS’s word or because it went before', () => {
    const isReplay = (message: Message, replay: boolean) =>
      decideAfterAttempt(message, { kind: 'accepted', replay }, attempt)[0];
    expect(isReplay(sent(queued()), true)).toMatchObject({ replay: true });
    expect(isReplay(sent(queued(), 2), false)).toMatchObject({ replay: true });
    expect(isReplay(sent(queued()), false)).toMatchObject({ replay: false });
  });

  it('[OUT-3] what is over is never sent again, and holds nothing back', () => {
    const by = { at: now, by: 'Priya Shah' };
    const over: readonly Message['progress'][] = [
      { kind: 'accepted', at: now, replay: false },
      { kind: 'replaced', at: now, corrected: asMessageId('m9') },
      { kind: 'closed', ...by, note: '' },
      { kind: 'set-aside', ...by, reason: '' },
    ];
    for (const progress of over) {
      const done = { ...queued(), progress };
      const next = queued();
      expect(holdsBack(done)).toBe(false);
      expect(planOutbox([done, next], { now, roleProfileId: '555' })).toEqual([
        { kind: 'send', message: next },
      ]);
    }
    expect(sent(after(sent(queued()), accepted)).progress.kind).toBe('accepted');
  });

  it('[OUT-4] one in doubt waits for its time as one that is delayed does', () => {
    const until = { kind: 'in-doubt', sinceAt: now, dueAt: asInstant(now + 5_000) } as const;
    const plan = planOutbox([{ ...queued(), progress: until }], { now, roleProfileId: '555' });
    expect(plan).toMatchObject([{ kind: 'wait', reason: 'broker', until: until.dueAt }]);
  });

  it('[OUT-10] a refused notification is not settled by whoever takes it, for its script is to be corrected', () => {
    const settles = (kind: MessageKind) => {
      const decision = decideHandOver(after(sent(queued(kind)), refusal), 'Phoned.');
      return decision.kind === 'decided' && decision.events[0];
    };
    expect(settles('notification')).toMatchObject({ settles: false });
    expect(settles('claim')).toMatchObject({ settles: true });
  });

  it('[OUT-6] a notification that goes once more has its script wait; no other message says anything of it', () => {
    const retried = (message: Message) => {
      const decision = decideRetry(message);
      return decision.kind === 'refused' ? decision.code : decision.events.map(({ type }) => type);
    };
    const refused = (kind: MessageKind) => after(sent(queued(kind)), refusal);
    expect(retried(refused('notification'))).toEqual([
      'message.retried',
      'prescription.notification-settled',
    ]);
    expect(retried(after(afterDoubt(queued()), refusal))).toEqual(['message.retried']);
    expect(retried(after(afterDoubt(queued('return')), refusal))).toEqual(['message.retried']);
    expect(['claim', 'return', 'withdraw'].map((kind) => retried(refused(kind as MessageKind)))).toEqual(
      Array(3).fill('ReturnAnew'),
    );
    expect(decideHandOver(refused('return'), ' Phoned them. ')).toMatchObject({
      events: [{ note: 'Phoned them.' }],
    });
  });

  it('[OUT-9] what did not leave this computer rests, in doubt only of an attempt before it', () => {
    const dueAt = asInstant(now + 30_000);
    expect(decideAfterNothingLeft(queued(), 'no-room', now)).toMatchObject([
      { type: 'message.delayed', reason: 'network', dueAt },
    ]);
    expect(decideAfterNothingLeft(sent(queued()), 'no-room', now)).toMatchObject([
      { type: 'message.in-doubt', dueAt },
    ]);
    for (const reason of ['sign-in-again', 'not-signed-in'])
      expect(decideAfterNothingLeft(sent(queued()), reason, now)).toEqual([]);
  });
});

describe('doubt', () => {
  it('[OUT-11] an attempt that never left leaves none; EPS’s own word ends one', () => {
    const neverLeft = after(sent(queued('return')), later);
    expect(neverLeft.doubtSince).toBeUndefined();
    expect(decideAfterAttempt(sent(neverLeft), refusal, attempt)[0]).toMatchObject({ certain: true });
    expect(after(afterDoubt(queued()), accepted).doubtSince).toBeUndefined();
    const aboutIt = { ...refusal, code: 'PRESCRIPTION_INVALID_STATE_TRANSITION' };
    expect(after(afterDoubt(queued()), aboutIt).doubtSince).toBeUndefined();
    expect(after(afterDoubt(queued()), refusal).doubtSince).toBe(now);
  });

  it('[OUT-3] it is as old as the first attempt without an answer, and each attempt counts', () => {
    const first = after(sent(queued()), doubt);
    const { messageId, subject: key } = first;
    const at = asInstant(now + 60_000);
    const again = evolveMessage(first, {
      type: 'message.in-doubt',
      messageId,
      key,
      dueAt: asInstant(at + 1),
      seq: 9_999,
      at,
      by: 'Holdfast',
    });
    expect(again).toMatchObject({
      doubtSince: now,
      progress: { kind: 'in-doubt', sinceAt: now },
      attempts: 1,
    });
    expect(after(sent(queued(), 3), later).attempts).toBe(3);
  });

  it('[DSK-8] [OUT-20] one that waits for the Spine’s word does so until that is there', () => {
    const waits = queued('notification', 'A', { awaits: 'confirmation' });
    expect(waits.awaits).toBe('confirmation');
    expect(planOutbox([waits], { now, roleProfileId: '555' })).toMatchObject([{ reason: 'confirmation' }]);
    const { messageId, subject: key } = waits;
    const aside = folded(waits, [{ type: 'message.set-aside', messageId, key, reason: 'It was theirs.' }]);
    expect(aside).toMatchObject({ awaits: 'confirmation', progress: { kind: 'set-aside' } });
    const freed = folded(aside, [{ type: 'message.unblocked', messageId, key }]);
    expect(freed.awaits).toBeUndefined();
    expect(planOutbox([freed], { now, roleProfileId: '555' })).toMatchObject([{ kind: 'send' }]);
  });
});

describe('who waits for whom', () => {
  it('[OUT-20] each message is told its own wait, and one of another script is in nobody’s way', () => {
    const [one, other] = [queued('notification', 'A'), queued('notification', 'B')];
    const behind = queued('return', 'B');
    const waits = waitsOf([one, other, behind], { line: { kind: 'none' }, missing: undefined }, now);
    expect([one, other, behind].map(({ messageId }) => waits.get(messageId))).toEqual([
      'It goes now.',
      'It goes now.',
      'For the message before it on the same script.',
    ]);
    expect(decideHurry(other, [one, other]).kind).toBe('decided');
    expect(decideHurry(behind, [one, other, behind])).toMatchObject({
      code: 'NotItsTurn',
      next: 'Try that one at once; this follows by itself.',
    });
    const unconfirmed = { ...other, awaits: 'confirmation' } as const;
    expect(decideHurry(behind, [unconfirmed, behind])).toMatchObject({
      next: 'That one waits for the Spine to confirm the script; this follows by itself.',
    });
  });

  it('[OUT-11] an attempt in the journal is of a message only where its subject says so', () => {
    expect(messageIdOf('message|m1')).toBe('m1');
    expect(messageIdOf('release|r1')).toBeUndefined();
  });
});
