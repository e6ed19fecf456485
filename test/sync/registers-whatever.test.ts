import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Spine } from '../../electron/training/spine';
import { asPrescriptionId } from '../../renderer/domain/kernel/ids';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import type { ReissueState } from '../../renderer/domain/reissue/model';
import { hasLeft } from '../../renderer/domain/reissue/rule';
import type { UnscriptedState } from '../../renderer/domain/unscripted/model';
import { actOnPrescription } from '../../renderer/usecases/act-on-prescription';
import { actInRegisters } from '../../renderer/usecases/registers';
import { aSite, anActor } from '../support/builders';
import { MemoryJournal } from '../support/memory-journal';
import { download, supply } from '../support/on-the-way';
import { sendDue } from '../support/send-due';
import { asked } from '../support/supplies';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const deed = fc.record({
  do: fc.constantFrom(
    ...(['download', 'download', 'send-again', 'register', 'supply', 'supply', 'outbox', 'return'] as const),
    ...(['record', 'match', 'decide', 'day', 'restart'] as const),
  ),
  which: fc.integer({ min: 0, max: 3 }),
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** A pharmacy with one patient, whose one script is sent again and again. */
class OneSupply {
  readonly spine: Spine;
  readonly #journal = new MemoryJournal();
  #world: World | undefined;

  constructor(readonly name: string) {
    this.spine = aSpine(1);
  }
  get world(): World {
    if (!this.#world) throw new Error('not open');
    return this.#world;
  }
  async open(): Promise<void> {
    const clock = this.#world ? { clock: this.#world.clock } : {};
    this.#world = await openWorld({ journal: this.#journal, spine: this.spine, name: this.name, ...clock });
    this.#world.deps.who.become(anActor());
  }
  /** Ends, loses the index, and begins again. */
  async restart(): Promise<void> {
    this.world.close();
    await forget(this.name);
    await this.open();
  }
  async scripts(): Promise<readonly PrescriptionState[]> {
    const ids = this.spine.scripts().map(({ shortId }) => asPrescriptionId(shortId));
    return (await Promise.all(ids.map((id) => this.world.deps.store.findByShortId(id)))).flat();
  }
  async pairs(): Promise<readonly ReissueState[]> {
    const { store } = this.world.deps;
    const tabs = ['open', 'to-decide', 'closed'];
    return (await Promise.all(tabs.map((tab) => store.loadTab('reissues', tab)))).flat();
  }
  async entries(): Promise<readonly UnscriptedState[]> {
    const { store } = this.world.deps;
    const tabs = ['open', 'to-decide', 'closed'];
    return (await Promise.all(tabs.map((tab) => store.loadTab('unscripted', tab)))).flat();
  }
  async end(): Promise<void> {
    this.world.close();
    await forget(this.name);
  }
}

const record = async (all: OneSupply): Promise<unknown> => {
  const [first] = await all.scripts();
  if (!first) return undefined;
  const { deps } = all.world;
  const { patient, items } = first.prescription;
  return actInRegisters(deps, {
    kind: 'RecordSupply',
    entry: {
      route: 'prescriber',
      suppliedAt: deps.clock.now(),
      patient,
      items: items.map(({ medication: { display, code }, quantity }) => ({
        ...{ display, code, quantity: quantity.value, unit: quantity.unit },
        ...{ schedule: 'none', directions: 'One a day' },
      })),
      reason: 'No script can be had',
      prescriber: { name: 'Dr A', address: 'A surgery', phone: '' },
      answers: asked,
    },
  });
};

/** How often the one supply was made: by scripts, and by entries that no script stands for. */
const supplies = async (all: OneSupply): Promise<number> => {
  const made = (await all.scripts()).filter(hasLeft).length;
  const alone = (await all.entries()).filter(({ matched }) => matched?.how !== 'notified').length;
  return made + alone;
};

const perform = async (all: OneSupply, { do: what, which }: Deed): Promise<unknown> => {
  const { world, spine } = all;
  const { deps } = world;
  const here = await all.scripts();
  const script = here[which % Math.max(1, here.length)];
  const key = script?.prescription.key;
  switch (what) {
    case 'download':
      later(world.clock, 180_000);
      return download(world);
    case 'send-again':
      return spine.sendAgain(spine.scripts()[0]?.shortId ?? '', aSite.ods);
    case 'register':
      return key && actInRegisters(deps, { kind: 'RegisterReissue', key, note: '' });
    case 'supply':
      return key && supply(world, key);
    case 'outbox':
      return sendDue(world);
    case 'return':
      return key && actOnPrescription(deps, key, { kind: 'ReturnPrescription', reasonCode: '0003' });
    case 'record':
      // A second hand-out that a person makes and enters is no mistake of the program.
      return (await supplies(all)) === 0 ? record(all) : undefined;
    case 'match': {
      const entry = (await all.entries()).find(({ proposal }) => proposal !== undefined);
      const how = which < 2 ? 'notified' : 'returned';
      return entry && actInRegisters(deps, { kind: 'ConfirmSupplyMatch', id: entry.id, how });
    }
    case 'decide': {
      const [pair] = await deps.store.loadTab('reissues', 'to-decide');
      const stays = which < 2 ? 'original' : 'replacement';
      return (
        pair && actInRegisters(deps, { kind: 'DecideReissue', id: pair.id, stays, reason: 'One supply.' })
      );
    }
    case 'day':
      return later(world.clock, 86_400_000);
    case 'restart':
      return all.restart();
  }
};

const everything = async (all: OneSupply) => [await all.scripts(), await all.pairs(), await all.entries()];

describe('one supply, whatever happens in whatever order', () => {
  it('[RSU-12] [USC-7] is made once and told once, each script goes back once, and the journal makes the same registers', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 6, maxLength: 26 }), async (deeds) => {
        const all = new OneSupply(`one-supply-${(run += 1)}`);
        await all.open();
        await download(all.world);
        for (const one of deeds) {
          await perform(all, one);
          expect(await supplies(all), one.do).toBeLessThanOrEqual(1);
        }
        await sendDue(all.world);
        const told = all.spine.scripts().map(({ applied }) => applied.length);
        expect(Math.max(...told)).toBeLessThanOrEqual(1);
        const before = await everything(all);
        await all.restart();
        expect(await everything(all)).toEqual(before);
        await all.end();
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
