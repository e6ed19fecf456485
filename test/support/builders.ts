import type { Actor, DecideContext, Site } from '../../renderer/domain/kernel/context';
import { asUserId } from '../../renderer/domain/kernel/ids';
import { asInstant, type Instant } from '../../renderer/domain/kernel/instant';
import type { DecidedEvent, PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import { evolvePrescription } from '../../renderer/domain/prescriptions/evolve';
import type { PrescriptionEvent } from '../../renderer/domain/prescriptions/events';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import type { Role } from '../../renderer/domain/users/model';
import { aPrescription, type ScriptSpec } from './fhir';

export const aSite: Site = {
  ods: 'FA565',
  name: 'The Training Pharmacy',
  phone: '01632 960100',
  addressLines: ['1 Invented Road'],
  postcode: 'LS99 9ZZ',
  reimbursementAuthority: 'T1450',
};

export const anActor = (role: Role = 'pharmacist', name = 'Priya Shah'): Actor => ({
  userId: asUserId(`user-${name}`),
  name,
  role,
  sdsUserId: '555086689106',
  roleProfileId: '555086715105',
  jobRoleCode: 'S8000:G8000:R8000',
  phone: '01632 960101',
});

/** 24 November 2026, 09:00 in England. */
export const now: Instant = asInstant(Date.UTC(2026, 10, 24, 9, 0, 0));

export const uuids = (prefix = '0') => {
  let n = 0;
  return () => {
    n += 1;
    return `${prefix.padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;
  };
};

export const aContext = (change: Partial<DecideContext> = {}): DecideContext => ({
  now,
  newId: uuids(),
  user: anActor(),
  site: aSite,
  ...change,
});

let seq = 0;
export const recorded = <E extends PrescriptionEvent>(event: E, at: Instant = now, by = 'Priya Shah') => ({
  ...event,
  at,
  by,
  seq: (seq += 1),
});

export const evolveAll = (
  state: PrescriptionState | undefined,
  events: readonly DecidedEvent[],
  at: Instant = now,
): PrescriptionState => {
  const own = events.filter((event): event is PrescriptionEvent => event.type.startsWith('prescription.'));
  const after = own.reduce<PrescriptionState | undefined>(
    (before, event) => evolvePrescription(before, recorded(event, at)),
    state,
  );
  if (!after) throw new Error('no state');
  return after;
};

/** A script that was received by somebody signed in. */
export const received = (
  script: ScriptSpec = {},
  options: { signature?: 'passed' | 'failed'; attended?: boolean } = {},
): PrescriptionState => {
  const prescription = aPrescription(script, { signature: options.signature ?? 'passed' });
  return evolveAll(undefined, [
    {
      type: 'prescription.received',
      key: prescription.key,
      prescription,
      source: { seq: 1, path: 'parameter[0].resource.entry[0].resource' },
      attended: options.attended ?? true,
    },
  ]);
};

export const act = (
  state: PrescriptionState,
  command: PrescriptionCommand,
  context: DecideContext = aContext(),
): PrescriptionState => {
  const decision = decidePrescription(state, command, context);
  if (decision.kind === 'refused') throw new Error(`${command.kind}: ${decision.sentence}`);
  return evolveAll(state, decision.events, context.now);
};

export const refusalCode = (
  state: PrescriptionState,
  command: PrescriptionCommand,
  context: DecideContext = aContext(),
): string => {
  const decision = decidePrescription(state, command, context);
  return decision.kind === 'refused' ? decision.code : 'decided';
};

/** A script taken through the whole work, ready to hand out. */
export const ready = (script: ScriptSpec = {}): PrescriptionState =>
  (['CheckPrescription', 'AssemblePrescription', 'AccuracyCheckPrescription'] as const).reduce(
    (state, kind) => act(state, { kind }),
    received(script),
  );

const settledAs =
  (outcome: 'accepted' | 'refused') =>
  (state: PrescriptionState): PrescriptionState =>
    evolveAll(
      state,
      state.supplies
        .filter(({ notification }) => notification === 'waiting')
        .map(({ messageId }) => ({
          type: 'prescription.notification-settled',
          key: state.prescription.key,
          messageId,
          outcome,
        })),
    );
/** EPS has answered what waited. */
export const accepted = settledAs('accepted');
export const refused = settledAs('refused');
