import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { makeLoads } from '../../renderer/store/loads';
import { OpenWork } from '../../renderer/store/open-work';
import { download, supply } from '../support/on-the-way';
import { MemoryJournal } from '../support/memory-journal';
import { sendDue } from '../support/send-due';
import { signIn } from '../support/sign-in';
import { aSpine, forget, openWorld, testKeys, type World } from '../support/world';

const name = 'open-work';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  world = undefined;
  await forget(name);
});

type Row = { readonly id: string; readonly open: boolean; readonly n: number };
const open = ({ open: is }: Row) => is;
const byId = (a: Row, b: Row) => (a.id < b.id ? -1 : 1);

/** A table, with loads of it that end when they are let. */
const table = () => {
  const rows = new Map<string, Row>();
  const reading: (() => void)[] = [];
  const read = () => [...rows.values()].filter(open).sort(byId);
  const work = new OpenWork<Row>({
    load: async () => {
      const found = read();
      await new Promise<void>((done) => reading.push(done));
      return found;
    },
    idOf: ({ id }) => id,
    isOpen: open,
    inOrder: byId,
  });
  return { rows, reading, read, work };
};

describe('what is still open', () => {
  it('[STO-17] is what the table has, whatever is written while it is read', async () => {
    const write = fc.record({
      kind: fc.constant('write' as const),
      id: fc.constantFrom('a', 'b', 'c'),
      open: fc.boolean(),
    });
    const step = fc.oneof(write, fc.constantFrom({ kind: 'ask' } as const, { kind: 'read' } as const));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { rows, reading, read, work } = table();
        let n = 0;
        for (const one of steps) {
          if (one.kind === 'write') {
            const row = { id: one.id, open: one.open, n: (n += 1) };
            rows.set(row.id, row);
            work.take([row]);
          } else if (one.kind === 'ask') void work.all();
          else reading.shift()?.();
          await Promise.resolve();
        }
        for (const done of reading.splice(0)) done();
        const last = work.all();
        for (const done of reading.splice(0)) done();
        expect(await last).toEqual(read());
      }),
    );
  });

  it('[STO-17] messages and requests are those of the index, through a day and after a restart', async () => {
    const [journal, spine] = [new MemoryJournal(), aSpine(12)];
    for (let start = 0; start < 2; start += 1) {
      world?.close();
      const here = await openWorld({ journal, spine, name });
      world = here;
      const { store } = here.deps;
      const loads = makeLoads({ db: here.db, keys: await testKeys() });
      const seen: number[] = [];
      const alike = async () => {
        seen.push((await store.openMessages()).length);
        expect(await store.openMessages()).toEqual(await loads.openMessages());
        expect(await store.openReleases()).toEqual(await loads.openReleases());
      };
      await alike();
      await signIn(here);
      await download(here);
      await alike();
      for (const key of (await store.keysIn('to-check', 3)).slice(0, 3)) {
        await supply(here, key);
        await alike();
      }
      await sendDue(here);
      await alike();
      expect(Math.max(...seen)).toBeGreaterThan(1);
      expect(seen.at(-1)).toBe(0);
    }
  });
});
