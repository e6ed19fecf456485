import { asPrescriptionId, type IssueKey } from '../../renderer/domain/kernel/ids';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { planRelease } from '../../renderer/usecases/inbox/plan-release';
import { settleRelease, type World } from './world';

/** Downloads until the Spine has no more. */
export const download = async ({ deps }: Pick<World, 'deps'>): Promise<void> => {
  for (let i = 0; i < 4; i += 1) {
    const step = await planRelease(deps, undefined);
    if (step.kind !== 'send') return;
    const settled = await settleRelease(deps, step.request, await deps.broker.send(step.request));
    if (settled.kind !== 'more') return;
  }
};

/** A script that must be here. */
export const find = async ({ deps }: Pick<World, 'deps'>, shortId: string): Promise<PrescriptionState> => {
  const [state] = await deps.store.findByShortId(asPrescriptionId(shortId));
  if (!state) throw new Error(`no ${shortId}`);
  return state;
};

/** Takes a script through all its steps and hands it out; the code of the refusal where that is refused. */
export const supply = async ({ deps }: Pick<World, 'deps'>, key: IssueKey): Promise<string> => {
  for (const kind of ['CheckPrescription', 'AssemblePrescription', 'AccuracyCheckPrescription'] as const)
    await actOnPrescription(deps, key, { kind });
  const reply = await actOnPrescription(deps, key, { kind: 'SupplyInFull' });
  return reply.kind === 'refused' ? reply.code : 'done';
};
