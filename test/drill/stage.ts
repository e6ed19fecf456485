import { isJson, type Json } from '../../electron/training/json';
import { Spine } from '../../electron/training/spine';
import { makeExecute } from '../../renderer/engine/execute';
import { asInstant, type Instant } from '../../renderer/domain/kernel/instant';
import { refuse } from '../../renderer/domain/kernel/refusal';
import { InboxRunner } from '../../renderer/sync/inbox-runner';
import { OutboxRunner } from '../../renderer/sync/outbox-runner';
import { makeSerialQueue, type SerialQueue } from '../../renderer/sync/serial-queue';
import { isOpen, observe, unobserved, type Connectivity } from '../../renderer/sync/connectivity';
import { seedTrainingPeople } from '../../renderer/usecases/add-person';
import type { Command, CommandReply } from '../../renderer/usecases/commands';
import type { Deps } from '../../renderer/usecases/deps';
import type { AttemptFact, SendRequest } from '../../renderer/usecases/ports';
import { makeSignIn } from '../../renderer/usecases/sign-in';
import { FakeTimer } from '../support/fake-timer';
import { MemoryJournal } from '../support/memory-journal';
import type { Seeded } from '../support/seeded';
import { SpineBroker, type Weather } from '../support/spine-broker';
import { forget, openWorld, type World } from '../support/world';

/** What reached the Spine, and how it answered. */
export type Heard = {
  readonly path: string;
  readonly body: Json;
  readonly status: number;
  readonly replay: boolean;
};

/** The training Spine, with a record of everything that reached it. */
class RecordedSpine extends Spine {
  readonly heard: Heard[] = [];

  override handle(path: string, body: unknown, requestId = '') {
    const handled = super.handle(path, body, requestId);
    if (isJson(body)) this.heard.push({ path, body, status: handled.answer.status, replay: handled.replay });
    return handled;
  }
}

const troubles: readonly Weather[] = ['lost-answer', 'lost-answer', 'busy', 'error', 'lost-request'];

/** The way to the Spine through a broker that is dead, in trouble, or well. */
class Way extends SpineBroker {
  dead = false;
  /** Share of attempts that meet trouble. */
  trouble = 0;
  underWay = 0;
  seeded: Seeded | undefined;

  protected override async attempt(request: SendRequest): Promise<AttemptFact> {
    this.underWay += 1;
    try {
      if (this.dead) return { kind: 'unreachable', reason: 'ERR_CONNECTION_REFUSED' };
      if (this.seeded?.chance(this.trouble)) this.weather.push(this.seeded.pick(troubles));
      return await super.attempt(request);
    } finally {
      this.underWay -= 1;
    }
  }
}

/** A queue of which one can see whether it works. */
const countedQueue = (): SerialQueue & { readonly busy: () => boolean } => {
  const queue = makeSerialQueue();
  let waiting = 0;
  return {
    busy: () => waiting > 0,
    run: (task) => {
      waiting += 1;
      return queue.run(task).finally(() => {
        waiting -= 1;
      });
    },
  };
};

const noPacks = () =>
  Promise.resolve(refuse('NoPacks', 'PCK-19', 'A drill reads no packs.', 'Read it in the program.'));

type Running = {
  readonly deps: Deps;
  readonly world: World;
  readonly queue: ReturnType<typeof countedQueue>;
  readonly timer: FakeTimer;
  readonly inbox: InboxRunner;
  readonly outbox: OutboxRunner;
  readonly execute: (command: Command) => Promise<CommandReply>;
};

/** The pharmacy's program, the Spine and the broker between them, on one clock that the drill moves. */
export class Stage {
  readonly clock: { at: Instant };
  readonly journal = new MemoryJournal();
  readonly spine: RecordedSpine;
  readonly failures: unknown[] = [];
  readonly #name: string;
  readonly #random: Seeded;
  #running: Running | undefined;
  #dead = false;
  #trouble = 0;

  constructor(name: string, beginsAt: number, random: Seeded) {
    this.#name = name;
    this.#random = random;
    this.clock = { at: asInstant(beginsAt) };
    this.spine = new RecordedSpine({ now: () => this.clock.at, changed: () => undefined });
  }

  get #program(): Running {
    if (!this.#running) throw new Error('the program is closed');
    return this.#running;
  }

  get deps(): Deps {
    return this.#program.deps;
  }

  /** How the broker is from now on. */
  broker(state: { readonly dead: boolean; readonly trouble: number }): void {
    this.#dead = state.dead;
    this.#trouble = state.trouble;
    this.#apply();
  }

  #apply(): void {
    if (!this.#running) return;
    const way = this.#running.deps.broker as Way; // made in `open`
    way.dead = this.#dead;
    way.trouble = this.#trouble;
  }

  /** The program starts, on the journal and the index as they were left. */
  async open(): Promise<void> {
    const { journal, spine, clock } = this;
    const world = await openWorld({ journal, spine, name: this.#name, clock });
    const way = new Way(journal, spine, () => clock.at);
    way.seeded = this.#random;
    const deps: Deps = {
      ...world.deps,
      broker: way,
      ids: { newId: this.#random.uuid },
      chance: this.#random.next,
    };
    this.#running = this.#compose(world, deps);
    this.#apply();
    await this.#running.queue.run(() => seedTrainingPeople(deps));
    this.#running.inbox.start();
    await this.quiet();
  }

  #compose(world: World, deps: Deps): Running {
    const queue = countedQueue();
    const timer = new FakeTimer(this.clock);
    let connectivity: Connectivity = unobserved;
    const parts = {
      deps,
      queue,
      timer,
      observed: (fact: AttemptFact) => {
        connectivity = observe(connectivity, fact);
      },
      changed: () => undefined,
      failed: (failure: unknown) => this.failures.push(failure),
    };
    const inbox = new InboxRunner(parts);
    const outbox = new OutboxRunner({ ...parts, breakerOpen: () => isOpen(connectivity) });
    const withPin = makeSignIn();
    const execute = makeExecute({
      deps,
      queue,
      inbox,
      identity: {
        signIn: (userId, pin) => queue.run(() => withPin(deps, userId, pin, (actor) => actor)),
        execute: noPacks,
      },
      packs: {
        progress: () => undefined,
        begin: () => Promise.resolve(),
        finish: () => Promise.resolve(),
        execute: noPacks,
        ask: noPacks,
      },
    });
    return { deps, world, queue, timer, inbox, outbox, execute };
  }

  /** The program ends, as at closing time. */
  async close(): Promise<void> {
    await this.quiet();
    this.#program.world.close();
    this.#running = undefined;
  }

  async end(): Promise<void> {
    await this.close();
    await forget(this.#name);
  }

  async execute(command: Command): Promise<CommandReply> {
    const reply = await this.#program.execute(command);
    this.#program.outbox.wake();
    return reply;
  }

  /** Until nothing goes on that needs no time. */
  async quiet(): Promise<void> {
    const { queue, inbox, deps } = this.#program;
    const way = deps.broker as Way; // made in `open`
    for (let calm = 0; calm < 6;) {
      await new Promise((turn) => setImmediate(turn));
      calm = queue.busy() || inbox.status.busy || way.underWay > 0 ? 0 : calm + 1;
    }
  }

  async pass(ms: number): Promise<void> {
    if (!this.#running) {
      this.clock.at = asInstant(this.clock.at + ms);
      return;
    }
    this.#running.timer.pass(ms);
    this.#running.outbox.wake();
    await this.quiet();
  }
}
