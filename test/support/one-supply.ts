import type { Spine } from '../../electron/training/spine';
import { asPrescriptionId, type IssueKey } from '../../renderer/domain/kernel/ids';
import { readWall } from '../../renderer/domain/kernel/instant';
import { holdCauses } from '../../renderer/domain/prescriptions/holds';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import type { ReissueState } from '../../renderer/domain/reissue/model';
import { hasLeft, isWithUs } from '../../renderer/domain/reissue/rule';
import { stillGuards, type UnscriptedState } from '../../renderer/domain/unscripted/model';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { settleOpenPairs } from '../../renderer/usecases/registers/pairs-hear';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { aSite, anActor } from './builders';
import { importAll, scan, stuck } from './desk-world';
import { MemoryJournal } from './memory-journal';
import { MemoryStore } from './memory-store';
import { download, supply } from './on-the-way';
import { sendDue } from './send-due';
import { asked } from './supplies';
import { stepsOfWork } from './wishes';
import { aSpine, forget, later, openInMemory, openWorld, type World } from './world';

export const deedsOfOneSupply = [
  ...([
    'download',
    'download',
    'send-again',
    'from-a-pack',
    'from-a-pack',
    'ask',
    'undo',
    'register',
  ] as const),
  ...([
    'supply',
    'supply',
    'outbox',
    'outbox',
    'owe',
    'return',
    'withdraw',
    'record',
    'match',
    'match',
  ] as const),
  ...(['correct', 'decide', 'confirm', 'look', 'day', 'restart'] as const),
  ...(['mark', 'leave', 'reopen'] as const),
] as const;
/** What is done about two scripts for one supply, by whoever closes pairs and opens them again. */
export const deedsOfPairs: readonly Deed['do'][] = [
  ...(['from-a-pack', 'send-again', 'download', 'undo', 'undo', 'register', 'supply', 'supply'] as const),
  ...([
    'decide',
    'decide',
    'mark',
    'leave',
    'leave',
    'leave',
    'reopen',
    'reopen',
    'outbox',
    'return',
  ] as const),
];
export type Deed = { readonly do: (typeof deedsOfOneSupply)[number]; readonly which: number };

const tabs = ['to-decide', 'open', 'closed'];

/** A pharmacy with one patient, whose one script is sent again and again. No `name`: its index is in memory. */
export class OneSupply {
  readonly spine: Spine = aSpine(1);
  readonly journal = new MemoryJournal();
  #world: Omit<World, 'db' | 'close'> | undefined;
  #close = (): void => undefined;

  private constructor(readonly name: string | undefined) {}

  static async open(name?: string): Promise<OneSupply> {
    const all = new OneSupply(name);
    await all.#open();
    await download(all.world);
    return all;
  }
  get world(): Omit<World, 'db' | 'close'> {
    if (!this.#world) throw new Error('not open');
    return this.#world;
  }
  async #open(): Promise<void> {
    const clock = this.#world ? { clock: this.#world.clock } : {};
    const parts = { journal: this.journal, spine: this.spine, ...clock };
    if (this.name === undefined) this.#world = await openInMemory(parts, new MemoryStore());
    else {
      const world = await openWorld({ ...parts, name: this.name });
      this.#close = world.close;
      this.#world = world;
    }
    this.world.deps.who.become(anActor());
  }
  async end(): Promise<void> {
    this.#close();
    if (this.name !== undefined) await forget(this.name);
  }
  /** Ends, loses the index, and begins again. */
  async restart(): Promise<void> {
    await this.end();
    await this.#open();
  }

  async scripts(): Promise<readonly PrescriptionState[]> {
    const ids = this.spine.scripts().map(({ shortId }) => asPrescriptionId(shortId));
    return (await Promise.all(ids.map((id) => this.world.deps.store.findByShortId(id)))).flat();
  }
  async pairs(): Promise<readonly ReissueState[]> {
    const { store } = this.world.deps;
    return (await Promise.all(tabs.map((tab) => store.loadTab('reissues', tab)))).flat();
  }
  /** Those that no other has corrected. */
  async entries(): Promise<readonly UnscriptedState[]> {
    const { store } = this.world.deps;
    const all = (await Promise.all(tabs.map((tab) => store.loadTab('unscripted', tab)))).flat();
    return all.filter(({ correctedBy }) => !correctedBy);
  }
  async everything() {
    return [await this.scripts(), await this.pairs(), await this.entries()];
  }

  /** How often the one supply was made: by scripts, and by entries that no script stands for. */
  async supplies(): Promise<number> {
    const made = (await this.scripts()).filter(hasLeft).length;
    return made + (await this.entries()).filter(({ matched }) => matched?.how !== 'notified').length;
  }

  /** Scripts that are held here for what asks nothing about them any more, and never will. */
  async heldForNothing(): Promise<readonly string[]> {
    const [pairs, entries] = [await this.pairs(), await this.entries()];
    const asks = (cause: string, key: IssueKey): boolean =>
      pairs.some(
        ({ id, end, original, replacement, proposal }) =>
          id === cause &&
          (!end || end.how === 'not-taken-back') &&
          [original.key, replacement.key, proposal?.key].includes(key),
      ) || entries.some((entry) => entry.id === cause && stillGuards(entry));
    return (await this.scripts())
      .filter(isWithUs)
      .flatMap(({ hold, prescription: { key } }) =>
        holdCauses(hold).every((cause) => asks(cause, key)) ? [] : [`${key}: ${hold.kind}`],
      );
  }

