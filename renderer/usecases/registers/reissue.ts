import { deskTabOf } from '../../domain/desk/model';
import { readTypedId } from '../../domain/kernel/check-character';
import { idLink, keyLink } from '../../domain/kernel/links';
import { refuse, type Refusal } from '../../domain/kernel/refusal';
import type { RegisterReissue, ReissueCommand } from '../../domain/reissue/commands';
import { decideReissue } from '../../domain/reissue/decide';
import { decideRegister } from '../../domain/reissue/register';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import type { ReissueState } from '../../domain/reissue/model';
import type { CommandReply } from '../commands';
import { asFacts, commit, type Fact } from '../commit';
import { draftAround, factsOf, pairsAround, pairsBy } from './compare-scripts';
import type { Deps } from '../deps';
import { hearDesk } from './pairs-hear';
import { distinct, linksOf } from './scripts-around';
import { contextFor, signedOut } from '../signed-in';

const unknown = (): Refusal =>
  refuse('PairUnknown', 'RSU-1', 'This pair is not known here.', 'Go back to Registers.');

/** The script that was chosen from the screen, or all that have the id. */
const scriptsNamed = async (deps: Deps, command: RegisterReissue): Promise<readonly PrescriptionState[]> => {
  if (command.key !== undefined) {
    const chosen = await deps.store.loadPrescription(command.key);
    return chosen ? [chosen] : [];
  }
  const read = readTypedId(command.typedId ?? '');
  return read.kind === 'wrong' ? [] : deps.store.findByShortId(read.id);
};

/** Pairs that know one of these scripts, one of the ids, or the patient of a registration. */
const pairsBeside = (
  deps: Deps,
  command: RegisterReissue,
  found: readonly PrescriptionState[],
): Promise<readonly ReissueState[]> => {
  const ids = [command.typedId, command.replacementId].map((id) => readTypedId(id ?? ''));
  const patients = [
    ...found.map(({ prescription }) => prescription.patient),
    ...(command.patient ? [command.patient] : []),
  ];
  return pairsBy(deps, [
    ...found.map(({ prescription }) => keyLink(prescription.key)),
    ...ids.flatMap((read) => (read.kind === 'ok' ? [idLink(read.id)] : [])),
    ...linksOf(patients),
  ]);
};

/** Registers "the GP re-sends this", and matches at once what is here already, in one write. */
export const registerReissue = async (deps: Deps, command: RegisterReissue): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const context = contextFor(deps, user);
  const found = await scriptsNamed(deps, command);
  const pairs = await pairsBeside(deps, command, found);
  const decision = decideRegister(command, found, pairs, context);
  if (decision.kind === 'refused') return decision;
  const { event } = decision;
  const { shortId } = event.replacement;
  const resent = shortId === undefined ? [] : await deps.store.findByShortId(shortId);
  const patients = [event.patient, ...resent.map(({ prescription }) => prescription.patient)];
  const draft = await draftAround(deps, pairs, patients, user.name);
  draft.take(event);
  // What it holds first, so that nothing the desk heard before frees that without a person.
  draft.settle(event.id);
  const named = [event.id, ...pairs.filter(({ end }) => !end).map(({ id }) => id)];
  await hearDesk(
    deps,
    draft,
    named.flatMap((id) => draft.pair(id) ?? []),
  );
  draft.settleAll(named);
  const refusal = await commit(deps, user.name, await factsOf(deps, draft));
  if (refusal) return refusal;
  const pair = draft.pair(event.id);
  if (pair?.goes !== undefined || pair?.proposal)
    return {
      kind: 'done',
      sentence: 'Registered. The other script is here already: look at the pair in Registers.',
    };
  return {
    kind: 'done',
    sentence:
      deps.kind === 'companion'
        ? 'Registered. Nothing here sees the other system: mark in Registers what becomes of each there.'
        : 'Registered. Whichever of the two comes is matched; never both are supplied here.',
  };
};

/** [RSU-23] Nobody waits at the desk either for one that a pair was closed without; other issues of its id wait on. */
const rowClosed = async (deps: Deps, pair: ReissueState | undefined): Promise<readonly Fact[]> => {
  if (pair?.end?.how !== 'left' || pair.goes === undefined) return [];
  const { shortId } = pair[pair.goes];
  const [row] = shortId === undefined ? [] : await deps.store.loadFromList('desk', [shortId]);
  if (!row || deskTabOf(row) !== 'to-scan' || row.packed.length > 1) return [];
  const { id } = row;
  return asFacts([{ type: 'desk.outcome-recorded', id, outcome: { kind: 'closed' }, note: pair.end.reason }]);
};

/** What a person says about a pair, and all that follows, in one write. */
export const actOnReissue = async (deps: Deps, command: ReissueCommand): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const context = contextFor(deps, user);
  const [pair] = await deps.store.loadFromList('reissues', [command.id]);
  if (!pair) return unknown();
  const keys = [pair.original.key, pair.replacement.key, pair.proposal?.key].filter(
    (key) => key !== undefined,
  );
  const own = (await deps.store.loadPrescriptions(keys)).filter((state) => state !== undefined);
  const ids = [pair.original.shortId, pair.replacement.shortId].flatMap((id) => (id ? [idLink(id)] : []));
  const around = [...(await pairsAround(deps, own)), ...(await pairsBy(deps, ids))];
  const pairs = distinct([pair, ...around], ({ id }) => id);
  const draft = await draftAround(deps, pairs, [pair.patient], user.name);
  const decision = decideReissue(pair, command, (key) => draft.script(key), context, pairs);
  if (decision.kind === 'refused') return decision;
  for (const event of decision.said) draft.take(event);
  draft.settle(pair.id, decision.again);
  draft.settleBeside(pair.id);
  const refusal = await commit(deps, user.name, [
    ...(await factsOf(deps, draft)),
    ...(await rowClosed(deps, draft.pair(pair.id))),
  ]);
  return refusal ?? { kind: 'done', sentence: decision.sentence };
};
