import type { DrillClock } from '../platform/paced-clock';
import { requestEnginePort } from '../platform/bridge';
import { workerUrl } from '../platform/worker-url';
import { refuse } from '../domain/kernel/refusal';
import type { Answers, CommandReply, EngineClient, Question } from '../usecases/commands';
import type { EngineStatus } from '../usecases/views';
import type { EngineReady, FromEngine, ToEngine } from './protocol';

export type Engine = EngineClient & {
  readonly setClock: (clock: DrillClock) => void;
  readonly end: () => void;
};

type Listeners = {
  readonly onReady: (ready: EngineReady) => void;
  readonly onStatus: (status: EngineStatus) => void;
};

const notNow = (): CommandReply =>
  refuse(
    'EngineRestarted',
    'STO-2',
    'Holdfast began anew before this was done.',
    'Look at the script: if it is unchanged, do it again.',
  );

const url = workerUrl('engine.js');

/** The engine as the screen has it: a Worker that is begun anew, with a new index, when its index is damaged. */
export const startEngine = ({ onReady, onStatus }: Listeners): Engine => {
  let worker: Worker | undefined;
  let nextId = 1;
  const commands = new Map<number, (reply: CommandReply) => void>();
  const questions = new Map<number, (answer: unknown) => void>();

  const hear = (message: FromEngine): void => {
    switch (message.kind) {
      case 'ready':
        return onReady(message.ready);
      case 'status':
        return onStatus(message.status);
      case 'executed':
        commands.get(message.id)?.(message.reply);
        commands.delete(message.id);
        return;
      case 'answered':
        questions.get(message.id)?.(message.answer);
        questions.delete(message.id);
        return;
      case 'index-damaged':
        void begin(true);
    }
  };

  const say = (message: ToEngine): void => worker?.postMessage(message);

  const begin = async (rebuild: boolean): Promise<void> => {
    worker?.terminate();
    for (const done of commands.values()) done(notNow());
    commands.clear();
    const port = await requestEnginePort();
    worker = new Worker(url, { name: 'engine' });
    worker.onmessage = (event: MessageEvent<FromEngine>) => hear(event.data);
    worker.postMessage({ kind: 'start', rebuild } satisfies ToEngine, [port]);
  };

  void begin(false);
  return {
    execute: (command) =>
      new Promise((done) => {
        const id = nextId++;
        commands.set(id, done);
        say({ kind: 'execute', id, command });
      }),
    ask: <Q extends Question>(question: Q) =>
      new Promise<Answers[Q['kind']]>((done) => {
        const id = nextId++;
        // The engine answers each question with its own kind of answer.
        questions.set(id, (answer) => done(answer as Answers[Q['kind']]));
        say({ kind: 'ask', id, question });
      }),
    setClock: (clock) => say({ kind: 'clock', clock }),
    end: () => worker?.terminate(),
  };
};
