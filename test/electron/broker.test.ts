import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Broker, type Proof } from '../../electron/broker/broker';
import type { Fetch } from '../../electron/broker/transport';
import { releaseSubject } from '../../renderer/domain/inbox/evolve';
import { deadlineIn } from '../../electron/system/deadline';
import type { Envelope } from '../../electron/contract/envelope';
import type { AppendReply, NewEntry } from '../../electron/contract/journal-entry';

const body = new TextEncoder().encode('{"resourceType":"Parameters"}');
const sha256 = createHash('sha256').update(body).digest('hex');
const anEnvelope = (change: Partial<Envelope> = {}): Envelope => ({
  operation: 'release',
  requestId: '00000000-0000-4000-8000-000000000001',
  subject: 'release|unattended|',
  by: 'Holdfast',
  body,
  sha256,
  session: { kind: 'unattended' },
  attempt: 1,
  bytesInJournal: false,
  ...change,
});

type Options = {
  room?: boolean;
  full?: boolean;
  recalled?: boolean;
  proof?: Proof;
  judged?: (status: number) => void;
};

const setUp = (fetch: Fetch, options: Options = {}) => {
  const entries: NewEntry[] = [];
  const calls: { url: string; headers: Record<string, string>; before: number }[] = [];
  const broker = new Broker({
    journal: {
      append: async (batch, race): Promise<AppendReply> => {
        if (options.recalled && race?.kind === 'attempt') return { kind: 'overtaken' };
        if (options.full)
          return { kind: 'refused', reason: 'no-space', sentence: 'Full.', next: 'Make room.' };
        entries.push(...batch);
        return { kind: 'appended', firstSeq: entries.length, lastSeq: entries.length };
      },
      hasRoom: async () => options.room ?? true,
    },
    address: async () => ({
      name: 'Test',
      baseUrl: 'http://broker',
      probePath: '/metadata',
      prove: async () =>
        options.proof ?? {
          kind: 'proof',
          headers: { Authorization: 'Bearer secret' },
          judged: options.judged ?? (() => undefined),
        },
    }),
    connect: async () => ({
      fetch: (url, init) => {
        calls.push({ url, headers: init.headers as Record<string, string>, before: entries.length });
        return fetch(url, init);
      },
      release: () => undefined,
    }),
    now: () => 5,
    deadline: () => deadlineIn(50),
  });
  return { broker, entries, calls };
};

const answers =
  (text: string, init: ResponseInit = {}): Fetch =>
  async () =>
    new Response(text, init);

