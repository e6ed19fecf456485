import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprintOf, publicKeyFile } from '../../electron/packs/keys';
import { Offers } from '../../electron/packs/offers';
import { Packs } from '../../electron/packs/packs';
import type { PackEntry } from '../../electron/packs/schema';
import type { Refusal } from '../../renderer/domain/kernel/refusal';
import type { ImportEntry, LeftOut } from '../../renderer/domain/recovery/import';
import type { KeySlot } from '../../renderer/domain/recovery/pack-model';
import { changeTrust } from '../../renderer/usecases/recovery/change-trust';
import { readPart } from '../../renderer/domain/recovery/read-part';
import { importPack, type PackParts } from '../../renderer/usecases/recovery/import-pack';
import type { ImportProgress } from '../../renderer/usecases/recovery/pack-commands';
import { checkPack } from '../../renderer/usecases/recovery/preview-pack';
import { anActor } from './builders';
import { MemoryJournal } from './memory-journal';
import { aPack, asMainsJournal, packFacts, packPortOf, type PackKeys } from './packs';
import { aSpine, forget, openWorld, type World } from './world';

class Stopped extends Error {}
let worlds = 0;

/** A pharmacy whose manager takes packs in, with a desk that only remembers what came. */
export class PackBench {
  readonly journal = new MemoryJournal();
  readonly desk: ImportEntry[] = [];
  readonly shown: ImportProgress[] = [];
  /** What each import is called. */
  readonly sources: string[] = [];
  /** After so many more steps the program stops. */
  failAfter = Infinity;
  /** What the desk cannot use of each import. */
  leftOut: readonly LeftOut[] = [];
  /** Why the desk takes nothing, if it does not. */
  deskRefuses: Refusal | undefined;
  readonly #keys: PackKeys;
  readonly #spine = aSpine(0);
  readonly #name = `packs-${(worlds += 1)}`;
  readonly #folder = mkdtempSync(join(tmpdir(), 'holdfast-packs-'));
  readonly #offers = new Offers(this.#folder, () => undefined);
  readonly #packs: Packs;
  #world: World | undefined;
  #files = 0;

  private constructor(keys: PackKeys) {
    this.#keys = keys;
    this.#packs = new Packs({
      key: keys.pharmacy,
      offers: this.#offers,
      journal: asMainsJournal(this.journal),
    });
  }

  static async open(keys: PackKeys): Promise<PackBench> {
    const bench = new PackBench(keys);
    await forget(bench.#name);
    await bench.restart();
    return bench;
  }

  get world(): World {
    if (!this.#world) throw new Error('not open');
    return this.#world;
  }

  get parts(): PackParts {
    return {
      deps: this.world.deps,
      packs: {
        ...packPortOf(this.#packs),
        storePart: async (request) => {
          this.#step();
          return this.#packs.storePart(request);
        },
      },
      readPart: async (text) => readPart(text),
      toDesk: async (source, entries, onProgress) => {
        this.#step();
        if (this.deskRefuses) return this.deskRefuses;
        this.desk.push(...entries);
        this.sources.push(source.name);
        onProgress(entries.length);
        return { kind: 'imported', added: entries.length, known: 0, repeated: 0, leftOut: this.leftOut };
      },
      inTurn: async (task) => {
        this.#step();
        return task();
      },
      show: (progress) => progress && this.shown.push(progress),
    };
  }

  #step(): void {
    this.failAfter -= 1;
    if (this.failAfter < 0) throw new Stopped();
  }

  async restart(): Promise<void> {
    this.#world?.close();
    this.#world = await openWorld({ journal: this.journal, spine: this.#spine, name: this.#name });
    this.world.deps.who.become(anActor('manager'));
  }

  async close(): Promise<void> {
    for (const { offerId } of this.#offers.all) await this.#packs.dismiss(offerId);
    this.world.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A pack lies there to be looked at. */
  async offer(entries?: readonly PackEntry[], facts?: object, from = this.#keys): Promise<string> {
    const path = join(this.#folder, `${(this.#files += 1)}.epspack`);
    writeFileSync(path, await aPack(from, entries, { ods: this.world.deps.site.ods, ...facts }));
    return this.#offers.offer(path).offerId;
  }

  accept(supplier = packFacts.supplier, key = this.#keys.supplier, slot: KeySlot = 'current') {
    return changeTrust(this.world.deps, this.parts.packs, {
      kind: 'AcceptSupplierKey',
      slot,
      supplier,
      fingerprint: fingerprintOf(key.kid),
      text: publicKeyFile(key, { name: 'What the file says' }),
    });
  }

  import(offerId: string, packId: string = packFacts.packId) {
    return importPack(this.parts, { offerId, packId });
  }

  /** Why a pack is refused, or that it was checked. */
  async codeOf(offerId: string): Promise<string> {
    const checked = await checkPack(this.parts, { offerId, name: 'x.epspack' });
    return checked.kind === 'refused' ? checked.code : checked.kind;
  }

  kinds(): readonly string[] {
    return this.journal.entries.map(({ kind }) => kind);
  }
}
