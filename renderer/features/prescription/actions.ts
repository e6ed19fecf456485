import { completedBy } from '../../domain/claims/decide';
import type { Actor, DecideContext, Site } from '../../domain/kernel/context';
import { asInstant } from '../../domain/kernel/instant';
import { bestNow, type ClockFault } from '../../domain/kernel/clock-fault';
import type { IssueKey } from '../../domain/kernel/ids';
import type { Refusal } from '../../domain/kernel/refusal';
import { blockedBecause } from '../../domain/prescriptions/allowed';
import type { PrescriptionCommand } from '../../domain/prescriptions/commands';
import { assembledWords } from '../../domain/prescriptions/decide-assemble';
import { amendRefusal, restWords } from '../../domain/prescriptions/decide-amend';
import { decidePrescription } from '../../domain/prescriptions/decide';
import { nothingToSupply } from '../../domain/prescriptions/decide-supply';
import { mayUndoRelease } from '../../domain/prescriptions/decide-unconfirmed';
import { endOfUnsupplied } from '../../domain/prescriptions/ended';
import { neverSent } from '../../domain/prescriptions/decide-time-right';
import { countedAt } from '../../domain/prescriptions/hand-out-time';
import type { PrescriptionState, Supply, Work } from '../../domain/prescriptions/model';
import { nextIssueOn } from '../../domain/prescriptions/windows';
import type { Command } from '../../usecases/commands';
import type { PersonView, PrescriptionView } from '../../usecases/views';

export type Step = {
  readonly key: string;
  readonly label: string;
  readonly command: PrescriptionCommand;
};

const next: Partial<Record<Work, Step>> = {
  'to-check': { key: 'C', label: 'Pass the clinical check', command: { kind: 'CheckPrescription' } },
  'to-accuracy-check': {
    key: 'V',
    label: 'Pass the accuracy check',
    command: { kind: 'AccuracyCheckPrescription' },
  },
};

/** What is said of each line: what is in the bag, what leaves, what really left. */
type ByLine = Extract<PrescriptionCommand, { kind: 'AssemblePrescription' | 'SupplyItems' | 'AmendSupply' }>;

/**
 * The one next step of a script, if it has one; assembly and hand-out do what was chosen for each line. [PRX-9] Nobody
 * checks or assembles what can never be handed out (`forNothing`).
 */
export const nextStep = (
  state: PrescriptionState,
  chosen: ByLine,
  forNothing?: Refusal,
): Step | undefined => {
  if (chosen.kind === 'AmendSupply') return { key: 'H', label: 'Send the correction', command: chosen };
  if (forNothing) return undefined;
  if (chosen.kind === 'AssemblePrescription') {
    const short = (chosen.choices ?? []).filter(({ kind }) => kind !== 'full').length;
    return { key: 'A', label: assembledWords(state, short), command: chosen };
  }
  if (state.work === 'ready') return { key: 'H', label: 'Hand out and notify EPS', command: chosen };
  return next[state.work];
};

/** [PRX-24] What came of what was owed, without assembly: for whoever may check it, or where nothing leaves. */
export const stepAtOnce = (chosen: Extract<ByLine, { kind: 'SupplyItems' }>): Step => ({
  key: 'H',
  label: chosen.choices.some(({ kind }) => kind === 'full' || kind === 'part')
    ? 'Checked: hand out now'
    : 'Record it and notify EPS',
  command: chosen,
});

/** [DSK-9] The step before: of a script on which nobody worked, its release from a pack. */
export const stepBack = (state: PrescriptionState): Pick<Step, 'label' | 'command'> =>
  mayUndoRelease(state)
    ? { label: 'Put it back into its pack', command: { kind: 'UndoRelease' } }
    : { label: 'Undo the last step', command: { kind: 'StepBackPrescription' } };

const nobody = '00000000-0000-4000-8000-000000000000';

/** Who asks, where, and by what clock. */
export type Seat = {
  readonly person: PersonView;
  readonly site: Site;
  /** What is wrong with the clock. */
  readonly clock?: ClockFault | undefined;
};

