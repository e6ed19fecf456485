import { refuse } from '../domain/kernel/refusal';
import { engineFailed } from './failed';
import { notKnown } from './not-known';
import { openEngine } from './open-engine';
import type { Running } from './opened';
import type { FromEngine, ToEngine } from './protocol';

/** The part of a Worker's own scope that is used; the compiler's page types do not have it. */
type WorkerScope = {
  readonly postMessage: (message: FromEngine) => void;
  readonly addEventListener: (
    type: 'unhandledrejection',
    listener: (event: PromiseRejectionEvent) => void,
  ) => void;
  onmessage: ((event: MessageEvent<ToEngine>) => void) | null;
};
const scope = globalThis as unknown as WorkerScope; // this bundle runs in a Worker only

const say = (message: FromEngine): void => scope.postMessage(message);

// A runner's failure has nobody waiting for it; it must not pass in silence.
scope.addEventListener('unhandledrejection', (event) => engineFailed(event.reason, say));

let running: Promise<Running | undefined> = Promise.resolve(undefined);

const execute = async (id: number, message: Extract<ToEngine, { kind: 'execute' }>): Promise<void> => {
  const engine = await running;
  const reply = engine
    ? await engine.execute(message.command).catch((failure: unknown) => {
        engineFailed(failure, say);
        return notKnown('Failed');
      })
    : refuse('NotRunning', 'STO-2', 'Holdfast is not ready yet.', 'Wait until it has started.');
  say({ kind: 'executed', id, reply });
};

/** What cannot be answered is left: the next engine is asked again, or the window says why this one has stopped. */
const ask = async (id: number, message: Extract<ToEngine, { kind: 'ask' }>): Promise<void> => {
  const engine = await running;
  if (!engine) return;
  try {
    say({ kind: 'answered', id, answer: await engine.ask(message.question) });
  } catch (failure) {
    engineFailed(failure, say);
  }
};

scope.onmessage = (event: MessageEvent<ToEngine>) => {
  const { data } = event;
  switch (data.kind) {
    case 'start': {
      const [port] = event.ports;
      if (port) running = openEngine({ port, rebuild: data.rebuild, say });
      return;
    }
    case 'execute':
      void execute(data.id, data);
      return;
    case 'ask':
      void ask(data.id, data);
      return;
    case 'clock':
      void running.then((engine) => engine?.setClock(data.clock));
  }
};
