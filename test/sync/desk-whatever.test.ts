import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scriptsOfSeed } from '../../electron/training/prescribe';
import type { Spine } from '../../electron/training/spine';
import { deskTabOf, isHere, type DeskRow } from '../../renderer/domain/desk/model';
import { foundHere } from '../../renderer/domain/desk/what-is-here';
import { asPrescriptionId, isLaterIssue } from '../../renderer/domain/kernel/ids';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { actOnDesk } from '../../renderer/usecases/desk/desk';
import { requestById } from '../../renderer/usecases/inbox/request-by-id';
import { aSite, now as start } from '../support/builders';
import {
  counts,
  handOut,
  importAll,
  keyOf,
  scan,
  settle,
  stepInbox,
  stepOutbox,
  stuck,
  total,
} from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { download } from '../support/on-the-way';
import { seeds } from '../support/seeds';
import { signIn } from '../support/sign-in';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const dayMs = 86_400_000;

/** Three plain scripts, and six issues of a repeat. */
const aMixedSpine = (clock: { readonly at: number }): Spine => {
  const spine = aSpine(3, () => clock.at);
  const seed = seeds.scripts.find(({ kind }) => kind === 'erd');
  if (!seed) throw new Error('no repeat dispensing among the seeds');
  const repeat = { ...seed, issue: 1, issues: 6, signedDaysAgo: 0 };
  spine.restore(scriptsOfSeed(seeds, repeat, 7, { ods: aSite.ods, now: start }));
  return spine;
};

const which = fc.integer({ min: 0, max: 4 });
const deed = fc.oneof(
  fc.record({
    do: fc.constantFrom(
      'list',
      'pack',
      'packs',
      'say',
      'scan',
      'early',
      'hand-out',
      'undo',
      'drop',
      'ask',
      'request',
    ),
    which,
  }),
  fc.record({
    do: fc.constantFrom('download', 'inbox', 'outbox', 'swallow', 'let-go', 'day', 'month'),
    which,
  }),
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** The scripts that deeds are about: three plain ones, and two issues of the repeat. */
const chosen = (spine: Spine, n: number) => {
  const all = spine.scripts().filter(({ issue }) => issue <= 2);
  const script = all[n % all.length];
  if (!script) throw new Error('no script');
  return script;
};

const perform = async (world: World, spine: Spine, { do: what, which: n }: Deed): Promise<unknown> => {
  const script = chosen(spine, n);
  const id = asPrescriptionId(script.shortId);
  switch (what) {
    case 'list':
    case 'pack':
      return importAll(world, [script], what === 'pack');
    case 'packs':
      return importAll(world, spine.scripts().slice(0, 5));
    case 'say':
      return actOnDesk(world.deps, { kind: 'RecordOutcome', id, outcome: { kind: 'needs-gp' }, note: '' });
    case 'scan':
    case 'early':
      return scan(world, id, what === 'early');
    case 'hand-out':
      return handOut(world, keyOf(script));
    case 'undo':
      return actOnPrescription(world.deps, keyOf(script), { kind: 'UndoRelease' });
    case 'drop':
      return actOnDesk(world.deps, { kind: 'DropRequest', id });
    case 'ask':
      return actOnDesk(world.deps, { kind: 'AskForRows', ids: [id] });
    case 'request':
      return requestById(world.deps, id);
    case 'download':
      return download(world);
    case 'inbox':
      return stepInbox(world);
    case 'outbox':
      return stepOutbox(world);
    case 'swallow':
      return stuck(spine, 1);
    case 'let-go':
      return spine.letGo(1);
    case 'day':
      return later(world.clock, dayMs);
    case 'month':
      return later(world.clock, 28 * dayMs);
  }
};

const rowsOf = async ({ deps }: World, spine: Spine): Promise<readonly DeskRow[]> => {
  const ids = [...new Set(spine.scripts().map(({ shortId }) => asPrescriptionId(shortId)))];
  return (await deps.store.loadFromList('desk', ids)).filter((row) => row !== undefined);
};

/** What a row must say of the scripts of its id, as far as they are here. */
const fits = (row: DeskRow, scripts: readonly PrescriptionState[]): boolean => {
  const key = foundHere(scripts);
  if (key === undefined) return !isHere(row);
  if (['waiting', 'to-scan', 'needs-gp'].includes(deskTabOf(row)))
    return scripts.some((one) => one.work === 'supplied' || one.work === 'not-dispensed');
  const { script } = row;
  return isHere(row) && script !== undefined && (script === key || isLaterIssue(script, key));
};

describe('the desk, whatever happens in whatever order', () => {
  it('[DSK-1] [DSK-24] rows say what the scripts say, nothing is told twice, and the journal makes the same desk', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 24 }), async (deeds) => {
        const name = `whatever-${(run += 1)}`;
        const clock = { at: start };
        const spine = aMixedSpine(clock);
        const journal = new MemoryJournal();
        const world = await openWorld({ journal, spine, name, clock });
        await signIn(world);
        for (const one of deeds) {
          await perform(world, spine, one);
          for (const row of await rowsOf(world, spine))
            expect(
              fits(row, await world.deps.store.findByShortId(row.id)),
              `${one.do}: ${row.custody.kind}`,
            ).toBe(true);
        }
        const rows = await rowsOf(world, spine);
        expect(total(await counts(world))).toBe(rows.length);
        await settle(world);
        for (const script of spine.scripts()) {
          const state = await world.deps.store.loadPrescription(keyOf(script));
          const told = state?.supplies.filter(({ notification }) => notification === 'accepted').length ?? 0;
          expect(script.applied.length).toBe(told);
          // What was released offline has the Spine's word by now, or a person has it to decide.
          if (state?.custody.kind === 'ours-unconfirmed') expect(state.hold.kind).toBe('conflict');
        }
        const before = await rowsOf(world, spine);
        world.close();
        await forget(name);
        const again = await openWorld({ journal, spine, name, clock });
        expect(await rowsOf(again, spine)).toEqual(before);
        again.close();
        await forget(name);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
