import { supplierOf, type Supplier } from '../../electron/drill/supplier';
import { newKey } from '../../electron/packs/keys';
import { Packs } from '../../electron/packs/packs';
import type { SentPack } from '../../electron/training/drills/model';
import { RecordedSpine, type Heard } from '../../electron/training/drills/recorded-spine';
import { Faults } from '../../electron/training/faults';
import { rejected } from '../../electron/training/outcome';
import type { Seeded } from '../../electron/training/seeded';
import type { Spine } from '../../electron/training/spine';
import { makeExecute } from '../../renderer/engine/execute';
import { makeIdentityExecute } from '../../renderer/engine/execute-identity';
import { readPart } from '../../renderer/domain/recovery/read-part';
import { makePacks, type EnginePacks } from '../../renderer/engine/packs';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import { asInstant, type Instant } from '../../renderer/domain/kernel/instant';
import type { Refusal } from '../../renderer/domain/kernel/refusal';
import type { PackPreview } from '../../renderer/domain/recovery/decide-pack';
import type { SupplierKeyFound } from '../../renderer/domain/recovery/decide-trust';
import { makeReads } from '../../renderer/store/reads';
import { InboxRunner } from '../../renderer/sync/inbox-runner';
import { OutboxRunner } from '../../renderer/sync/outbox-runner';
import { makeSerialQueue, type SerialQueue } from '../../renderer/sync/serial-queue';
import { isOpen, observe, unobserved, type Connectivity } from '../../renderer/sync/connectivity';
import { seedTrainingPeople } from '../../renderer/usecases/users/add-person';
import type { Command, CommandOf, Execute, ReplyTo } from '../../renderer/usecases/commands';
import type { Deps } from '../../renderer/usecases/deps';
import type { AttemptFact, PackPort, SendRequest, SendResult } from '../../renderer/usecases/ports';
import type { Reads, WorklistPage, WorklistQuery } from '../../renderer/usecases/views';
import { Smartcard } from '../../renderer/usecases/users/smartcard';
import { FakeTimer } from '../support/fake-timer';
import { MemoryJournal } from '../support/memory-journal';
import { asMainsJournal, packPortOf } from '../support/packs';
import { paths, SpineBroker } from '../support/spine-broker';
import { forget, openWorld, testKeys, type World } from '../support/world';
import { Shelf } from './shelf';

/** More rows than a drill has. */
const mostRows = 2000;
/** How many turns of the program without anything going on make it quiet. */
const calmTurns = 6;

type Held = { readonly requestId: string; readonly open: () => void };

/**
 * The way to the Spine, with a broker that fails as the drill wants it. Attempts wait at a gate and go through one by
 * one, in the order of their ids: so a seed is the same drill again, whatever this computer's threads do.
 */
class Way extends SpineBroker {
  readonly faults: Faults;
  readonly network: { readonly gone: boolean };
  readonly #gate: Held[] = [];
  #through = 0;

  constructor(
    journal: MemoryJournal,
    spine: Spine,
    now: () => Instant,
    { faults, network }: Pick<Stage, 'faults' | 'network'>,
  ) {
    super(journal, spine, now);
    this.faults = faults;
    this.network = network;
  }

  get busy(): boolean {
    return this.#through > 0;
  }

  /** Lets one attempt through the gate; false where none waits. */
  letThrough(): boolean {
    const [first] = this.#gate.sort((a, b) => (a.requestId < b.requestId ? -1 : 1));
    if (!first) return false;
    this.#gate.shift();
    first.open();
    return true;
  }

