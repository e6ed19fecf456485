import type { Script } from '../../electron/training/model';
import type { Spine } from '../../electron/training/spine';
import type { DeskOutcome } from '../../renderer/domain/desk/events';
import { asPrescriptionId } from '../../renderer/domain/kernel/ids';
import type { ReissueState } from '../../renderer/domain/reissue/model';
import { pairSentence } from '../../renderer/features/registers/words';
import { importToDesk } from '../../renderer/usecases/desk/import-to-desk';
import { actOnDesk } from '../../renderer/usecases/desk/desk';
import { requestById } from '../../renderer/usecases/inbox/request-by-id';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { aSite } from './builders';
import { aList } from './desk';
import { stepInbox } from './desk-world';
import { MemoryJournal } from './memory-journal';
import { download, find } from './on-the-way';
import { signIn } from './sign-in';
import { aSpine, openWorld, type World } from './world';

export const change = (spine: Spine, id: string, to: Partial<Script>): void =>
  spine.restore(spine.scripts().map((one) => (one.shortId === id ? { ...one, ...to } : one)));

export type Begun = {
  readonly world: World;
  readonly spine: Spine;
  readonly original: string;
  readonly replacement: string;
};

/** Two scripts for one supply; one of them is here, and the other one is known by its id. */
export const beginPair = async (
  name: string,
  missing: 'original' | 'replacement',
  registered = true,
): Promise<Begun> => {
  const spine = aSpine(1);
  const world = await openWorld({ journal: new MemoryJournal(), spine, name });
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
export const register = async ({ world: { deps }, original, replacement }: Begun): Promise<void> => {
  const ids = { typedId: original, replacementId: replacement };
  const reply = await actInRegisters(deps, { kind: 'RegisterReissue', ...ids, note: '' });
  if (reply.kind !== 'done') throw new Error(reply.sentence);
};

export const pairOf = async ({ world: { deps }, original }: Begun): Promise<ReissueState> => {
  const [found] = await deps.store.findByLink('reissues', `id|${original}`);
  if (!found) throw new Error('no pair');
  return found;
};
export const record = async ({ world: { deps } }: Begun, id: string, outcome: DeskOutcome) => {
  const reply = await actOnDesk(deps, {
    kind: 'RecordOutcome',
    id: asPrescriptionId(id),
    outcome,
    note: 'The surgery says so',
  });
  return reply.kind === 'done' ? reply.sentence : reply.kind;
};
export const holder = { ods: 'VNFKT', name: 'The Simple Pharmacy', phone: '0113 318 0277', address: '' };
export const holdOf = async ({ world: here }: Begun, id: string) => (await find(here, id)).hold.kind;
export const said = async (begun: Begun) => pairSentence(await pairOf(begun), begun.world.clock.at);
export const ask = async ({ world: here }: Begun, id: string) => {
  const asks = await requestById(here.deps, id);
  if (asks.kind !== 'ask') throw new Error(asks.kind);
  for (let i = 0; i < 5 && !(await stepInbox(here)); i += 1);
};
