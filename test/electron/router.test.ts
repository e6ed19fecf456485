import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channels } from '../../electron/contract/channels';
import { makeRouter, NotReady, type Handlers } from '../../electron/ipc/router';

const setUp = (fail?: Error) => {
  const done: string[] = [];
  const defects: string[] = [];
  const handle = (name: string) => async () => {
    if (fail) throw fail;
    done.push(name);
    return null;
  };
  const handlers = Object.fromEntries(
    Object.keys(channels).map((name) => [name, handle(name)]),
  ) as unknown as Handlers;
  return { route: makeRouter(handlers, (name) => defects.push(name)), done, defects };
};

describe('IPC', () => {
  it('[IPC-1] refuses an unknown channel, a wrong caller and a bad payload before anything is done', async () => {
    const { route, done } = setUp();
    const code = async (...call: Parameters<typeof route>) => {
      const reply = await route(...call);
      return reply.ok ? 'ok' : reply.refusal.code;
    };
    expect(await code(undefined, 'start.state', undefined)).toBe('sender');
    expect(await code('screen', 'journal.append', [])).toBe('sender');
    expect(await code('engine', 'start.unlock', { passphrase: 'x' })).toBe('sender');
    expect(await code('screen', 'toString', undefined)).toBe('channel');
    expect(await code('screen', '__proto__', undefined)).toBe('channel');
    expect(await code('engine', 'journal.append', [])).toBe('payload');
    expect(await code('engine', 'journal.read-one', -1)).toBe('payload');
    expect(done).toEqual([]);
    expect(await code('screen', 'start.state', undefined)).toBe('ok');
  });

  it('[IPC-1] whatever is sent, a reply comes and nothing malformed gets through', async () => {
    const { route } = setUp();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<'screen' | 'engine'>('screen', 'engine'),
        fc.oneof(fc.constantFrom(...Object.keys(channels)), fc.anything()),
        fc.anything(),
        async (caller, name, payload) => {
          const reply = await route(caller, name, payload);
          if (!reply.ok) expect(reply.refusal.sentence).not.toBe('');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('[IPC-2] what nobody answers yet is refused with a sentence', async () => {
    const route = makeRouter({ 'window.quit': async () => null }, () => undefined);
    const reply = await route('screen', 'start.state', undefined);
    expect(reply.ok || reply.refusal).toMatchObject({ code: 'not-ready', sentence: 'No profile is open.' });
    expect(await route('screen', 'window.quit', undefined)).toEqual({ ok: true, value: null });
  });

  it('[IPC-2] a failure becomes a sentence and never shows itself', async () => {
    const defect = setUp(new Error('OKAFOR, Chidi'));
    const reply = await defect.route('screen', 'start.state', undefined);
    expect(reply.ok || reply.refusal.code).toBe('failed');
    expect(JSON.stringify(reply)).not.toContain('OKAFOR');
    expect(defect.defects).toEqual(['start.state']);
    const early = await setUp(new NotReady('Not yet.')).route('screen', 'start.state', undefined);
    expect(early.ok || early.refusal.code).toBe('not-ready');
  });
});
