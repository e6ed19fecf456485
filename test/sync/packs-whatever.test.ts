import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { newKey } from '../../electron/packs/keys';
import type { PackEntry } from '../../electron/packs/schema';
import { scriptsOfSeed } from '../../electron/training/prescribe';
import type { Script } from '../../electron/training/model';
import type { DeskRow } from '../../renderer/domain/desk/model';
import { asPrescriptionId } from '../../renderer/domain/kernel/ids';
import { importToDesk } from '../../renderer/usecases/desk/import-to-desk';
import { changeTrust } from '../../renderer/usecases/recovery/change-trust';
import { finishPacks, importPack, type PackParts } from '../../renderer/usecases/recovery/import-pack';
import { aSite, now as start } from '../support/builders';
import { handOut, keyOf, scan } from '../support/desk-world';
import { PackBench } from '../support/pack-bench';
import { packKeys, type PackKeys } from '../support/packs';
import { seeds } from '../support/seeds';
import { aSpine, later } from '../support/world';

const hourMs = 3_600_000;
const iso = (afterMs: number): string => new Date(start + afterMs).toISOString();

const underAnother = (script: Script): Script => {
  const longId = 'b0000000-0000-4000-8000-000000000007';
  const bundle = JSON.stringify(script.bundle).replaceAll(script.longId, longId);
  return { ...script, longId, bundle: JSON.parse(bundle) as Script['bundle'] }; // the same under another id
};

/** Four plain scripts, the first two issues of a repeat, and another script that bears the short id of the third. */
const scripts: readonly Script[] = (() => {
  const spine = aSpine(4);
  const seed = seeds.scripts.find(({ kind }) => kind === 'erd');
  if (!seed) throw new Error('no repeat dispensing among the seeds');
  spine.restore(
    scriptsOfSeed(seeds, { ...seed, issue: 1, issues: 6, signedDaysAgo: 0 }, 7, {
      ods: aSite.ods,
      now: start,
    }),
  );
  const own = spine.scripts().filter(({ issue }) => issue <= 2);
  return [...own, ...own.slice(2, 3).map(underAnother)];
})();

