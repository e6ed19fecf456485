import { afterEach, expect, it, vi } from 'vitest';
import { startEngine } from '../../renderer/engine/client';
import { fillIndex, openIndex } from '../../renderer/engine/open-index';
import type { EngineReady, FromEngine, ToEngine } from '../../renderer/engine/protocol';
import { lookOf } from '../../renderer/ui/answer';
import { saidWords } from '../../renderer/ui/said';
import type { Question } from '../../renderer/usecases/commands';
import type { EngineStatus } from '../../renderer/usecases/views';
import { filledWorld } from '../support/filled-world';
import { MemoryJournal } from '../support/memory-journal';
import { forget, testKeys } from '../support/world';

const question = { kind: 'ReadSupplierKey', text: '' } satisfies Question;

/** A Worker that is told what to say. */
class ToldWorker {
  readonly heard: ToEngine[] = [];
  onmessage: ((event: { readonly data: FromEngine }) => void) | null = null;
  onerror: (() => void) | null = null;

  postMessage(message: ToEngine): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.onmessage = null;
    this.onerror = null;
  }
  says(data: FromEngine): void {
    this.onmessage?.({ data });
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The screen's end of an engine, with the Workers that it made and the ports that it waits for. */
const begun = () => {
  const workers: ToldWorker[] = [];
  const ports: ((port: MessagePort) => void)[] = [];
  const engine = startEngine(
    () => {
      const worker = new ToldWorker();
      workers.push(worker);
      return worker as unknown as Worker; // all that the page uses of one
    },
    () => new Promise((done) => ports.push(done)),
  );
  return { engine, workers, ports };
};

it('[STO-2] a question that is asked while the engine begins anew is asked of it once it has begun', async () => {
  const { engine, workers, ports } = begun();
  const { port1, port2 } = new MessageChannel();
  ports[0]?.(port1);
  await Promise.resolve();
  const command = engine.execute({ kind: 'DownloadNow' });
  workers[0]?.says({ kind: 'index-damaged' });
  // It may be in the journal already: nothing is said that is not known.
  const reply = await command;
  expect(reply).toMatchObject({
    code: 'EngineRestarted',
    sentence: 'Holdfast stopped in the middle of this, and cannot say whether it was done.',
  });
  expect(saidWords[lookOf(reply)]).toBe('Attention: ');
  const answer = engine.ask(question);
  ports[1]?.(port2);
  await Promise.resolve();
  const kinds = workers[1]?.heard.map(({ kind }) => kind) ?? [];
  expect(kinds.slice(kinds.indexOf('start'))).toEqual(['start', 'ask']);
  const last = workers[1]?.heard.at(-1);
  if (last?.kind !== 'ask') throw new Error('not asked');
  workers[1]?.says({ kind: 'answered', id: last.id, answer: undefined });
  expect(await answer).toBeUndefined();
  port1.close();
  port2.close();
});

it('[STO-2] an index that engine and screen both find damaged is made anew once', async () => {
  const { engine, workers, ports } = begun();
  const { port1, port2 } = new MessageChannel();
  ports[0]?.(port1);
  await Promise.resolve();
  workers[0]?.says({ kind: 'index-damaged' });
  // The screen still reads the old one.
  engine.mendIndex();
  expect(ports).toHaveLength(2);
  ports[1]?.(port2);
  await Promise.resolve();
  engine.mendIndex();
  expect(workers.map(({ heard }) => heard)).toEqual([
    [{ kind: 'start', rebuild: false }],
    [{ kind: 'start', rebuild: true }],
  ]);
  // Whatever is found once it is there is news again.
  workers[1]?.says({ kind: 'ready', ready: {} as EngineReady }); // nobody reads it here
  engine.mendIndex();
  expect(workers).toHaveLength(3);
  port1.close();
  port2.close();
});

it('[STO-2] an engine whose script does not run is said to have stopped, with what to do', () => {
  const { engine, workers } = begun();
  const seen: EngineStatus[] = [];
  engine.listen({ onReady: () => undefined, onStatus: (status) => seen.push(status) });
  workers[0]?.onerror?.();
  expect(seen).toMatchObject([
    { kind: 'stopped', next: expect.stringContaining('start it again') as string },
  ]);
});

it('[STO-2] a question that cannot be answered is left, and nothing is made up in its place', async () => {
  const said: FromEngine[] = [];
  vi.stubGlobal('postMessage', (message: FromEngine) => said.push(message));
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('onmessage', null);
  await import('../../renderer/engine/worker');
  const scope = globalThis as unknown as {
    readonly onmessage: (event: { readonly data: ToEngine; readonly ports: readonly unknown[] }) => void;
  };
  const refusing = {
    hear: (_event: { readonly data: unknown }): void => undefined,
    addEventListener: (_type: string, hear: (event: { readonly data: unknown }) => void) => {
      refusing.hear = hear;
    },
    start: () => undefined,
    postMessage: ({ id }: { readonly id: number }) =>
      refusing.hear({ data: { id, reply: { ok: false, refusal: { sentence: 'Not now.' } } } }),
  };
  scope.onmessage({ data: { kind: 'ask', id: 1, question }, ports: [] });
  scope.onmessage({ data: { kind: 'start', rebuild: false }, ports: [refusing] });
  scope.onmessage({ data: { kind: 'ask', id: 2, question }, ports: [] });
  scope.onmessage({ data: { kind: 'execute', id: 3, command: { kind: 'DownloadNow' } }, ports: [] });
  await vi.waitFor(() => expect(said).toHaveLength(2));
  expect(said).toMatchObject([
    { kind: 'status', status: { kind: 'stopped', next: expect.stringContaining('disk has room') as string } },
    { kind: 'executed', id: 3, reply: { code: 'NotRunning' } },
  ]);
});

it('[STO-2] an index that the journal does not fill up to its last entry is not taken for whole', async () => {
  const journal = new MemoryJournal();
  const store = { lastSeq: () => 0, project: () => Promise.resolve() };
  const filled = fillIndex({ journal, store }, 1, 'the index was missing', () => undefined);
  await expect(filled).rejects.toThrow('the journal ends before its last entry');
});

it('[STO-2] rows without the mark how far they go are begun anew', async () => {
  const journal = new MemoryJournal();
  const world = await filledWorld('holdfast', journal);
  await world.db.meta.clear();
  world.close();
  const read = (from: number, options: Parameters<MemoryJournal['read']>[1]) => journal.read(from, options);
  const opened = await openIndex({ lastSeq: journal.entries.length, read }, testKeys(), false);
  if (opened.kind !== 'open') throw new Error(opened.kind);
  expect([opened.lastSeq, opened.why, await opened.db.scripts.count()]).toEqual([
    0,
    'the index was damaged',
    0,
  ]);
  opened.db.close();
  await forget('holdfast');
});
