import { asInstant } from '../../renderer/domain/kernel/instant';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { decideRecord, type UnscriptedDecision } from '../../renderer/domain/unscripted/decide';
import { evolveUnscripted } from '../../renderer/domain/unscripted/evolve';
import type { Entry, UnscriptedState } from '../../renderer/domain/unscripted/model';
import { aContext, evolveAll, now, received, uuids } from './builders';
import { aPrescription } from './fhir';

export const { patient } = aPrescription();
export const hour = 3_600_000;
/** Answers that the law allows. */
export const asked = { undertaken: 'yes', 'uk-prescriber': 'yes' } as const;
export const interviewed = {
  interviewed: 'yes',
  'needed-now': 'yes',
  licensed: 'yes',
  'schedule-18': 'no',
} as const;
export const entry: Entry = {
  route: 'prescriber',
  suppliedAt: asInstant(now - 2 * hour),
  patient,
  items: [
    {
      display: 'Amoxicillin 250mg capsules',
      code: '',
      quantity: 21,
      unit: 'capsule',
      schedule: 'none',
      directions: 'One three times a day',
    },
  ],
  reason: 'The surgery cannot send, the child is ill',
  prescriber: { name: 'Dr A Nwosu', address: 'Invented Street Surgery', phone: '01632 960311' },
  answers: asked,
};
export const byPatient: Entry = {
  ...entry,
  route: 'patient',
  answers: interviewed,
  interview: { evidence: 'Our record of October', whyNoPrescription: 'Surgery closed until Monday' },
  items: [
    {
      display: 'Ramipril 5mg capsules',
      code: '',
      quantity: 28,
      unit: 'capsule',
      schedule: 'none',
      directions: 'One three times a day',
      days: 28,
    },
  ],
};
export const item = (display: string, more: Partial<Entry['items'][number]> = {}) => ({
  ...byPatient,
  items: [{ display, code: '', quantity: 1, unit: '', schedule: 'none', directions: 'One a day', ...more }],
});

const newId = uuids('5');
export const context = (change: Parameters<typeof aContext>[0] = {}) => aContext({ newId, ...change });
export const code = (decision: UnscriptedDecision): string =>
  decision.kind === 'refused' ? decision.code : 'decided';
export const record = (one: Entry = entry, change: Parameters<typeof aContext>[0] = {}) =>
  decideRecord(one, context(change));

export const fold = (state: UnscriptedState | undefined, decision: UnscriptedDecision): UnscriptedState => {
  if (decision.kind === 'refused') throw new Error(decision.sentence);
  let after = state;
  for (const event of decision.events)
    if (event.type.startsWith('unscripted.') && (!state || !('id' in event) || event.id === state.id))
      after = evolveUnscripted(after, {
        ...(event as never as { type: 'unscripted.supplied' } & typeof event),
        at: now,
        by: 'Priya Shah',
        seq: 1,
      }); // narrowed by its name
  if (!after) throw new Error('no state');
  return after;
};
export const proposedFor = (state: UnscriptedState, script: PrescriptionState): UnscriptedState => ({
  ...state,
  proposal: { key: script.prescription.key, shortId: script.prescription.shortId },
});
export const held = (state: UnscriptedState, script = received()): PrescriptionState => {
  const { key } = script.prescription;
  return evolveAll(script, [{ type: 'prescription.supplied-before', key, unscriptedId: state.id }]);
};
