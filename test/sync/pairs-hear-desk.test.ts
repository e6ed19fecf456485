import { afterEach, describe, expect, it } from 'vitest';
import type { Script } from '../../electron/training/model';
import type { Spine } from '../../electron/training/spine';
import type { DeskOutcome } from '../../renderer/domain/desk/events';
import { asPrescriptionId } from '../../renderer/domain/kernel/ids';
import type { ReissueState } from '../../renderer/domain/reissue/model';
import { actOnDesk } from '../../renderer/usecases/desk/desk';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { importToDesk } from '../../renderer/usecases/desk/import-to-desk';
import { requestById } from '../../renderer/usecases/inbox/request-by-id';
import { pairReason, pairSentence } from '../../renderer/features/registers/words';
import { aSite } from '../support/builders';
import { aList } from '../support/desk';
import { others, scan, stepInbox } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { download, find, supply } from '../support/on-the-way';
import { signIn } from '../support/sign-in';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const name = 'pairs-hear';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

const change = (spine: Spine, id: string, to: Partial<Script>): void =>
  spine.restore(spine.scripts().map((one) => (one.shortId === id ? { ...one, ...to } : one)));

type Begun = {
  readonly world: World;
  readonly spine: Spine;
  readonly original: string;
  readonly replacement: string;
};

/** Two scripts for one supply; one of them is here, and the other one is known by its id. */
const begin = async (missing: 'original' | 'replacement', registered = true): Promise<Begun> => {
  const spine = aSpine(1);
  world = await openWorld({ journal: new MemoryJournal(), spine, name });
  await signIn(world);
  const original = spine.scripts()[0]?.shortId ?? '';
  const replacement = spine.sendAgain(original, aSite.ods);
  const away = missing === 'original' ? original : replacement;
  change(spine, away, { nominated: 'VNFKT' });
  await download(world);
  const entry = { shortId: asPrescriptionId(away), place: 'row 1' };
  await importToDesk(world.deps, aList, [entry], () => undefined);
  const begun = { world, spine, original, replacement };
  if (registered) await register(begun);
  return begun;
};
const register = async ({ world: { deps }, original, replacement }: Begun) =>
  expect(
    await actInRegisters(deps, {
      kind: 'RegisterReissue',
      typedId: original,
      replacementId: replacement,
      note: '',
    }),
  ).toMatchObject({ kind: 'done' });

const pairOf = async ({ world: { deps }, original }: Begun): Promise<ReissueState> => {
  const [found] = await deps.store.findByLink('reissues', `id|${original}`);
  if (!found) throw new Error('no pair');
  return found;
};
const record = async ({ world: { deps } }: Begun, id: string, outcome: DeskOutcome) => {
  const reply = await actOnDesk(deps, {
    kind: 'RecordOutcome',
    id: asPrescriptionId(id),
    outcome,
    note: 'The surgery says so',
  });
  return reply.kind === 'done' ? reply.sentence : reply.kind;
};
const holder = { ods: 'VNFKT', name: 'The Simple Pharmacy', phone: '0113 318 0277', address: '' };
const holdOf = async ({ world: here }: Begun, id: string) => (await find(here, id)).hold.kind;
const said = async (begun: Begun) => pairSentence(await pairOf(begun), begun.world.clock.at);
const ask = async ({ world: here }: Begun, id: string) => {
  expect(await requestById(here.deps, id)).toMatchObject({ kind: 'ask' });
  for (let i = 0; i < 5 && !(await stepInbox(here)); i += 1);
};

