import type { DecideContext } from '../../domain/kernel/context';
import type { IssueKey } from '../../domain/kernel/ids';
import { refuse, type Refusal } from '../../domain/kernel/refusal';
import type { UnscriptedCommand } from '../../domain/unscripted/commands';
import {
  decideCorrect,
  decideDates,
  decideRecord,
  type EntryDecision,
  type UnscriptedDecision,
} from '../../domain/unscripted/decide';
import { decideCloseSupply, decideReopenSupply } from '../../domain/unscripted/decide-close';
import { decideMatch } from '../../domain/unscripted/decide-match';
import { decideName } from '../../domain/unscripted/decide-name';
import { mistyped } from '../../domain/patients/typed';
import type { Patient } from '../../domain/prescriptions/model';
import { leftBefore } from '../../domain/unscripted/left-before';
import type { UnscriptedState } from '../../domain/unscripted/model';
import { decideCorrectRefusal, decideRefusal } from '../../domain/unscripted/refused';
import type { CommandReply, ReplyTo } from '../commands';
import { carryOut } from '../carry-out';
import { asFacts, commit } from '../commit';
import { pairsAfter } from './compare-scripts';
import { scriptsOf } from './scripts-around';
import type { Deps } from '../deps';
import { freezeAll } from '../outbox/freeze';
import { contextFor, signedOut } from '../signed-in';

const unknown = (): Refusal =>
  refuse('EntryUnknown', 'USC-8', 'This entry is not known here.', 'Go back to Registers.');

type Of<K extends UnscriptedCommand['kind']> = Extract<UnscriptedCommand, { kind: K }>;
type OnEntry = Exclude<
  UnscriptedCommand,
  Of<'RecordSupply' | 'CorrectSupply' | 'RecordRefusal' | 'CorrectRefusal'>
>;

/** What was entered, with the patient of the script by which they were found. */
const withPatient = async <T extends { readonly patient: Patient }>(
  deps: Deps,
  entered: T,
  patientOf: IssueKey | undefined,
): Promise<T> => {
  const known = patientOf === undefined ? undefined : await deps.store.loadPrescription(patientOf);
  return known ? { ...entered, patient: known.prescription.patient } : entered;
};

const decideOn = async (
  deps: Deps,
  state: UnscriptedState,
  command: OnEntry,
  context: DecideContext,
): Promise<UnscriptedDecision> => {
  const script = () =>
    state.proposal ? deps.store.loadPrescription(state.proposal.key) : Promise.resolve(undefined);
  switch (command.kind) {
    case 'NameSupplyScript':
      return decideName(state, await deps.store.loadPrescription(command.key), command, context);
    case 'ConfirmSupplyMatch':
      return decideMatch(state, await script(), command.how, context);
    case 'RejectSupplyMatch':
      return decideMatch(state, await script(), 'another', context);
    case 'RecordPrescriptionDates':
      return decideDates(state, command, context);
    case 'CloseSupply':
      return decideCloseSupply(state, command.reason, context);
    case 'ReopenSupply':
      return decideReopenSupply(state, command.reason, context);
  }
};

/** Writes what was decided of a supply, with the messages about its script. */
const write = async (
  deps: Deps,
  decision: UnscriptedDecision,
  proposal: UnscriptedState['proposal'],
  context: DecideContext,
): Promise<CommandReply> => {
  if (decision.kind === 'refused') return decision;
  const script = proposal && (await deps.store.loadPrescription(proposal.key));
  const messages = script ? await freezeAll(deps, script, decision.messages, context) : [];
  const refusal = await commit(deps, context.user.name, [
    ...asFacts(decision.events),
    ...messages,
    ...(script ? await pairsAfter(deps, script, decision.events, context.user.name) : []),
  ]);
  return refusal ?? { kind: 'done', sentence: decision.sentence };
};

/** The same of a supply that is entered, by itself or in the place of another. */
const enter = async (
  deps: Deps,
  decision: EntryDecision,
  proposal: UnscriptedState['proposal'],
  context: DecideContext,
): Promise<ReplyTo<'RecordSupply' | 'CorrectSupply'>> => {
  if (decision.kind === 'refused') return decision;
  const reply = await write(deps, decision, proposal, context);
  if (reply.kind === 'refused') return reply;
  const { entered } = decision;
  const [entry] = await deps.store.loadFromList('unscripted', [entered]);
  const more = entry?.proposal ? ' Its script may be here already: look at Registers.' : '';
  const left = entry ? leftBefore(await scriptsOf(deps, [entry.entry.patient]), entry) : '';
  return { kind: 'done', sentence: `${reply.sentence}${more}${left}`, entered };
};

const enteredThere =
  'Entered in the register. It stays open until the days of its prescription, on paper or in the other system, are filled in.';

/** [USC-2] Enters a supply without the script. */
export const recordSupply = async (
  deps: Deps,
  command: Of<'RecordSupply'>,
): Promise<ReplyTo<'RecordSupply'>> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const slip = command.patientOf === undefined ? mistyped(command.entry.patient) : undefined;
  if (slip) return slip;
  const context = contextFor(deps, user);
  const entry = await withPatient(deps, command.entry, command.patientOf);
  const reply = await enter(deps, decideRecord(entry, context), undefined, context);
  // [USC-12] No script comes to a companion.
  return reply.kind === 'done' && deps.kind === 'companion' && entry.route !== 'patient'
    ? { ...reply, sentence: enteredThere }
    : reply;
};

/** [USC-8] Corrects a supply by an entry that takes its place. */
export const correctSupply = async (
  deps: Deps,
  command: Of<'CorrectSupply'>,
): Promise<ReplyTo<'CorrectSupply'>> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const [state] = await deps.store.loadFromList('unscripted', [command.id]);
  if (!state) return unknown();
  const slip = mistyped(command.entry.patient, state.entry.patient);
  if (slip) return slip;
  const context = contextFor(deps, user);
  return enter(deps, decideCorrect(state, command, context), state.proposal, context);
};

/** Matches, completes or closes a supply without the script; each in one write. */
export const actOnSupply = async (deps: Deps, command: OnEntry): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const [state] = await deps.store.loadFromList('unscripted', [command.id]);
  if (!state) return unknown();
  const context = contextFor(deps, user);
  return write(deps, await decideOn(deps, state, command, context), state.proposal, context);
};

/** [USC-14] Puts a refused emergency supply on record. */
export const recordRefusal = async (deps: Deps, command: Of<'RecordRefusal'>): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const refused = await withPatient(deps, command.refused, command.patientOf);
  return carryOut(deps, user, decideRefusal(refused, contextFor(deps, user)));
};

/** [USC-15] Corrects such a record by another. */
export const correctRefusal = async (deps: Deps, command: Of<'CorrectRefusal'>): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const [state] = await deps.store.loadFromList('refusals', [command.id]);
  if (!state) return unknown();
  const context = contextFor(deps, user);
  return carryOut(deps, user, decideCorrectRefusal(state, command.refused, command.reason, context));
};