  override async send(request: SendRequest): Promise<SendResult> {
    await new Promise<void>((open) => this.#gate.push({ requestId: request.requestId, open }));
    this.#through += 1;
    try {
      return await super.send(request);
    } finally {
      this.#through -= 1;
    }
  }

  protected override attempt(request: SendRequest): AttemptFact {
    if (this.network.gone) return { kind: 'unreachable', reason: 'ERR_INTERNET_DISCONNECTED' };
    const fault = this.faults.take(paths[request.operation], new TextDecoder().decode(request.body));
    switch (fault?.kind) {
      case undefined:
        return this.meet(request, 'ok');
      case 'refuse-connection':
        return this.meet(request, 'refused');
      case 'silence':
        return this.meet(request, 'lost-request');
      case 'lose-answer':
        return this.meet(request, 'lost-answer');
      case 'status':
        return this.meet(request, fault.status === 429 ? 'busy' : 'error');
      case 'outcome': {
        const { status, body } = rejected(fault.code ?? 'ERROR');
        return { kind: 'answered', status, headers: {}, bodyText: JSON.stringify(body) };
      }
      default:
        throw new Error(`the drill has no ${fault?.kind}`);
    }
  }
}

/** Counts what is under way inside a port. */
const counted = <T extends object>(port: T, count: (by: 1 | -1) => void): T =>
  new Proxy(port, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== 'function') return found;
      return (...given: readonly unknown[]): unknown => {
        const result: unknown = Reflect.apply(found, target, given);
        if (!(result instanceof Promise)) return result;
        count(1);
        return result.finally(() => count(-1));
      };
    },
  });

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

type Running = {
  readonly deps: Deps;
  readonly world: World;
  readonly reads: Reads;
  readonly way: Way;
  /** How many calls of the index are under way. */
  readonly underWay: () => number;
  readonly queue: ReturnType<typeof countedQueue>;
  readonly timer: FakeTimer;
  readonly inbox: InboxRunner;
  readonly outbox: OutboxRunner;
  readonly packs: EnginePacks;
  readonly execute: Execute;
};

/** The pharmacy's program, the Spine and the broker between them, on one clock that the drill moves. */
export class Stage {
  readonly clock: { at: Instant };
  readonly journal = new MemoryJournal();
  readonly spine: Spine;
  readonly heard: Heard[] = [];
  readonly faults: Faults;
  readonly network = { gone: false };
  readonly failures: unknown[] = [];
  readonly #shelf = new Shelf();
  readonly #pharmacyKey = newKey('X25519');
  readonly #supplier: Promise<Supplier>;
  readonly #name: string;
  readonly #random: Seeded;
  #running: Running | undefined;

  constructor(name: string, beginsAt: number, random: Seeded) {
    this.#name = name;
    this.#random = random;
    this.#supplier = supplierOf(name);
    this.clock = { at: asInstant(beginsAt) };
    this.faults = new Faults(random.next);
    this.spine = new RecordedSpine(
      { now: () => this.clock.at, changed: () => undefined, newId: random.uuid },
      (heard) => this.heard.push(heard),
    );
  }

  get #program(): Running {
    if (!this.#running) throw new Error('the program is closed');
    return this.#running;
  }

  get deps(): Deps {
    return this.#program.deps;
  }

