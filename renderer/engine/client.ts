import type { DrillClock } from '../platform/paced-clock';
import { requestEnginePort } from '../platform/bridge';
import type { Answers, Command, CommandReply, EngineClient, Question } from '../usecases/commands';
import type { EngineStatus } from '../usecases/views';
import { notKnown } from './not-known';
import type { EngineReady, FromEngine, ToEngine } from './protocol';
import { engineStopped } from './stopped';

type Listeners = {
  readonly onReady: (ready: EngineReady) => void;
  readonly onStatus: (status: EngineStatus) => void;
};

/** `listen` says at once what was said last, and from then on whatever is new; it answers with its end. */
export type Engine = EngineClient & {
  readonly setClock: (clock: DrillClock) => void;
  /** The screen found that the index is damaged: an engine is begun that makes it anew. */
  readonly mendIndex: () => void;
  readonly listen: (listeners: Listeners) => () => void;
};

/** Tells whoever listens, and whoever comes later what was said last. */
const whatIsSaid = (): Listeners & Pick<Engine, 'listen'> => {
  let ready: EngineReady | undefined;
  let status: EngineStatus | undefined;
  const listening = new Set<Listeners>();
  return {
    onReady: (said) => {
      ready = said;
      for (const { onReady } of listening) onReady(said);
    },
    onStatus: (said) => {
      status = said;
      for (const { onStatus } of listening) onStatus(said);
    },
    listen: (listeners) => {
      listening.add(listeners);
      if (ready) listeners.onReady(ready);
      if (status) listeners.onStatus(status);
      return () => listening.delete(listeners);
    },
  };
};

/** The engine as the screen has it: a Worker that is begun anew, with a new index, when its index is damaged. */
export const startEngine = (makeWorker: () => Worker, requestPort = requestEnginePort): Engine => {
  let worker: Worker | undefined;
  let nextId = 1;
  /** The index is being made anew: what the screen still finds in the old one is no news. */
  let anew = false;
  const said = whatIsSaid();
  const commands = new Map<number, (reply: CommandReply) => void>();
  const questions = new Map<number, { ask: ToEngine; done: (answer: unknown) => void }>();

  const hear = (message: FromEngine): void => {
    switch (message.kind) {
      case 'ready':
        anew = false;
        return said.onReady(message.ready);
      case 'status':
        return said.onStatus(message.status);
      case 'executed':
        commands.get(message.id)?.(message.reply);
        commands.delete(message.id);
        return;
      case 'answered':
        questions.get(message.id)?.done(message.answer);
        questions.delete(message.id);
        return;
      case 'index-damaged':
        void begin(true);
    }
  };

  const say = (message: ToEngine): void => worker?.postMessage(message);

  const begin = async (rebuild: boolean): Promise<void> => {
    worker?.terminate();
    anew = rebuild;
    for (const done of commands.values()) done(notKnown('EngineRestarted'));
    commands.clear();
    // Its script is fetched and read while main opens the profile.
    worker = makeWorker();
    worker.onmessage = (event: MessageEvent<FromEngine>) => hear(event.data);
    // A part of its script that is not there, or one that throws where nobody waits: the Worker itself says nothing.
    worker.onerror = () => said.onStatus(engineStopped);
    const port = await requestPort();
    worker.postMessage({ kind: 'start', rebuild } satisfies ToEngine, [port]);
    // Whoever asked still waits, also who asked meanwhile; a question changes nothing, so it is asked of the new one.
    for (const { ask } of questions.values()) say(ask);
  };

  const send = <T>(command: Command): Promise<T> =>
    new Promise((done) => {
      const id = nextId++;
      // The engine answers each command with its own kind of reply.
      commands.set(id, (reply) => done(reply as T));
      say({ kind: 'execute', id, command });
    });

  void begin(false);
  return {
    execute: (command) => send(command),
    ask: <Q extends Question>(question: Q) =>
      new Promise<Answers[Q['kind']]>((done) => {
        const id = nextId++;
        const ask = { kind: 'ask', id, question } as const;
        // The engine answers each question with its own kind of answer.
        questions.set(id, { ask, done: (answer) => done(answer as Answers[Q['kind']]) });
        say(ask);
      }),
    setClock: (clock) => say({ kind: 'clock', clock }),
    mendIndex: () => (anew ? undefined : void begin(true)),
    listen: said.listen,
  };
};
