import { describe, expect, it } from 'vitest';
import { asMessageId, asRequestId, issueKeyOf } from '../../renderer/domain/kernel/ids';
import { asInstant, dayMs, minuteMs } from '../../renderer/domain/kernel/instant';
import { planOutbox } from '../../renderer/domain/outbox/decide';
import { evolveMessage } from '../../renderer/domain/outbox/evolve';
import type { Message } from '../../renderer/domain/outbox/model';
import { decideHurry, waitsOf } from '../../renderer/domain/outbox/wait';
import { messageSentence } from '../../renderer/domain/outbox/words';
import type { LineStatus } from '../../renderer/domain/watch/line';
import { now } from '../support/builders';

const key = issueKeyOf('AAAAAA-BBBBBB-CCCCCC', 'x', 1);
const aMessage = (n: number, progress: Message['progress'], subject = key): Message => ({
  messageId: asMessageId(`m${n}`),
  requestId: asRequestId(`r${n}`),
  kind: 'notification',
  subject,
  author: { userId: 'u', name: 'Priya Shah', roleProfileId: '1' },
  sha256: '',
  bodySeq: n,
  createdAt: now,
  attempts: 1,
  progress,
});
const dueAt = asInstant(now + 95_000);
const offline: LineStatus = { kind: 'offline', sinceAt: now, reason: 'The broker refuses the connection' };
const online: LineStatus = { kind: 'online', sinceAt: now };
const waiting = aMessage(1, { kind: 'waiting', dueAt, reason: 'network' });
const behind = aMessage(2, { kind: 'waiting', dueAt: now, reason: 'first-send' });

const words = (messages: readonly Message[], line: LineStatus, missing?: 'person' | 'smartcard') => [
  ...waitsOf(messages, { line, missing }, now).values(),
];

