import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Script } from '../../electron/training/model';
import { retryMessage } from '../../renderer/usecases/outbox/deliver';
import { counts, handOut, importAll, keyOf, others, scan, settle, stuck, total } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { signIn } from '../support/sign-in';
import type { Weather } from '../support/spine-broker';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

class Crash extends Error {}

const weather = fc.array(
  fc.constantFrom<Weather>('ok', 'ok', 'refused', 'lost-request', 'lost-answer', 'busy', 'garbled', 'error'),
  { maxLength: 10 },
);
/** What becomes of each script at the Spine while the pharmacy works offline. */
const fates = fc.array(fc.constantFrom('stuck', 'free', 'ours', 'elsewhere', 'cancelled', 'dispensed'), {
  minLength: 3,
  maxLength: 3,
});

const afterFate = (script: Script, fate: string): Script => {
  const free = { ...script, stuck: false };
  switch (fate) {
    case 'free':
      return { ...free, status: '0001', holder: undefined };
    case 'ours':
      return free;
    case 'elsewhere':
      return { ...free, holder: others };
    case 'cancelled':
      return { ...free, status: '0005', holder: undefined };
    case 'dispensed':
      return { ...free, status: '0006', holder: others };
    default:
      return script;
  }
};

describe('exactly once, from a pack', () => {
  it('[DSK-8] [DSK-10] [DSK-11] whatever the weather, the Spine’s word and the moment of a crash', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(weather, fates, fc.integer({ min: 1, max: 260 }), async (list, fate, crashAt) => {
        const name = `pack-${(run += 1)}`;
        const spine = aSpine(3);
        const scripts = stuck(spine, 3);
        const journal = new MemoryJournal();
        let left = crashAt;
        const step = () => {
          left -= 1;
          if (left === 0) throw new Crash();
        };
        const sent: World['broker']['sent'] = [];
        const work = async (world: World): Promise<void> => {
          await importAll(world, scripts);
          for (const { shortId } of scripts) await scan(world, shortId);
          for (const script of scripts) await handOut(world, keyOf(script));
          if (!spine.scripts().some((one) => one.applied.length > 0) && sent.length === 0)
            spine.restore(scripts.map((script, n) => afterFate(script, fate[n] ?? 'stuck')));
          await settle(world);
        };
        const begin = async (more: object): Promise<World> => {
          const world = await openWorld({ journal, spine, name, ...more });
          world.broker.weather = [...list];
          return world;
        };
        let world = await begin({ step });
        try {
          await signIn(world);
          await work(world);
        } catch (failure) {
          if (!(failure instanceof Crash)) throw failure;
        }
        sent.push(...world.broker.sent);
        world.close();
        later(world.clock, 60_000);
        world = await openWorld({ journal, spine, name, clock: world.clock });
        await signIn(world);
        await work(world);
        for (const { messageId } of await world.deps.store.openMessages())
          await retryMessage(world.deps, messageId);
        // [DSK-11] What EPS has said nothing about is asked for again after ten minutes.
        later(world.clock, 600_000);
        await settle(world);
        sent.push(...world.broker.sent);
        const bytes = new Map<string, string>();
        for (const { requestId, sha256 } of sent) {
          expect(bytes.get(requestId) ?? sha256).toBe(sha256);
          bytes.set(requestId, sha256);
        }
        for (const [n, script] of scripts.entries()) {
          const there = spine.scripts().find(({ shortId }) => shortId === script.shortId);
          const confirmed = ['stuck', 'free', 'ours'].includes(fate[n] ?? 'stuck');
          expect(there?.applied.length, `${fate[n]}`).toBe(confirmed ? 1 : 0);
          const state = await world.deps.store.loadPrescription(keyOf(script));
          expect(state?.supplies).toHaveLength(1);
          expect([state?.custody.kind, state?.hold.kind]).toEqual(
            confirmed ? ['ours', 'none'] : ['ours-unconfirmed', 'conflict'],
          );
        }
        expect(total(await counts(world))).toBe(3);
        world.close();
        await forget(name);
      }),
      {
        numRuns: 25,
        // The third attempt is the first that is answered, and nobody can read it.
        examples: [[['lost-answer', 'lost-request', 'garbled'], ['stuck', 'elsewhere', 'dispensed'], 54]],
      },
    );
  }, 60_000);
});