describe('[RSU-22] what the desk hears of the one that is not here', () => {
  it.each(['cancelled', 'expired'] as const)(
    'original %s: the replacement may be supplied, and the pair is closed',
    async (kind) => {
      const begun = await begin('original');
      expect(await record(begun, begun.original, { kind })).toContain(`${begun.replacement} may be supplied`);
      expect((await pairOf(begun)).end).toMatchObject({ how: 'settled-elsewhere' });
      expect(await supply(begun.world, (await find(begun.world, begun.replacement)).prescription.key)).toBe(
        'done',
      );
    },
  );

  it.each(['cancelled', 'expired'] as const)(
    'replacement %s: the original stays held until a pharmacist says',
    async (kind) => {
      const begun = await begin('replacement');
      expect(await holdOf(begun, begun.original)).toBe('superseded');
      const sentence = await record(begun, begun.replacement, { kind });
      expect(sentence).toContain(`${begun.original} of its pair stays held`);
      expect(await holdOf(begun, begun.original)).toBe('superseded');
      const pair = await pairOf(begun);
      expect(pairReason(pair).text).toBe('which one stays?');
      expect(await said(begun)).toMatch(
        /Nothing comes of the replacement any more.*Use it after all|use it after all/,
      );
      await actInRegisters(begun.world.deps, {
        kind: 'DecideReissue',
        id: pair.id,
        stays: 'original',
        reason: '',
      });
      expect(await holdOf(begun, begun.original)).toBe('none');
      expect((await pairOf(begun)).end?.how).toBe('settled-elsewhere');
    },
  );

  it('[RSU-2] a replacement that is here already is matched where only its id is told', async () => {
    const begun = await begin('original');
    expect((await pairOf(begun)).replacement.key).toBeDefined();
  });

  it('known to the desk before the pair was registered, it counts as well', async () => {
    const begun = await begin('replacement', false);
    await record(begun, begun.replacement, { kind: 'expired' });
    await register(begun);
    expect((await pairOf(begun)).replacement.mark).toMatchObject({ words: 'Expired' });
  });

  it('[RSU-1] it counts in the write that registers the pair, and no other pair is looked at', async () => {
    const begun = await begin('replacement', false);
    await record(begun, begun.replacement, { kind: 'expired' });
    const { journal, store } = begun.world.deps;
    const written: (readonly string[])[] = [];
    const append: typeof journal.append = async (batch) => {
      written.push(batch.map(({ kind }) => kind));
      return journal.append(batch);
    };
    const loadTab: typeof store.loadTab = async () => {
      throw new Error('a whole list was read');
    };
    const deps = {
      ...begun.world.deps,
      journal: { ...journal, append },
      store: Object.assign(Object.create(store) as typeof store, { loadTab }), // reads all else from it
    };
    await register({ ...begun, world: { ...begun.world, deps } });
    expect(written).toEqual([['reissue.registered', 'prescription.superseded', 'reissue.marked']]);
  });

  it('dispensed by another pharmacy, says the Spine: the one that is here is not supplied and goes back', async () => {
    const begun = await begin('original');
    change(begun.spine, begun.original, { status: '0006', holder: others });
    await ask(begun, begun.original);
    expect((await pairOf(begun)).original.mark).toMatchObject({
      words: 'Dispensed by another pharmacy',
      by: 'the Spine',
    });
    const here = await find(begun.world, begun.replacement);
    expect(here.hold.kind).toBe('superseded');
    expect(await supply(begun.world, here.prescription.key)).not.toBe('done');
    expect((await find(begun.world, begun.replacement)).custody.kind).toBe('returning');
    expect(await scan(begun.world, begun.replacement)).toMatchObject({ look: 'refused' });
    // A person's word at the desk does not take back that it was dispensed.
    await record(begun, begun.original, { kind: 'listed' });
    expect((await pairOf(begun)).original.mark?.words).toBe('Dispensed by another pharmacy');
  });

  it('supplied here before the Spine said so: both were, and a pharmacist closes it', async () => {
    const begun = await begin('original');
    await supply(begun.world, (await find(begun.world, begun.replacement)).prescription.key);
    change(begun.spine, begun.original, { status: '0006', holder: others });
    await ask(begun, begun.original);
    expect((await pairOf(begun)).bothSupplied).toBe(true);
  });

  it('the replacement with another pharmacy: the pair says with whom, and the original waits for a pharmacist', async () => {
    const begun = await begin('replacement');
    await record(begun, begun.replacement, { kind: 'elsewhere', holder });
    expect(await said(begun)).toContain('The Simple Pharmacy, 0113 318 0277');
    expect(pairReason(await pairOf(begun)).text).toBe('which one stays?');
    expect(await holdOf(begun, begun.original)).toBe('superseded');
    // Not so after all.
    await record(begun, begun.replacement, { kind: 'listed' });
    expect((await pairOf(begun)).replacement.mark).toBeUndefined();
    expect(pairReason(await pairOf(begun)).text).toBe('replacement awaited');
  });

  it('the original with another pharmacy: the replacement goes on, and whom to ring is said', async () => {
    const begun = await begin('original');
    const sentence = await record(begun, begun.original, { kind: 'elsewhere', holder });
    expect(sentence).toContain('Ring The Simple Pharmacy');
    expect(await said(begun)).toMatch(/Ring The Simple Pharmacy, 0113 318 0277/);
    expect(pairReason(await pairOf(begun)).text).toBe('with another pharmacy');
    expect(await holdOf(begun, begun.replacement)).toBe('none');
  });

  it('it comes after all: what was heard counts no more', async () => {
    const begun = await begin('replacement');
    await record(begun, begun.replacement, { kind: 'elsewhere', holder });
    change(begun.spine, begun.replacement, { nominated: aSite.ods });
    later(begun.world.clock, 3_600_000);
    await download(begun.world);
    expect((await pairOf(begun)).replacement.mark).toBeUndefined();
    expect((await find(begun.world, begun.original)).custody.kind).toBe('returning');
  });

  it('not so after all, where the pair was closed by it: the desk says to register it anew', async () => {
    const begun = await begin('original');
    await record(begun, begun.original, { kind: 'cancelled' });
    expect(await record(begun, begun.original, { kind: 'listed' })).toContain('register it anew');
  });
});