describe('what a message waits for', () => {
  it('[OUT-12] what was made or delayed while the clock was ahead goes once it is put back', () => {
    const kinds = (message: Message, backMs: number) =>
      planOutbox([message], { now: asInstant(now - backMs), roleProfileId: '1' }).map(({ kind }) => kind);
    expect(kinds(behind, minuteMs)).toEqual(['send']);
    expect(kinds(waiting, minuteMs)).toEqual(['wait']);
    expect(kinds(waiting, 2 * dayMs)).toEqual(['send']);
    expect(kinds(waiting, 365 * dayMs)).toEqual(['send']);
  });

  it('[SET-6] says where a broker that is not set up is set up, before all that it would need besides', () => {
    const words = (messages: readonly Message[], missing?: 'smartcard') =>
      [...waitsOf(messages, { line: { kind: 'not-set-up' }, missing }, now).values()].map((said) =>
        said.slice(0, 40),
      );
    const first = 'For a broker: none is set up yet. Set it';
    expect(words([behind])).toEqual([first]);
    expect(words([waiting, behind], 'smartcard')).toEqual([
      first,
      'For the message before it on the same sc',
    ]);
    expect(words([{ ...waiting, awaits: 'confirmation' }])).toEqual([first]);
  });

  it('[OUT-20] says network, broker, person or the message before it, and the next try', () => {
    expect(words([waiting, behind], offline)).toEqual([
      'The broker refuses the connection. Next try at 09:01:35.',
      'For the message before it on the same script.',
    ]);
    expect(words([waiting], online)).toEqual(['For the broker to take it. Next try at 09:01:35.']);
    const tomorrow = asInstant(now + 24 * 3_600_000);
    expect(words([aMessage(1, { kind: 'waiting', dueAt: tomorrow, reason: 'broker' })], online)[0]).toMatch(
      /Next try at \d+-\w+-\d{4} 09:00\./,
    );
    expect(words([waiting], online, 'person')).toEqual([
      'For somebody to sign in: EPS wants a person behind it.',
    ]);
    expect(words([waiting], online, 'smartcard')[0]).toContain('with a smartcard');
    expect(words([behind], offline)[0]).toContain('It goes as soon as that works');
    expect(words([behind], online)).toEqual(['It goes now.']);
    expect(words([aMessage(1, { kind: 'waiting', dueAt, reason: 'busy' })], online)[0]).toContain('busy');
  });

  it('[OUT-20] one in doubt says once when it is checked again, or what that waits for', () => {
    const doubt = aMessage(1, { kind: 'in-doubt', sinceAt: now, dueAt });
    const said = (line: LineStatus, missing?: 'person', message = doubt) =>
      messageSentence(message, now, words([message], line, missing)[0]);
    const before = 'No answer at 09:00. It may or may not have arrived. ';
    expect(said(online)).toBe(`${before}Checking again at 09:01:35.`);
    expect(said(offline)).toBe(`${before}The broker refuses the connection. Checking again at 09:01:35.`);
    expect(said(online, 'person')).toBe(
      `${before}Checking again waits for somebody to sign in: EPS wants a person behind it.`,
    );
    const due = aMessage(1, { kind: 'in-doubt', sinceAt: now, dueAt: now });
    expect(said(online, undefined, due)).toBe(`${before}Checking again now.`);
    expect(said(offline, undefined, due)).toContain('Checked again as soon as that works.');
  });

  it('[OUT-20] a message whose script the Spine does not confirm waits for a person, and cannot be hurried', () => {
    const unconfirmed: Message = { ...behind, awaits: 'confirmation' };
    const other: Message = {
      ...aMessage(3, behind.progress, issueKeyOf('BBBBBB-BBBBBB-CCCCCC', 'x', 1)),
      awaits: 'confirmation',
    };
    const way = { line: online, missing: undefined };
    expect([...waitsOf([unconfirmed, other], way, now, new Set([key])).values()]).toEqual([
      expect.stringMatching(/does not count the script as ours\. Open the script: .* S settles it\./),
      'For the Spine to confirm that the script is ours: it is asked first.',
    ]);
    expect(decideHurry(unconfirmed, [unconfirmed])).toMatchObject({
      code: 'NotConfirmed',
      next: expect.stringContaining('Open the script') as string,
    });
  });

  it('[OUT-1] [OUT-20] goes at once behind what goes on no more, and says what to do with what holds it back', () => {
    const parked = {
      kind: 'parked',
      at: now,
      certain: true,
      code: 'X',
      sentence: '',
      next: '',
      detail: '',
    } as const;
    const refused: Message = { ...aMessage(1, parked), kind: 'return' };
    const hurried = { events: [{ type: 'message.hurried' }] };
    expect(decideHurry(behind, [behind, refused])).toMatchObject(hurried);
    const setAside = { kind: 'set-aside', at: now, by: 'Priya Shah', reason: 'x' } as const;
    expect(decideHurry(behind, [aMessage(1, setAside), behind])).toMatchObject(hurried);
    const next = (first: Message): string => {
      const decision = decideHurry(behind, [behind, first]);
      return decision.kind === 'refused' ? decision.next : decision.kind;
    };
    const uncertain: Message = { ...refused, progress: { ...parked, certain: false } };
    expect(
      [uncertain, aMessage(1, parked), aMessage(1, { kind: 'sending', sinceAt: now }), waiting].map(next),
    ).toEqual([
      'That one needs a person: look at it first; this follows by itself.',
      'That one needs a person: look at it first; this follows by itself.',
      'That one is on its way; this follows by itself.',
      'Try that one at once; this follows by itself.',
    ]);
  });

  it('[OUT-20] the next try at once keeps the order and what is in doubt', () => {
    expect(decideHurry(waiting, [waiting, behind])).toMatchObject({ events: [{ type: 'message.hurried' }] });
    expect(decideHurry(behind, [waiting, behind])).toMatchObject({ code: 'NotItsTurn' });
    const accepted = aMessage(1, { kind: 'accepted', at: now, replay: false });
    expect(decideHurry(accepted, [])).toMatchObject({ code: 'NotWaiting' });
    const doubtful = aMessage(1, { kind: 'in-doubt', sinceAt: asInstant(now - 9), dueAt });
    const place = { seq: 9, at: now, by: 'Priya Shah' };
    const hurried = evolveMessage(doubtful, {
      type: 'message.hurried',
      messageId: doubtful.messageId,
      key,
      ...place,
    });
    expect(hurried?.progress).toEqual({ kind: 'in-doubt', sinceAt: asInstant(now - 9), dueAt: now });
  });
});
