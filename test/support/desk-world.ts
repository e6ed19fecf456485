import type { Holder, Script } from '../../electron/training/model';
import type { Spine } from '../../electron/training/spine';
import { deskTabs } from '../../renderer/domain/desk/model';
import { asPrescriptionId, type IssueKey } from '../../renderer/domain/kernel/ids';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { readStoredAnswer } from '../../renderer/usecases/inbox/download';
import { planRelease } from '../../renderer/usecases/inbox/plan-release';
import { importToDesk } from '../../renderer/usecases/desk/import-to-desk';
import { scanPrescription, type ScanAnswer } from '../../renderer/usecases/desk/scan-prescription';
import { aSite } from './builders';
import { aList, aPack, entryOf } from './desk';
import { sendDue } from './send-due';
import { later, settleRelease, type World } from './world';

const us: Holder = { ods: aSite.ods, name: aSite.name, phone: aSite.phone, lines: [], postcode: '' };
export const others: Holder = {
  ods: 'VNFKT',
  name: 'The Simple Pharmacy',
  phone: '0113 318 0277',
  lines: [],
  postcode: '',
};

/** Scripts that the Spine counts as ours and that nobody has, as in June 2016. */
export const stuck = (spine: Spine, howMany: number): readonly Script[] => {
  spine.swallow(us, howMany);
  return spine.scripts().filter((script) => script.stuck);
};

export const importAll = ({ deps }: Pick<World, 'deps'>, scripts: readonly Script[], inside = true) =>
  importToDesk(
    deps,
    inside ? aPack : aList,
    scripts.map((script) => entryOf(script, inside)),
    () => undefined,
  );

export const scan = async ({ deps }: Pick<World, 'deps'>, shortId: string, early = false) => {
  const answers: ScanAnswer[] = [];
  await scanPrescription(deps, { id: asPrescriptionId(shortId), onlyKnown: false, early }, (one) =>
    answers.push(one),
  );
  const [scanned] = answers;
  if (scanned?.kind !== 'scanned') throw new Error(scanned?.kind ?? 'a scan was not answered');
  return scanned.scanned;
};

export const keyOf = ({ shortId, longId, issue }: Script) =>
  `${shortId}|${longId.toLowerCase()}|${issue}` as IssueKey; // as issueKeyOf makes it

export const handOut = async ({ deps }: Pick<World, 'deps'>, key: IssueKey): Promise<void> => {
  for (const kind of [
    'CheckPrescription',
    'AssemblePrescription',
    'AccuracyCheckPrescription',
    'SupplyInFull',
  ] as const)
    await actOnPrescription(deps, key, { kind });
};

/** One step of the inbox; true when there is nothing to do now. */
export const stepInbox = async (world: World): Promise<boolean> => {
  const { deps, clock } = world;
  const step = await planRelease(deps, { nominated: false, byId: true });
  switch (step.kind) {
    case 'send': {
      const settled = await settleRelease(deps, step.request, await deps.broker.send(step.request));
      if (settled.kind === 'stuck') later(clock, 20_000);
      return settled.kind === 'empty';
    }
    case 'read':
      await readStoredAnswer(deps, step.requestId, step.answerSeq);
      return false;
    case 'wait':
      clock.at = step.until;
      return false;
    case 'idle':
    case 'cannot':
      return true;
  }
};

export const stepOutbox = async (world: World): Promise<boolean> => {
  const plan = await sendDue(world);
  later(world.clock, 400_000);
  return plan.every((due) => due.kind === 'wait' && due.reason === 'confirmation');
};

/** The broker is there: all that waits is asked and sent. */
export const settle = async (world: World): Promise<void> => {
  for (let i = 0; i < 60 && !(await stepInbox(world)); i += 1);
  for (let i = 0; i < 40 && !(await stepOutbox(world)); i += 1);
};

export const counts = async ({ deps }: World): Promise<Readonly<Record<string, number>>> => {
  const { lists } = await deps.store.counters();
  const numbers = deskTabs.map((tab): [string, number] => [tab, lists[`desk/${tab}`] ?? 0]);
  return Object.fromEntries(numbers.filter(([, number]) => number > 0));
};

/** All groups together. */
export const total = (numbers: Readonly<Record<string, number>>): number =>
  Object.values(numbers).reduce((sum, one) => sum + one, 0);