  async #record(onPaper: boolean): Promise<unknown> {
    const { deps } = this.world;
    const [first] = await this.scripts();
    // A second hand-out that a person makes and enters is no mistake of the program.
    if (!first || (await this.supplies()) > 0) return undefined;
    const { patient, items } = first.prescription;
    const suppliedAt = deps.clock.now();
    return actInRegisters(deps, {
      kind: 'RecordSupply',
      entry: {
        ...(onPaper
          ? { route: 'paper', writtenOn: readWall(suppliedAt).date }
          : { route: 'prescriber', answers: asked }),
        ...{ suppliedAt, patient },
        items: items.map(({ medication: { display, code }, quantity }) => ({
          ...{ display, code, quantity: quantity.value, unit: quantity.unit },
          ...{ schedule: 'none', directions: 'One a day' },
        })),
        reason: 'No script can be had',
        prescriber: { name: 'Dr A', address: 'A surgery', phone: '' },
      },
    });
  }

  /** A script is sent again, hangs in the broker, and comes by a pack. */
  async #fromAPack(): Promise<unknown> {
    this.#sendAgain();
    const script = stuck(this.spine, 1).at(-1);
    if (!script) return undefined;
    await importAll(this.world, [script]);
    return scan(this.world, script.shortId);
  }

  #sendAgain(): void {
    this.spine.sendAgain(this.spine.scripts()[0]?.shortId ?? '', aSite.ods);
  }

  /** Nothing is in stock, and EPS is told that all of it is owed. */
  async #owe(key: IssueKey): Promise<unknown> {
    const { deps } = this.world;
    for (const kind of stepsOfWork) await actOnPrescription(deps, key, { kind });
    const items = (await deps.store.loadPrescription(key))?.prescription.items ?? [];
    const choices = items.map(({ itemId }) => ({ kind: 'owing', itemId }) as const);
    return actOnPrescription(deps, key, { kind: 'SupplyItems', choices });
  }

  async #onScript(what: Deed['do'], key: IssueKey): Promise<unknown> {
    const { deps } = this.world;
    switch (what) {
      case 'undo':
        return actOnPrescription(deps, key, { kind: 'UndoRelease' });
      case 'register':
        return actInRegisters(deps, { kind: 'RegisterReissue', key, note: '' });
      case 'supply':
        return supply(this.world, key);
      case 'owe':
        return this.#owe(key);
      case 'return':
        return actOnPrescription(deps, key, { kind: 'ReturnPrescription', reasonCode: '0003' });
      case 'withdraw':
        return actOnPrescription(deps, key, { kind: 'WithdrawSupply', reasonCode: 'MU' });
      default:
        return undefined;
    }
  }

  async #pairId(which: number): Promise<ReissueState['id'] | undefined> {
    const pairs = await this.pairs();
    return pairs[which % Math.max(1, pairs.length)]?.id;
  }

  async #inRegisters(what: Deed['do'], which: number): Promise<unknown> {
    const { deps } = this.world;
    const entry = (await this.entries())[0];
    const [asking] = await deps.store.loadTab('reissues', 'to-decide');
    switch (what) {
      case 'record':
        return this.#record(which < 2);
      case 'match': {
        const how = which < 3 ? 'notified' : 'returned';
        return entry && actInRegisters(deps, { kind: 'ConfirmSupplyMatch', id: entry.id, how });
      }
      case 'correct': {
        const change = { reason: 'A slip', entry: entry?.entry };
        const { reason, entry: same } = change;
        return (
          entry && same && actInRegisters(deps, { kind: 'CorrectSupply', id: entry.id, reason, entry: same })
        );
      }
      case 'decide': {
        const stays = which < 2 ? 'original' : 'replacement';
        const { id } = asking ?? {};
        return id && actInRegisters(deps, { kind: 'DecideReissue', id, stays, reason: 'One supply.' });
      }
      case 'mark': {
        const [id, side] = [await this.#pairId(which), which < 2 ? 'original' : 'replacement'] as const;
        const mark = which % 2 === 0 ? 'cancelled' : 'returned';
        return id && actInRegisters(deps, { kind: 'MarkReissue', id, which: side, mark });
      }
      case 'leave':
      case 'reopen': {
        const id = await this.#pairId(which);
        const kind = what === 'leave' ? 'CloseReissue' : 'ReopenReissue';
        return id && actInRegisters(deps, { kind, id, reason: 'It is so.' });
      }
      case 'confirm':
        return asking && actInRegisters(deps, { kind: 'ConfirmProposal', id: asking.id });
      default:
        return undefined;
    }
  }

  async perform({ do: what, which }: Deed): Promise<unknown> {
    const { world } = this;
    switch (what) {
      case 'download':
      case 'ask':
        later(world.clock, 180_000);
        return download(world);
      case 'send-again':
        return this.#sendAgain();
      case 'from-a-pack':
        return this.#fromAPack();
      case 'outbox':
        return sendDue(world);
      case 'look':
        return settleOpenPairs(world.deps);
      case 'day':
        return later(world.clock, 86_400_000);
      case 'restart':
        return this.restart();
      default: {
        const here = await this.scripts();
        const key = here[which % Math.max(1, here.length)]?.prescription.key;
        return (key && (await this.#onScript(what, key))) ?? this.#inRegisters(what, which);
      }
    }
  }
}
