import { createHash } from 'node:crypto';
import type { Spine } from '../../electron/training/spine';
import { isOpen, observe, unobserved, type Connectivity } from '../../renderer/sync/connectivity';
import { InboxRunner, type InboxParts } from '../../renderer/sync/inbox-runner';
import { OutboxRunner } from '../../renderer/sync/outbox-runner';
import { makeSerialQueue } from '../../renderer/sync/serial-queue';
import type { Deps, Who } from '../../renderer/usecases/deps';
import { beginWatch } from '../../renderer/domain/watch/watch';
import { quietSurroundings } from './surroundings';
import { aSite, type now as start } from './builders';
import { FakeTimer } from './fake-timer';
import { FaultyBroker } from './faulty-broker';
import type { MemoryJournal } from './memory-journal';
import type { MemoryStore } from './memory-store';
import { aCopyPort } from './copies';
import { aLock } from './locks';
import { noIdentity } from './no-identity';
import type { Seeded } from '../../electron/training/seeded';
import type { Sent } from './spine-broker';

class Crash extends Error {}

/** What came to pass in a life: messages that were recalled, and attempts that came too late for that. */
export type Seen = { recalled: number; raced: number };

/** What outlives the program: the Spine, the journal, perhaps the index, and the time. */
export type Ground = {
  readonly spine: Spine;
  readonly journal: MemoryJournal;
  store: MemoryStore;
  readonly clock: { at: typeof start };
  readonly sent: Sent[];
};

/** The program between two starts: its own use cases and runners on simulated ports. */
export class Running {
  readonly deps: Deps;
  readonly broker: FaultyBroker;
  readonly timer: FakeTimer;
  readonly inbox: InboxRunner;
  readonly outbox: OutboxRunner;
  readonly queue = makeSerialQueue();
  readonly failures: unknown[] = [];
  /** Steps of ports until it is struck dead; endless where undefined. */
  stepsLeft: number | undefined;
  dead = false;

  constructor(ground: Ground, { next, uuid }: Seeded, random: Seeded, seen: Seen) {
    const { journal, spine, clock } = ground;
    this.broker = new FaultyBroker({
      journal,
      spine,
      now: () => clock.at,
      step: () => this.#step(),
      seeded: random,
    });
    this.timer = new FakeTimer(clock);
    let connectivity: Connectivity = unobserved;
    let wake = (): void => undefined;
    let actor: ReturnType<Who['current']>;
    const store = ground.store.port(() => wake());
    this.deps = {
      journal: {
        append: async (batch, recall) => {
          this.#step();
          const reply = await journal.append(batch, recall);
          this.#step();
          return reply;
        },
        read: async (from, options) => {
          this.#step();
          return journal.read(from, options);
        },
        readOne: (seq, span) => journal.readOne(seq, span),
        status: () => journal.status(),
      },
      store: {
        ...store,
        project: async (entries) => {
          this.#step();
          await store.project(entries);
        },
      },
      broker: this.broker,
      clock: { now: () => clock.at },
      ids: { newId: uuid },
      hash: { sha256Hex: async (bytes) => createHash('sha256').update(bytes).digest('hex') },
      pins: { stretch: async (pin, salt) => `${pin}/${salt}` },
      session: { tellMain: async () => undefined },
      probes: { look: async () => quietSurroundings },
      watching: () => beginWatch(clock.at),
      clockFault: () => undefined,
      kind: 'training',
      locks: aLock(),
      secondCopy: aCopyPort(),
      identity: noIdentity,
      speaks: () => true,
      loopbackAllowed: false,
      chance: next,
      site: aSite,
      terminal: 'T1',
      who: {
        current: () => actor,
        become: (who) => {
          actor = who;
          wake();
        },
      },
    };
    const parts = {
      deps: this.deps,
      queue: this.queue,
      timer: this.timer,
      observed: (...[fact, at]: Parameters<InboxParts['observed']>) => {
        if (fact.kind === 'refused-locally' && fact.reason === 'recalled') seen.raced += 1;
        connectivity = observe(connectivity, fact, at);
      },
      changed: () => undefined,
      failed: (failure: unknown) => {
        if (!(failure instanceof Crash)) this.failures.push(failure);
      },
    };
    this.inbox = new InboxRunner({ ...parts, broker: () => connectivity });
    this.outbox = new OutboxRunner({ ...parts, breakerOpen: () => isOpen(connectivity) });
    wake = () => {
      if (!this.dead) this.outbox.wake();
    };
  }

  #step(): void {
    if (this.stepsLeft !== undefined) this.stepsLeft -= 1;
    if (this.stepsLeft !== undefined && this.stepsLeft <= 0) this.dead = true;
    if (this.dead) throw new Crash();
  }

  /** Lets everything that can go on without time passing go on. */
  async rest(): Promise<void> {
    for (let turn = 0; turn < 12; turn += 1) await new Promise((done) => setImmediate(done));
  }

  async pass(ms: number): Promise<void> {
    this.timer.pass(ms);
    await this.rest();
  }

  /** A deed that the blow may interrupt. */
  async do(deed: () => Promise<unknown>): Promise<void> {
    try {
      await deed();
    } catch (failure) {
      if (!(failure instanceof Crash)) throw failure;
    }
    await this.rest();
  }
}
