import type { Script } from '../../electron/training/model';
import type { DomainEvent } from '../../renderer/domain/events';
import { asPrescriptionId, type IssueKey, type PrescriptionId } from '../../renderer/domain/kernel/ids';
import { refuse } from '../../renderer/domain/kernel/refusal';
import type { ProfileKind } from '../../renderer/domain/settings/model';
import type { Role } from '../../renderer/domain/users/model';
import { makeExecute } from '../../renderer/engine/execute';
import { makeIdentityExecute } from '../../renderer/engine/execute-identity';
import { makePacks } from '../../renderer/engine/packs';
import { unobserved } from '../../renderer/sync/connectivity';
import { InboxRunner } from '../../renderer/sync/inbox-runner';
import { makeSerialQueue } from '../../renderer/sync/serial-queue';
import { seedTrainingPeople } from '../../renderer/usecases/users/add-person';
import type { CollectionName, CollectionStates } from '../../renderer/usecases/collections';
import type { Command, CommandReply } from '../../renderer/usecases/commands';
import { commit } from '../../renderer/usecases/commit';
import { Smartcard } from '../../renderer/usecases/users/smartcard';
import { anActor, aSite } from './builders';
import { importAll, keyOf, scan, stuck } from './desk-world';
import { FakeTimer } from './fake-timer';
import { MemoryJournal } from './memory-journal';
import { download } from './on-the-way';
import { sendDue } from './send-due';
import { aSpine, forget, openWorld, type World } from './world';

/** A supplier's key, by the text of its file. */
export const keyIn = (text: string) => ({ kid: `kid-${text}`, x: `x-${text}`, fingerprint: `print-${text}` });

const nothingOffered = () =>
  Promise.resolve(refuse('OfferGone', 'PCK-1', 'Nothing is offered.', 'Open it again.'));
const packPort = {
  open: nothingOffered,
  storePart: nothingOffered,
  readKey: async (text: string) => keyIn(text),
  watch: async () => true,
};

/** Asks when it is told to, and not by itself. */
class AtRest extends InboxRunner {
  override wake(): void {
    // Nothing of what waits in the queue is asked for here.
  }
}

/** Whatever is done goes through the engine's one door. */
const doorOf = ({ deps, clock }: World): ((command: Command) => Promise<CommandReply>) => {
  const queue = makeSerialQueue();
  const failed = (failure: unknown): void => {
    throw failure;
  };
  const quiet = { observed: () => undefined, changed: () => undefined, failed };
  const broker = () => unobserved;
  const inbox = new AtRest({ deps, queue, timer: new FakeTimer(clock), broker, ...quiet });
  const identity = makeIdentityExecute({
    ...{ deps, queue, smartcard: new Smartcard(() => undefined) },
    settingsChanged: async () => undefined,
    signedIn: () => undefined,
  });
  const readPart = () => Promise.reject(new Error('no pack is read here'));
  const packs = makePacks({ deps, packs: packPort, readPart, queue, changed: () => undefined });
  const execute = makeExecute({ deps, queue, inbox, identity, packs, failed });
  return async (command) => {
    const reply = await execute(command);
    // A scan is answered before the index shows it.
    await queue.run(() => Promise.resolve());
    return reply;
  };
};

let benches = 0;

/** A pharmacy with all that the engine can be asked to do, soon brought to where a command makes sense. */
export class CommandBench {
  readonly journal = new MemoryJournal();
  readonly spine = aSpine(1);
  readonly #name = `commands-${(benches += 1)}`;
  #world: World | undefined;
  execute: (command: Command) => Promise<CommandReply> = () => Promise.reject(new Error('not open'));

  static async open(kind: ProfileKind = 'training'): Promise<CommandBench> {
    const bench = new CommandBench();
    await bench.openAs(kind);
    return bench;
  }
  /** The same journal and index, as a profile of another kind would have them. */
  async openAs(kind: ProfileKind): Promise<void> {
    const { journal, spine } = this;
    const clock = this.#world?.clock;
    this.#world?.close();
    this.#world = await openWorld({ journal, spine, name: this.#name, kind, ...(clock ? { clock } : {}) });
    this.execute = doorOf(this.#world);
    await this.as('pharmacist');
  }
  get world(): World {
    if (!this.#world) throw new Error('not open');
    return this.#world;
  }
  async close(): Promise<void> {
    this.world.close();
    await forget(this.#name);
  }

  /** Somebody of this role sits down, or nobody does. */
  async as(role: Role | undefined): Promise<void> {
    await seedTrainingPeople(this.world.deps);
    this.world.deps.who.become(role && anActor(role));
  }
  /** What must succeed on the way. */
  async do(...commands: readonly Command[]): Promise<void> {
    for (const command of commands) {
      const reply = await this.execute(command);
      if (reply.kind === 'refused') throw new Error(`${command.kind}: ${reply.sentence}`);
    }
  }
  write(...events: readonly DomainEvent[]): Promise<unknown> {
    return commit(
      this.world.deps,
      'x',
      events.map((event) => ({ event })),
    );
  }
  /** The newest of a sealed list. */
  async only<T extends CollectionName>(table: T): Promise<CollectionStates[T]> {
    const tabs = ['to-decide', 'open', 'refused', 'closed'];
    const found = (await Promise.all(tabs.map((tab) => this.world.deps.store.loadTab(table, tab)))).flat();
    if (!found[0]) throw new Error(`nothing in ${table}`);
    return found[0];
  }

  /** A script comes, and is taken through so many steps of its work. */
  async script(steps = 0): Promise<IssueKey> {
    await download(this.world);
    const key = this.key();
    const work = ['CheckPrescription', 'AssemblePrescription', 'AccuracyCheckPrescription', 'SupplyInFull'];
    for (const kind of work.slice(0, steps)) await this.do({ kind, key } as Command); // one of these, which need no more
    return key;
  }
  #first(): Script {
    const [script] = this.spine.scripts();
    if (!script) throw new Error('no script');
    return script;
  }
  key(): IssueKey {
    return keyOf(this.#first());
  }
  shortId(): PrescriptionId {
    return asPrescriptionId(this.#first().shortId);
  }
  /** Handed out, and told. */
  async told(): Promise<IssueKey> {
    const key = await this.script(4);
    await sendDue(this.world);
    return key;
  }
  /** Out of a pack, without the broker. */
  async offline(): Promise<IssueKey> {
    const [script] = stuck(this.spine, 1);
    if (!script) throw new Error('no script');
    await importAll(this.world, [script]);
    await scan(this.world, script.shortId);
    return keyOf(script);
  }
  /** The prescriber sends the script once more, and it comes. */
  async again(): Promise<void> {
    this.spine.sendAgain(this.shortId(), aSite.ods);
    await download(this.world);
  }
}