type Bundle = NonNullable<PackEntry['bundle']>;
/** What one copy of a prescription says is told from what another says. */
const copyFor = ({ bundle }: Script, pack: string): Bundle =>
  JSON.parse(JSON.stringify(bundle).replace(/"family":"[^"]*"/, `"family":"By ${pack}"`)) as Bundle; // a copy of one

type Spec = {
  readonly name: string;
  readonly from: 'A' | 'B';
  readonly sequence: number;
  readonly issuedMs: number;
  readonly expiresMs: number;
  /** Which scripts; `inside` with their prescriptions. */
  readonly holds: readonly { readonly n: number; readonly inside: boolean }[];
};

const inside = (...ns: readonly number[]) => ns.map((n) => ({ n, inside: true }));
const byId = (...ns: readonly number[]) => ns.map((n) => ({ n, inside: false }));
const lasts = 14 * 24 * hourMs;
const specs: readonly Spec[] = [
  {
    name: 'A17',
    from: 'A',
    sequence: 17,
    issuedMs: -9 * hourMs,
    expiresMs: lasts,
    holds: [...inside(0, 3, 4), ...byId(1)],
  },
  {
    name: 'A18',
    from: 'A',
    sequence: 18,
    issuedMs: -2 * hourMs,
    expiresMs: lasts,
    holds: inside(0, 2, 4, 5),
  },
  {
    name: 'B17',
    from: 'B',
    sequence: 17,
    issuedMs: -9 * hourMs,
    expiresMs: lasts,
    holds: inside(0, 1, 3, 5, 6),
  },
  {
    name: 'B18',
    from: 'B',
    sequence: 18,
    issuedMs: -1 * hourMs,
    expiresMs: 3 * hourMs,
    holds: [...inside(1, 4), ...byId(2)],
  },
];
const specOf = (name: string): Spec => {
  const spec = specs.find((one) => one.name === name);
  if (!spec) throw new Error(name);
  return spec;
};

const entriesOf = ({ holds, name }: Spec): readonly PackEntry[] =>
  holds.flatMap(({ n, inside: whole }) => {
    const script = scripts[n];
    if (!script) throw new Error(`no script ${n}`);
    const { shortId: id, issue } = script;
    const hint = { name: `BY ${name}`, birthDate: '1950-01-01', items: 'What the pack says' };
    return [
      { id, issue, release: `${name}-${n}`, ...(whole ? { bundle: copyFor(script, name) } : { hint }) },
    ];
  });

let keys: PackKeys;
let others: PackKeys;
beforeAll(async () => {
  keys = await packKeys();
  others = { pharmacy: keys.pharmacy, supplier: await newKey('Ed25519') };
});

/** A pharmacy that takes packs of two suppliers in, onto its own desk. */
class Pharmacy {
  private constructor(readonly bench: PackBench) {}
  static async open(): Promise<Pharmacy> {
    const bench = await PackBench.open(keys);
    await bench.accept('Supplier A');
    await bench.accept('Supplier B', others.supplier, 'next');
    return new Pharmacy(bench);
  }
  get #parts(): PackParts {
    const { parts, world } = this.bench;
    return {
      ...parts,
      toDesk: (source, entries, onProgress) =>
        importToDesk(world.deps, source, entries, onProgress, parts.inTurn),
    };
  }
  /** `stopsAfter`: so many steps later the program is ended, and begun again. */
  async take(spec: Spec, stopsAfter = Infinity): Promise<string> {
    const { sequence, name } = spec;
    const packId = `5b9a6a52-4d66-4b3f-9a0a-0d6c7d3b6f${spec.from}${sequence % 10}`.toLowerCase();
    const facts = {
      packId,
      sequence,
      supplier: `Supplier ${spec.from}`,
      issuedAt: iso(spec.issuedMs),
      expiresAt: iso(spec.expiresMs),
    };
    const offerId = await this.bench.offer(entriesOf(spec), facts, spec.from === 'A' ? keys : others);
    this.bench.failAfter = stopsAfter;
    try {
      const reply = await importPack(this.#parts, { offerId, packId });
      return reply.kind === 'refused' ? reply.code : name;
    } catch {
      await this.restart();
      return 'stopped';
    } finally {
      this.bench.failAfter = Infinity;
    }
  }
  async restart(): Promise<void> {
    const { at } = this.bench.world.clock;
    this.bench.failAfter = Infinity;
    await this.bench.restart();
    this.bench.world.clock.at = at;
    await finishPacks(this.#parts);
  }
  async rows(): Promise<readonly DeskRow[]> {
    const ids = [...new Set(scripts.map(({ shortId }) => asPrescriptionId(shortId)))].sort();
    return (await this.bench.world.deps.store.loadFromList('desk', ids)).filter((row) => row !== undefined);
  }
  /** What must be the same whatever came first: where it is, whose it is, and which copy of it counts. */
  async said() {
    return (await this.rows()).map(({ id, custody, hint, packed, sources }) => ({
      ...{ id, custody: custody.kind, hint },
      packed: packed.map(({ key, packId }) => [key, packId]),
      sources: sources.map(({ packId }) => packId).sort(),
    }));
  }
  /** Whose script comes out of a pack is whose its row had said. */
  async scan({ shortId }: Script, early: boolean): Promise<void> {
    const row = (await this.rows()).find(({ id }) => id === shortId);
    const scanned = await scan(this.bench.world, shortId, early);
    if (scanned.title === 'RELEASED OFFLINE' && row?.custody.kind === 'sealed')
      expect(scanned.who).toContain(row.hint.name);
  }
  /** How often each script came out of a pack. */
  releases(): readonly number[] {
    return scripts.map(
      (script) =>
        this.bench.journal.entries.filter(
          ({ kind, subject }) => kind === 'prescription.released-offline' && subject === keyOf(script),
        ).length,
    );
  }
}

/** Packs in an order in which each supplier's own come one after the other. */
const orders = fc
  .shuffledSubarray(['A', 'A', 'B', 'B'] as const, { minLength: 4, maxLength: 4 })
  .map((list) => {
    const next = { A: 17, B: 17 };
    return list.map((from) => specOf(`${from}${next[from]++}`));
  });

describe('packs of two suppliers with the same numbers', () => {
  it('[PCK-12] [DSK-2] [DSK-23] whatever the order and however often it stops, each id has the same row and nothing is lost', async () => {
    const first = await Pharmacy.open();
    for (const spec of specs) expect(await first.take(spec)).toBe(spec.name);
    const expected = await first.said();
    await first.bench.close();
    await fc.assert(
      fc.asyncProperty(
        orders,
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
        async (order, stops) => {
          const pharmacy = await Pharmacy.open();
          for (const [i, spec] of order.entries()) {
            const stopsAfter = stops[i];
            const came = await pharmacy.take(spec, stopsAfter);
            if (came === 'stopped')
              expect([spec.name, 'PackImportedBefore']).toContain(await pharmacy.take(spec));
            // The same pack again, and an older one of the same supplier, add nothing.
            const before = await pharmacy.said();
            expect(await pharmacy.take(spec)).toBe('PackImportedBefore');
            expect(await pharmacy.take({ ...spec, sequence: 7 })).not.toBe(spec.name);
            expect(await pharmacy.said()).toEqual(before);
          }
          expect(await pharmacy.said()).toEqual(expected);
          await pharmacy.restart();
          expect(await pharmacy.said()).toEqual(expected);
          await pharmacy.bench.close();
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  const deeds = fc.array(
    fc.oneof(
      fc.record({ do: fc.constant('take' as const), n: fc.integer({ min: 0, max: 3 }) }),
      fc.record({
        do: fc.constantFrom('scan', 'early', 'hand-out', 'hand-out'),
        n: fc.integer({ min: 0, max: 6 }),
      }),
      fc.record({ do: fc.constantFrom('restart', 'hours', 'withdraw'), n: fc.constant(0) }),
    ),
    { minLength: 6, maxLength: 24 },
  );

  it('[DSK-6] [DSK-23] each script comes out of a pack at most once, and is supplied at most once', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, async (list) => {
        const pharmacy = await Pharmacy.open();
        const { bench } = pharmacy;
        const taken = new Set<Spec>();
        for (const { do: what, n } of list) {
          const script = scripts[n];
          const spec = specs[n];
          if (what === 'take' && spec && (await pharmacy.take(spec)) === spec.name) taken.add(spec);
          else if (script && (what === 'scan' || what === 'early'))
            await pharmacy.scan(script, what === 'early');
          else if (script && what === 'hand-out') await handOut(bench.world, keyOf(script));
          else if (what === 'restart') await pharmacy.restart();
          else if (what === 'hours') later(bench.world.clock, 4 * hourMs);
          else if (what === 'withdraw')
            await changeTrust(bench.world.deps, bench.parts.packs, {
              kind: 'RemoveSupplierKey',
              slot: 'next',
            });
          for (const times of pharmacy.releases()) expect(times).toBeLessThanOrEqual(1);
        }
        const rows = await pharmacy.rows();
        for (const spec of taken)
          for (const { id } of entriesOf(spec)) expect(rows.map((row) => String(row.id))).toContain(id);
        for (const script of scripts) {
          const state = await bench.world.deps.store.loadPrescription(keyOf(script));
          expect(state?.supplies.length ?? 0).toBeLessThanOrEqual(1);
          if (!state) continue;
          const row = rows.find(({ script: key }) => key === keyOf(script));
          if (row) expect(row.hint.name).toContain(state.prescription.patient.family.toUpperCase());
        }
        await bench.close();
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