  /** The program starts, on the journal and the index as they were left. */
  async open(): Promise<void> {
    const { journal, spine, clock } = this;
    const world = await openWorld({ journal, spine, name: this.#name, clock });
    const way = new Way(journal, spine, () => clock.at, this);
    let underWay = 0;
    const deps: Deps = {
      ...world.deps,
      store: counted(world.deps.store, (by) => (underWay += by)),
      broker: way,
      ids: { newId: this.#random.uuid },
      chance: this.#random.next,
    };
    const packs = counted(await this.#packPort(), (by) => (underWay += by));
    const reads = makeReads(world.db, await testKeys());
    this.#running = { ...this.#compose(world, deps, packs), reads, way, underWay: () => underWay };
    await this.#running.queue.run(() => seedTrainingPeople(deps));
    this.#running.inbox.start();
    await this.quiet();
  }

  /** Main's side of recovery packs, on the drill's journal. */
  async #packPort(): Promise<PackPort> {
    const { journal } = this;
    const key = await this.#pharmacyKey;
    return packPortOf(new Packs({ key, offers: this.#shelf, journal: asMainsJournal(journal) }));
  }

  /** A file comes from the supplier. */
  async bring(sent: SentPack): Promise<void> {
    const { make } = await this.#supplier;
    this.#shelf.put(sent.name, await make(sent, this.spine.scripts(), await this.#pharmacyKey));
  }

  /** The file with the supplier's public key. */
  async supplierKeyFile(): Promise<string> {
    return (await this.#supplier).keyFile;
  }

  #compose(world: World, deps: Deps, packPort: PackPort): Omit<Running, 'way' | 'reads' | 'underWay'> {
    const queue = countedQueue();
    const timer = new FakeTimer(this.clock);
    let connectivity: Connectivity = unobserved;
    const parts = {
      deps,
      queue,
      timer,
      observed: (fact: AttemptFact, at: Instant) => {
        connectivity = observe(connectivity, fact, at);
      },
      changed: () => undefined,
      failed: (failure: unknown) => this.failures.push(failure),
    };
    const inbox = new InboxRunner({ ...parts, broker: () => connectivity });
    const outbox = new OutboxRunner({ ...parts, breakerOpen: () => isOpen(connectivity) });
    const packs = makePacks({
      deps,
      packs: packPort,
      // Not when it is first needed: a drill is the same again to the last byte.
      readPart: async (text) => readPart(text),
      queue,
      changed: () => undefined,
    });
    const execute = makeExecute({
      deps,
      queue,
      inbox,
      failed: parts.failed,
      identity: makeIdentityExecute({
        ...{ deps, queue, smartcard: new Smartcard(() => undefined) },
        settingsChanged: async () => undefined,
        signedIn: () => inbox.wake(),
      }),
      packs,
    });
    return { deps, world, queue, timer, inbox, outbox, packs, execute };
  }

  /** The program ends, as at closing time. */
  async close(): Promise<void> {
    await this.quiet();
    this.#program.world.close();
    this.#running = undefined;
  }

  /** Nothing is left of the index. */
  end(): Promise<void> {
    return forget(this.#name);
  }

  /** Carries out a command, and lets everything come to rest that follows from it. */
  async execute<K extends Command['kind']>(
    command: { readonly kind: K } & CommandOf<K>,
  ): Promise<ReplyTo<K>> {
    const reply = this.#program.execute<K>(command);
    await this.quiet();
    this.#program.outbox.wake();
    await this.quiet();
    return reply;
  }

  /** What a pack says of itself, before anything of it is used. */
  async preview(name: string): Promise<PackPreview | Refusal> {
    const answer = this.#program.packs.ask({ kind: 'PreviewPack', offerId: name, name });
    await this.quiet();
    return (await answer) as PackPreview | Refusal; // what this question is answered with
  }

  /** What a supplier's key file holds. */
  async readKey(text: string): Promise<SupplierKeyFound | undefined> {
    const answer = this.#program.packs.ask({ kind: 'ReadSupplierKey', text });
    return (await answer) as SupplierKeyFound | undefined; // what this question is answered with
  }

  /** The worklist as its tab shows it, in its order. */
  async worklist(tab: WorklistQuery['tab']): Promise<readonly IssueKey[]> {
    const { reads } = this.#program;
    const page = await new Promise<WorklistPage>((found) => {
      let end = (): void => undefined;
      end = reads.worklist({ tab, limit: mostRows }, (first) => {
        setImmediate(() => end());
        found(first);
      });
    });
    return page.rows.map(({ key }) => key);
  }

  /** Until nothing goes on that needs no time. */
  async quiet(): Promise<void> {
    const { queue, way, underWay } = this.#program;
    for (let calm = 0; calm < calmTurns;) {
      await new Promise((turn) => setImmediate(turn));
      calm = queue.busy() || underWay() > 0 || way.busy ? 0 : calm + 1;
      if (calm === calmTurns && way.letThrough()) calm = 0;
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
