import type { Actor, DecideContext } from '../domain/kernel/context';
import type { IssueKey } from '../domain/kernel/ids';
import { refuse, type Refusal } from '../domain/kernel/refusal';
import type { UnscriptedCommand } from '../domain/unscripted/commands';
import {
  decideCorrect,
  decideDates,
  decideRecord,
  type UnscriptedDecision,
} from '../domain/unscripted/decide';
import { decideCloseSupply, decideReopenSupply } from '../domain/unscripted/decide-close';
import { decideMatch } from '../domain/unscripted/decide-match';
import { decideName } from '../domain/unscripted/decide-name';
import type { Patient } from '../domain/prescriptions/model';
import type { UnscriptedState } from '../domain/unscripted/model';
import { decideCorrectRefusal, decideRefusal } from '../domain/unscripted/refused';
import type { CommandReply } from './commands';
import { commit } from './commit';
import type { Deps } from './deps';
import { freezeAll } from './freeze';

const signedOut = (): Refusal =>
  refuse('SignedOut', 'USR-1', 'Nobody is signed in.', 'Sign in, then do it again.');
const contextOf = (deps: Deps, user: Actor): DecideContext => ({
  now: deps.clock.now(),
  newId: deps.ids.newId,
  user,
  site: deps.site,
});
const unknown = (): Refusal =>
  refuse('EntryUnknown', 'USC-8', 'This entry is not known here.', 'Go back to Registers.');

type Recorded = Extract<UnscriptedCommand, { kind: 'RecordSupply' }>;
type OnRefusal = Extract<UnscriptedCommand, { kind: 'RecordRefusal' | 'CorrectRefusal' }>;
type OnEntry = Exclude<UnscriptedCommand, Recorded | OnRefusal>;

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
    case 'CorrectSupply':
      return decideCorrect(state, command, context);
  }
};

/** Enters, matches and completes supplies without the script; each in one write. */
export const actOnUnscripted = async (deps: Deps, command: Recorded | OnEntry): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const context = contextOf(deps, user);
  const [state] =
    command.kind === 'RecordSupply' ? [] : await deps.store.loadFromList('unscripted', [command.id]);
  if (command.kind !== 'RecordSupply' && !state) return unknown();
  const decision =
    command.kind === 'RecordSupply'
      ? decideRecord(await withPatient(deps, command.entry, command.patientOf), context)
      : state
        ? await decideOn(deps, state, command, context)
        : unknown();
  if (decision.kind === 'refused') return decision;
  const script = state?.proposal && (await deps.store.loadPrescription(state.proposal.key));
  const messages = script ? await freezeAll(deps, script, decision.messages, context) : [];
  const refusal = await commit(deps, user.name, [
    ...decision.events.map((event) => ({ event })),
    ...messages,
  ]);
  if (refusal) return refusal;
  const [first] = decision.events;
  const [entered] =
    first?.type === 'unscripted.supplied' ? await deps.store.loadFromList('unscripted', [first.id]) : [];
  const more = entered?.proposal ? ' Its script may be here already: look at Registers.' : '';
  return {
    kind: 'done',
    sentence: `${decision.sentence}${more}`,
    ...(entered ? { entered: entered.id } : {}),
  };
};

/** [USC-14] [USC-15] Puts a refused emergency supply on record, or corrects such a record by another. */
export const actOnRefusal = async (deps: Deps, command: OnRefusal): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const context = contextOf(deps, user);
  const { kind, refused } = command;
  const [state] = kind === 'CorrectRefusal' ? await deps.store.loadFromList('refusals', [command.id]) : [];
  if (kind === 'CorrectRefusal' && !state) return unknown();
  const decision =
    kind === 'CorrectRefusal' && state
      ? decideCorrectRefusal(state, refused, command.reason, context)
      : decideRefusal(
          await withPatient(deps, refused, kind === 'RecordRefusal' ? command.patientOf : undefined),
          context,
        );
  if (decision.kind === 'refused') return decision;
  const refusal = await commit(
    deps,
    user.name,
    decision.events.map((event) => ({ event })),
  );
  return refusal ?? { kind: 'done', sentence: decision.sentence };
};
