import { describe, expect, it } from 'vitest';
import { probe } from '../../electron/broker/probe';
import { post } from '../../electron/broker/transport';
import { deadlineIn } from '../../electron/system/deadline';
import { inTime } from '../../electron/identity/in-time';

/** Hears of no signal, as Electron's `fetch` does once what carried it was collected. */
const never = (): Promise<Response> => new Promise(() => undefined);
/** Begins to answer and never ends. */
const endless = async (): Promise<Response> =>
  new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([123])) }));

const connectTo = (fetch: () => Promise<Response>) => {
  let released = 0;
  return {
    connect: async () => ({ fetch, release: () => void (released += 1) }),
    released: () => released,
  };
};
const soon = () => deadlineIn(20);
const request = { url: 'http://broker/x', headers: {}, body: new Uint8Array() };

describe('[BRK-9] a wait ends by a clock of our own', () => {
  it('of a message that nobody answers, or only begins to answer; its connection is given back', async () => {
    const silent = connectTo(never);
    expect(await post(silent.connect, request, soon)).toEqual({ kind: 'timed-out', afterMs: 30_000 });
    const dripping = connectTo(endless);
    expect(await post(dripping.connect, request, soon)).toMatchObject({
      kind: 'answered',
      headers: { 'x-holdfast-cut': expect.any(String) as string },
    });
    expect([silent.released(), dripping.released()]).toEqual([1, 1]);
  });

  it('of a probe', async () => {
    for (const fetch of [never, endless]) {
      const asked = connectTo(fetch);
      expect(await probe(asked.connect, 'http://broker/_probe', { now: () => 0, wall: () => 0 }, 20)).toEqual(
        { kind: 'timed-out' },
      );
      expect(asked.released()).toBe(1);
    }
  });

  it('of a sign-in, which fails as if nobody were there', async () => {
    await expect(inTime(never, 20)('https://cis2/')).rejects.toThrow(TypeError);
    await expect(inTime(endless, 20)('https://cis2/')).rejects.toThrow(TypeError);
  });

  it('what comes in time is handed on as it came, and nobody below hears of a signal', async () => {
    const heard: (RequestInit | undefined)[] = [];
    const ask = inTime(async (_url, init) => {
      heard.push(init);
      return new Response('{"a":1}', { status: 201, headers: { 'x-a': 'b' } });
    }, 5_000);
    const answer = await ask('https://cis2/', { method: 'POST', signal: AbortSignal.timeout(5_000) });
    expect([answer.status, answer.headers.get('x-a'), await answer.text()]).toEqual([201, 'b', '{"a":1}']);
    expect(heard).toEqual([{ method: 'POST' }]);
    const empty = inTime(async () => new Response(null, { status: 204 }), 5_000);
    expect((await empty('https://cis2/')).status).toBe(204);
  });
});