/** A correction is asked about before anybody has chosen what it says. */
export type Asked = PrescriptionCommand | { readonly kind: 'BeginAmend' };

/** What a person gives a reason for, as if one had been given: whether it may be done at all does not hang on which. */
export const asIf = {
  hold: { kind: 'HoldPrescription', reason: 'asked' },
  lift: { kind: 'LiftHold', reason: 'asked' },
  giveBack: { kind: 'ReturnPrescription', reasonCode: '0003' },
  none: { kind: 'RecordNotDispensed', reasonCode: '0002' },
  since: { kind: 'SayHandedOutSince', reason: 'asked' },
  closed: { kind: 'NoteClosedByEps', reason: 'asked' },
  amend: { kind: 'BeginAmend' },
  withdraw: { kind: 'WithdrawSupply', reasonCode: 'QU' },
} as const satisfies Readonly<Record<string, Asked>>;

/** For what only asks the domain: nothing is written with it. */
export const contextOf = ({ person, site, clock }: Seat, now: number): DecideContext => {
  const user: Actor = {
    ...person,
    sdsUserId: '',
    roleProfileId: '',
    jobRoleCode: '',
    phone: '',
  };
  return { now: asInstant(now), newId: () => nobody, user, site, ...(clock ? { clock } : {}) };
};

/** The keys of the steps, each with what it would do were it its turn. */
export const inTurn = {
  c: { kind: 'CheckPrescription' },
  a: { kind: 'AssemblePrescription' },
  v: { kind: 'AccuracyCheckPrescription' },
  h: { kind: 'SupplyInFull' },
} as const satisfies Readonly<Record<string, PrescriptionCommand>>;

/** Asks the domain itself whether a command would be refused; nothing is done. */
export const refusalOf = (
  state: PrescriptionState,
  command: Asked,
  seat: Seat,
  now: number,
): Refusal | undefined => {
  const context = contextOf(seat, now);
  if (command.kind === 'BeginAmend') return amendRefusal(state, context);
  const decision = decidePrescription(state, command, context);
  return decision.kind === 'refused' ? decision : undefined;
};

/** [PRX-24] What a correction, as it stands, would make of a rest that lies in its bag: said before it is sent. */
export const restAfter = (
  state: PrescriptionState,
  command: PrescriptionCommand,
  seat: Seat,
  now: number,
): string => {
  const decision = decidePrescription(state, command, contextOf(seat, now));
  if (decision.kind === 'refused') return '';
  return decision.events
    .map((event) => (event.type === 'prescription.supplied' ? restWords(event.supply) : ''))
    .join('');
};

/** [PRX-22] [OUT-14] Hand-outs of which this person may put the time right before anything is sent. */
export const neverSentFor = (
  { state, messages }: PrescriptionView,
  { person }: Pick<Seat, 'person'>,
): readonly Supply[] =>
  // [OUT-14] What an older journal proves only the engine knows: it refuses, and says so.
  person.role === 'pharmacist' ? neverSent(state, { messages, provesFrom: 0 }) : [];

export const blockOf = (state: PrescriptionState): Refusal | undefined => blockedBecause(state);

/** [PRX-9] Nothing of it can be handed out: said from the first step on, before anybody works for nothing. */
export const emptyHanded = (state: PrescriptionState, seat: Seat, now: number): Refusal | undefined => {
  const context = contextOf(seat, now);
  const counted = countedAt(bestNow(context), context);
  return state.supplies.length === 0 && endOfUnsupplied(state.prescription, counted) !== undefined
    ? nothingToSupply()
    : undefined;
};

/** The next issue of a repeat can be asked for: this one is over. */
export const mayAskNext = (state: PrescriptionState): boolean =>
  nextIssueOn(state.prescription) !== undefined && (completedBy(state) ?? state.closed) !== undefined;

/** A command of the domain as the engine takes it. */
export const commandFor = (key: IssueKey, command: PrescriptionCommand): Command => ({ ...command, key });
