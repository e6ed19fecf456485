import { asPrescriptionId, type IssueKey } from '../../renderer/domain/kernel/ids';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import type { ReissueState } from '../../renderer/domain/reissue/model';
import type { Entry } from '../../renderer/domain/unscripted/model';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { planRelease } from '../../renderer/usecases/inbox/plan-release';
import { asked } from './supplies';
import { stepsOfWork } from './wishes';
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
  for (const kind of stepsOfWork) await actOnPrescription(deps, key, { kind });
  const reply = await actOnPrescription(deps, key, { kind: 'SupplyInFull' });
  return reply.kind === 'refused' ? reply.code : 'done';
};

/** Takes a script through all its steps and tells EPS that all of it is owed; what is answered to that. */
export const leaveOwing = async (
  { deps }: Pick<World, 'deps'>,
  { prescription: { key, items } }: PrescriptionState,
): Promise<string> => {
  for (const kind of stepsOfWork) await actOnPrescription(deps, key, { kind });
  const choices = items.map(({ itemId }) => ({ kind: 'owing', itemId }) as const);
  return (await actOnPrescription(deps, key, { kind: 'SupplyItems', choices })).sentence;
};

/** The pair that a pharmacist is asked about. */
export const pairAsked = async ({ deps }: Pick<World, 'deps'>): Promise<ReissueState> => {
  const [pair] = await deps.store.loadTab('reissues', 'to-decide');
  if (!pair) throw new Error('no pair');
  return pair;
};

/** An emergency supply, made now, of what a script asks for. */
export const entryFor = (
  { prescription }: PrescriptionState,
  { deps }: Pick<World, 'deps'>,
  more: Partial<Entry> = {},
): Entry => ({
  route: 'prescriber',
  suppliedAt: deps.clock.now(),
  patient: prescription.patient,
  items: prescription.items.map(({ medication, quantity }) => ({
    display: medication.display,
    code: '',
    quantity: quantity.value,
    unit: quantity.unit,
    schedule: 'none',
    directions: 'One a day',
  })),
  reason: 'No script can be had',
  prescriber: { name: 'Dr A', address: 'A surgery', phone: '' },
  answers: asked,
  ...more,
});
