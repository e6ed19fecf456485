import { writeReturn } from '../../domain/fhir/write-return';
import type { Actor } from '../../domain/kernel/context';
import type { DomainEvent } from '../../domain/events';
import type { IssueKey } from '../../domain/kernel/ids';
import { idLink, keyLink } from '../../domain/kernel/links';
import type { Refusal } from '../../domain/kernel/refusal';
import { holdCause } from '../../domain/prescriptions/holds';
import type { PrescriptionEvent } from '../../domain/prescriptions/events';
import type { Patient, PrescriptionState } from '../../domain/prescriptions/model';
import { sideOf } from '../../domain/reissue/arrive';
import type { ReturnAnswered } from '../../domain/reissue/answered';
import { PairDraft } from '../../domain/reissue/draft';
import { notCompared, twinRefusal } from '../../domain/reissue/may-supply';
import type { ReissueState } from '../../domain/reissue/model';
import { asFacts, commit, type Fact } from '../commit';
import { bestTimeOf } from '../best-time';
import { programName, type Deps } from '../deps';
import { freeze } from '../outbox/freeze';
import { distinct, linksOf, scriptsOf } from './scripts-around';
import { lookAtSupplies } from './settle-supplies';

/** Pairs that are found by any of these links. */
export const pairsBy = async (deps: Deps, links: readonly string[]): Promise<readonly ReissueState[]> => {
  const found = await Promise.all([...new Set(links)].map((link) => deps.store.findByLink('reissues', link)));
  return distinct(found.flat(), ({ id }) => id);
};

/** Pairs that know one of these scripts, by key, id or patient; most days there is none at all. */
export const pairsAround = async (
  deps: Deps,
  scripts: readonly PrescriptionState[],
): Promise<readonly ReissueState[]> => {
  return pairsBy(deps, [
    ...linksOf(scripts.map(({ prescription }) => prescription.patient)),
    ...scripts.flatMap(({ prescription: { key, shortId } }) => [keyLink(key), idLink(shortId)]),
  ]);
};

/** Scripts of the same patients, and those that their pairs name. */
const siblingsOf = async (
  deps: Deps,
  patients: readonly Patient[],
  pairsRead: readonly ReissueState[] | Promise<readonly ReissueState[]>,
): Promise<readonly PrescriptionState[]> => {
  const [near, pairs] = await Promise.all([scriptsOf(deps, patients), pairsRead]);
  const known = new Set(near.map(({ prescription }) => prescription.key));
  const named = pairs
    .flatMap((pair) => [pair.original.key, pair.replacement.key, pair.proposal?.key])
    .filter((key) => key !== undefined)
    .filter((key) => !known.has(key));
  const others = await deps.store.loadPrescriptions([...new Set(named)]);
  return [...near, ...others.filter((state) => state !== undefined)];
};

const contextOf = (deps: Deps, by: string) => ({ now: deps.clock.now(), by, newId: deps.ids.newId });

/** A draft that knows everything around some patients. */
export const draftAround = async (
  deps: Deps,
  pairs: readonly ReissueState[],
  patients: readonly Patient[],
  by: string,
): Promise<PairDraft> => new PairDraft(await siblingsOf(deps, patients, pairs), pairs, contextOf(deps, by));

/** The events of a draft and its returns as frozen messages, to be written as one. */
export const factsOf = async (deps: Deps, draft: PairDraft): Promise<readonly Fact[]> => {
  const messages: Fact[] = [];
  for (const { key, messageId, reason, author } of draft.returns) {
    const prescription = draft.script(key)?.prescription;
    if (!prescription) continue;
    const at = bestTimeOf(deps);
    const body = writeReturn({ prescription, messageId, reason, at, actor: author, site: deps.site });
    messages.push(await freeze(deps, key, { kind: 'return', messageId, reason }, body, author));
  }
  return [...asFacts(draft.events), ...messages];
};

const arrivals = [
  'prescription.received',
  'prescription.received-again',
  'prescription.released-offline',
  'prescription.confirmed',
  'prescription.conflicted',
] as const;
type Arrived = Extract<PrescriptionEvent, { type: (typeof arrivals)[number] }>;
const isArrival = (event: DomainEvent): event is Arrived => arrivals.some((type) => type === event.type);

/** After these another script may go back, or no longer, for one that has its place in a pair. */
const turns: readonly DomainEvent['type'][] = [
  'prescription.release-undone',
  'prescription.reconciled',
  'prescription.supplied',
  'prescription.supply-withdrawn',
  'prescription.handed-out-since',
  'prescription.closed-by-eps',
  'prescription.claim-settled',
];
const isTurn = (event: DomainEvent): event is PrescriptionEvent => turns.includes(event.type);

const pairsOf = (deps: Deps, key: IssueKey): Promise<readonly ReissueState[]> =>
  deps.store.findByLink('reissues', keyLink(key));

