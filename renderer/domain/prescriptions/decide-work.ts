import type { DecideContext } from '../kernel/context';
import { refuse } from '../kernel/refusal';
import { holdCause } from './holds';
import type { Role } from '../users/model';
import { blockedBecause } from './allowed';
import { needRole } from '../users/need-role';
import { decided, type Decision } from './commands';
import type { Custody, PrescriptionState, Work } from './model';
import { standingSupplies } from './supplied';

type Step = {
  readonly from: readonly Work[];
  readonly to: Work;
  readonly may: readonly Role[];
  readonly deed: string;
  readonly done: string;
};

/** [PRX-4] The order of the work, and who may take each step. */
export const steps: Readonly<Record<'check' | 'assemble' | 'accuracy-check', Step>> = {
  check: {
    from: ['to-check'],
    to: 'to-assemble',
    may: ['pharmacist'],
    deed: 'The clinical check',
    done: 'Clinical check passed. Next: assemble.',
  },
  assemble: {
    // [PRX-24] Of what was handed out in part, the rest.
    from: ['to-assemble', 'part-supplied'],
    to: 'to-accuracy-check',
    may: ['pharmacist', 'technician', 'dispenser'],
    deed: 'Assembling',
    done: 'Assembled. Next: accuracy check.',
  },
  'accuracy-check': {
    from: ['to-accuracy-check'],
    to: 'ready',
    may: ['pharmacist', 'technician'],
    deed: 'The accuracy check',
    done: 'Accuracy check passed. Ready to hand out.',
  },
};

const workWords: Readonly<Record<Work, string>> = {
  locked: 'still locked',
  'to-check': 'waiting for its clinical check',
  'to-assemble': 'waiting to be assembled',
  'to-accuracy-check': 'waiting for its accuracy check',
  ready: 'ready to hand out',
  'part-supplied': 'supplied in part',
  supplied: 'supplied',
  'not-dispensed': 'recorded as not dispensed',
};

/** A refusal that says where the work stands. */
export const notNow = (state: PrescriptionState, wanted: string) =>
  refuse(
    'WrongStep',
    'PRX-4',
    `This script is ${workWords[state.work]}; ${wanted}.`,
    'Its screen names its next step.',
  );

/** Takes one step forward. */
export const decideStep = (state: PrescriptionState, step: Step, context: DecideContext): Decision => {
  const refusal = blockedBecause(state) ?? needRole(context.user, step.may, step.deed);
  if (refusal) return refusal;
  if (!step.from.includes(state.work))
    return notNow(state, `${step.deed.toLowerCase()} comes at another time`);
  return decided(step.done, [
    { type: 'prescription.advanced', key: state.prescription.key, from: state.work, to: step.to },
  ]);
};

const before: Partial<Record<Work, Work>> = {
  'to-assemble': 'to-check',
  'to-accuracy-check': 'to-assemble',
  ready: 'to-accuracy-check',
};

/** [PRX-4] [PRX-24] The step before, while nothing that came through it was handed out. */
const stepBefore = (state: PrescriptionState): Work | undefined => {
  const ofRest = state.bag?.ofRest === true;
  if (standingSupplies(state).length > 0 && !ofRest) return undefined;
  return ofRest && state.work === 'to-accuracy-check' ? 'part-supplied' : before[state.work];
};

/** Undo of the last step. */
export const decideStepBack = (state: PrescriptionState, context: DecideContext): Decision => {
  const refusal =
    blockedBecause(state) ??
    needRole(context.user, ['pharmacist', 'technician', 'dispenser'], 'Going back a step');
  if (refusal) return refusal;
  const to = stepBefore(state);
  if (to === undefined) return notNow(state, 'there is no step to take back');
  return decided(`Taken back: the script is ${workWords[to]} again.`, [
    { type: 'prescription.advanced', key: state.prescription.key, from: state.work, to },
  ]);
};

export const cleanReason = (reason: string): string => reason.trim().replace(/\s+/g, ' ').slice(0, 300);

/** What has gone comes again as it came this time, if at all. */
const gone: readonly Custody['kind'][] = ['returned', 'elsewhere', 'sealed', 'ended'];

/** [PRX-8] Anyone who sees a reason to stop may stop a script that is here. */
export const decideHold = (state: PrescriptionState, reason: string): Decision => {
  if (gone.includes(state.custody.kind)) return blockedBecause(state) ?? notNow(state, 'it is not here');
  const why = cleanReason(reason);
  if (why === '')
    return refuse('ReasonMissing', 'PRX-8', 'A hold needs a reason.', 'Write why this script must wait.');
  if (state.hold.kind !== 'none') return blockedBecause(state) ?? notNow(state, 'it is on hold already');
  if (state.work === 'supplied' || state.work === 'not-dispensed')
    return notNow(state, 'there is nothing left to hold');
  return decided('On hold. Nothing can be supplied from it until a pharmacist lifts the hold.', [
    { type: 'prescription.held', key: state.prescription.key, reason: why },
  ]);
};

/** [PRX-8] Only a pharmacist lifts a hold, with a reason; a failed signature is noted, never lifted to supply. */
export const decideLift = (state: PrescriptionState, reason: string, context: DecideContext): Decision => {
  const why = cleanReason(reason);
  const noted = state.hold.kind === 'signature-failed';
  const refusal = needRole(context.user, ['pharmacist'], noted ? 'Noting this' : 'Lifting a hold');
  if (refusal) return refusal;
  if (state.hold.kind === 'none') return notNow(state, 'it is not on hold');
  if (holdCause(state.hold) !== undefined)
    return blockedBecause(state) ?? notNow(state, 'it is decided elsewhere');
  if (state.hold.kind === 'conflict')
    return refuse(
      'NotConfirmed',
      'DSK-12',
      'The Spine does not confirm this script, so the hold is not just lifted.',
      'Compare both sides on the script and choose there.',
    );
  if (why === '')
    return noted
      ? refuse('ReasonMissing', 'PRX-8', 'A note needs words.', 'Write what was done.')
      : refuse('ReasonMissing', 'PRX-8', 'Lifting a hold needs a reason.', 'Write why it may go on.');
  const sentence = noted
    ? 'Noted. EPS takes this script back by itself; the prescriber writes a new one.'
    : 'Hold lifted. The script goes on where it was.';
  return decided(sentence, [{ type: 'prescription.hold-lifted', key: state.prescription.key, reason: why }]);
};