describe('broker’s door', () => {
  it('[BRK-1] the intent is written before a byte leaves, the raw answer before anyone reads it', async () => {
    const { broker, entries, calls } = setUp(answers('{"a":1}', { status: 200 }));
    const reply = await broker.send(anEnvelope());
    expect(calls).toMatchObject([{ url: 'http://broker/FHIR/R4/Task/$release', before: 1 }]);
    expect(entries.map((entry) => entry.kind)).toEqual(['broker.intent', 'broker.answer']);
    expect(new TextDecoder().decode(entries[0]?.bytes)).toBe(new TextDecoder().decode(body));
    expect(new TextDecoder().decode(entries[1]?.bytes)).toBe('{"a":1}');
    expect(reply).toMatchObject({ fact: { kind: 'answered', status: 200 }, intentSeq: 1, answerSeq: 2 });
    expect(calls.length).toBe(1);
  });

  it('[BRK-3] what goes without a person may go through its own door, and the journal says so', async () => {
    const { broker, entries, calls } = setUp(answers('{}'));
    await broker.send(anEnvelope({ session: { kind: 'unattended', door: 'unattended' } }));
    expect(calls).toMatchObject([{ url: 'http://broker/FHIR/R4/Task/$release-unattended' }]);
    expect(entries[0]?.data).toMatchObject({ path: '/FHIR/R4/Task/$release-unattended' });
    expect(calls[0]?.headers).not.toHaveProperty('NHSD-Session-URID');
  });

  it('[BRK-8] both entries are handed over as they were written, without their bytes', async () => {
    const { broker, entries } = setUp(answers('{"a":1}'));
    const { written } = await broker.send(anEnvelope());
    expect(written).toEqual(entries.map(({ bytes: _bytes, ...entry }, i) => ({ ...entry, seq: i + 1 })));
  });

  it('[BRK-1] where the intent cannot be written nothing leaves', async () => {
    const { broker, calls } = setUp(answers(''), { full: true });
    expect((await broker.send(anEnvelope())).fact).toMatchObject({
      kind: 'refused-locally',
      reason: 'journal',
    });
    expect(calls).toEqual([]);
  });

  it('[BRK-2] bytes that are not those that were frozen do not leave', async () => {
    const { broker, calls, entries } = setUp(answers(''));
    const altered = anEnvelope({ body: new TextEncoder().encode('{}') });
    expect((await broker.send(altered)).fact).toMatchObject({ kind: 'refused-locally', reason: 'altered' });
    expect([calls, entries]).toEqual([[], []]);
  });

  it('[BRK-3] only a nominated release goes unattended, the rest needs the person who asked, a release needs room', async () => {
    const { broker, calls, entries } = setUp(answers('{}'));
    const person = { kind: 'person', roleProfileId: '555' } as const;
    const reason = async (change: Partial<Envelope>) => {
      const { fact } = await broker.send(anEnvelope(change));
      return fact.kind === 'refused-locally' ? fact.reason : fact.kind;
    };
    expect(await reason({ operation: 'notification', subject: 'message|1' })).toBe('not-signed-in');
    expect(await reason({ subject: 'release|attended|24F5DA-A83008-7EFE6Z' })).toBe('not-signed-in');
    // A release by id needs a person whatever its subject says of one.
    expect(await reason({ subject: releaseSubject(false, '24F5DA-A83008-7EFE6Z') })).toBe('not-signed-in');
    expect(await reason({ subject: releaseSubject(true, undefined) })).toBe('not-signed-in');
    expect(await reason({ subject: releaseSubject(false, undefined) })).toBe('answered');
    expect(await reason({ operation: 'return', session: person })).toBe('not-signed-in');
    broker.setSession('555');
    expect(await reason({ operation: 'return', session: person })).toBe('answered');
    expect(calls.at(-1)?.headers['NHSD-Session-URID']).toBe('555');
    // Whoever sends it again must act in the same role, so the intent names it.
    expect(entries.at(-2)?.data).toMatchObject({ roleProfileId: '555' });
    broker.setSession(null);
    expect(await reason({ operation: 'return', session: person })).toBe('not-signed-in');
    const tight = setUp(answers('{}'), { room: false });
    expect((await tight.broker.send(anEnvelope())).fact).toMatchObject({ reason: 'no-space' });
  });

  it('[BRK-4] [BRK-9] a time-out, a refused connection and a broken body are told apart and kept', async () => {
    const silent: Fetch = () => new Promise(() => undefined);
    expect((await setUp(silent).broker.send(anEnvelope())).fact).toEqual({
      kind: 'timed-out',
      afterMs: 30_000,
    });
    const refused: Fetch = () => Promise.reject(new Error('net::ERR_CONNECTION_REFUSED'));
    expect((await setUp(refused).broker.send(anEnvelope())).fact).toEqual({
      kind: 'unreachable',
      reason: 'ERR_CONNECTION_REFUSED',
    });
    const broken: Fetch = async () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode('{"resourceType":"Para')),
          pull: (controller) => controller.error(new Error('reset')),
        }),
      );
    const { broker, entries } = setUp(broken);
    expect((await broker.send(anEnvelope())).fact).toMatchObject({
      kind: 'answered',
      headers: { 'x-holdfast-cut': expect.any(String) as string },
    });
    expect(new TextDecoder().decode(entries[1]?.bytes)).toBe('{"resourceType":"Para');
  });

  it('[BRK-4] an endless answer is cut, not swallowed whole', async () => {
    const chunk = new Uint8Array(1024 * 1024);
    const endless: Fetch = async () =>
      new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) }));
    const { fact } = await setUp(endless).broker.send(anEnvelope());
    expect(fact.kind === 'answered' && fact.body.byteLength).toBe(16 * 1024 * 1024);
  });

  it('[BRK-5] keeps only the headers that are read, and no credential reaches the journal', async () => {
    const { broker, entries } = setUp(
      answers('{}', {
        headers: { Date: 'x', 'Retry-After': '7', 'Set-Cookie': 'x=1', 'X-Internal': 'host' },
      }),
    );
    const { fact } = await broker.send(anEnvelope());
    expect(fact.kind === 'answered' && Object.keys(fact.headers).sort()).toEqual([
      'content-type',
      'date',
      'retry-after',
    ]);
    expect(JSON.stringify(entries)).not.toContain('secret');
  });

  it('[BRK-7] without a proof of who asks nothing is written and nothing leaves', async () => {
    const proof = { kind: 'none', reason: 'sign-in-again', sentence: 'Sign in again.' } as const;
    const { broker, entries, calls } = setUp(answers('{}'), { proof });
    expect((await broker.send(anEnvelope())).fact).toMatchObject(
      proof.reason ? { reason: proof.reason } : {},
    );
    expect(entries).toEqual([]);
    expect(calls).toEqual([]);
  });

  it('[BRK-10] an attempt at a message that was recalled does not begin: nothing is written and nothing leaves', async () => {
    const { broker, entries, calls } = setUp(answers('{}'), { recalled: true });
    expect((await broker.send(anEnvelope())).fact).toMatchObject({
      kind: 'refused-locally',
      reason: 'recalled',
    });
    expect(entries).toEqual([]);
    expect(calls).toEqual([]);
  });

  it('[BRK-7] whoever gave the proof hears what the broker made of it', async () => {
    const heard: number[] = [];
    const { broker } = setUp(answers('{}', { status: 401 }), { judged: (status) => heard.push(status) });
    await broker.send(anEnvelope());
    expect(heard).toEqual([401]);
  });
});