/** A draft in which a script stands as it will once what is written of it is there. `near`: whose patients' scripts too. */
const draftAfter = async (
  deps: Deps,
  state: PrescriptionState,
  written: readonly PrescriptionEvent[],
  pairs: readonly ReissueState[],
  by: string,
  near: readonly PrescriptionState[] = [],
): Promise<PairDraft> => {
  const { key } = state.prescription;
  const next = new PairDraft([state], [], contextOf(deps, by));
  for (const event of written) next.take(event);
  const patients = near.map(({ prescription }) => prescription.patient);
  const around = await siblingsOf(deps, patients, pairs);
  const others = around.filter(({ prescription }) => prescription.key !== key);
  return new PairDraft([...others, next.script(key) ?? state], pairs, contextOf(deps, by));
};

/** [RSU-18] What follows for the pairs of a script from what is about to be written of it, in the same write. */
export const pairsAfter = async (
  deps: Deps,
  state: PrescriptionState,
  written: readonly DomainEvent[],
  by: string,
): Promise<readonly Fact[]> => {
  const events = written.filter(isTurn);
  if (events.length === 0 || deps.store.surelyEmpty('reissues')) return [];
  const { key } = state.prescription;
  const pairs = (await pairsOf(deps, key)).filter((pair) => sideOf(pair, key));
  if (pairs.length === 0) return [];
  const draft = await draftAfter(deps, state, events, pairs, by);
  draft.settleAll(pairs.map(({ id }) => id));
  return factsOf(deps, draft);
};

/**
 * [RSU-12] The first look, when scripts arrive by whatever way: what their arrival means for pairs, in the same write
 * as the arrival itself. Events that are no arrival pass unchanged.
 */
export const withComparison = async (
  deps: Deps,
  events: readonly DomainEvent[],
): Promise<readonly Fact[]> => {
  const arrived = events.filter(isArrival);
  if (arrived.length === 0) return asFacts(events);
  const keys = arrived.map(({ key }) => key);
  const here = (await deps.store.loadPrescriptions(keys)).filter((state) => state !== undefined);
  const fresh = new PairDraft(here, [], contextOf(deps, programName));
  for (const arrival of arrived) fresh.take(arrival);
  const scripts = keys.flatMap((key) => fresh.script(key) ?? []);
  const patients = scripts.map(({ prescription }) => prescription.patient);
  const pairsRead = pairsAround(deps, scripts);
  const [pairs, around] = await Promise.all([pairsRead, siblingsOf(deps, patients, pairsRead)]);
  const siblings = around.filter(({ prescription }) => !keys.includes(prescription.key));
  const draft = new PairDraft([...siblings, ...here], pairs, contextOf(deps, programName));
  for (const arrival of arrived) {
    draft.take(arrival);
    draft.look(arrival.key);
  }
  const others = events.filter((event) => !isArrival(event));
  return [...(await factsOf(deps, draft)), ...asFacts(others)];
};

/** [RSU-12] [USC-7] The second look, within the step that hands out: a script is compared again with all around it. */
export const refuseTwin = async (
  deps: Deps,
  state: PrescriptionState,
  user: Actor,
): Promise<Refusal | undefined> => {
  const { key, patient } = state.prescription;
  const pairs = await pairsAround(deps, [state]);
  const draft = await draftAround(deps, pairs, [patient], user.name);
  const refusal = twinRefusal(state, draft.around(key));
  if (refusal) return refusal;
  draft.look(key);
  const supplied = await lookAtSupplies(deps, key, draft.events);
  const facts = [...(await factsOf(deps, draft)), ...asFacts(supplied.events)];
  const failed = await commit(deps, programName, facts);
  if (failed ?? supplied.refusal) return failed ?? supplied.refusal;
  const held = draft.script(key)?.hold ?? state.hold;
  return holdCause(held) === undefined ? undefined : notCompared();
};

const isReturnAnswer = (event: DomainEvent): event is ReturnAnswered =>
  event.type === 'prescription.returned' || event.type === 'prescription.return-refused';

/** [RSU-5] What pairs learn when EPS has answered the return of one of their scripts; one that stays is compared again. */
const pairsAfterReturn = async (deps: Deps, events: readonly DomainEvent[]): Promise<readonly Fact[]> => {
  const answered = events.find(isReturnAnswer);
  if (!answered) return [];
  const state = await deps.store.loadPrescription(answered.key);
  if (!state) return [];
  const stays = answered.type === 'prescription.return-refused' ? [state] : [];
  const pairs = stays.length > 0 ? await pairsAround(deps, stays) : await pairsOf(deps, answered.key);
  const draft = await draftAfter(deps, state, [answered], pairs, programName, stays);
  draft.answered(answered);
  return factsOf(deps, draft);
};

/**
 * [RSU-5] [RSU-25] What follows for pairs from an answer: to a return, once nothing is told any more of one that goes
 * back, or once it is claimed.
 */
export const pairsAfterAnswer = async (
  deps: Deps,
  key: IssueKey,
  events: readonly DomainEvent[],
): Promise<readonly Fact[]> => {
  const learned = await pairsAfterReturn(deps, events);
  if (!events.some(isTurn)) return learned;
  const state = await deps.store.loadPrescription(key);
  return state ? [...learned, ...(await pairsAfter(deps, state, events, programName))] : learned;
};
