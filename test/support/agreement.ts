import type { Script } from '../../electron/training/model';
import type { Spine } from '../../electron/training/spine';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import type { Message } from '../../renderer/domain/outbox/model';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { lineStatusOf, standingSupplies } from '../../renderer/domain/prescriptions/supplied';
import type { StorePort } from '../../renderer/usecases/ports';
import type { Sent } from './spine-broker';

export const keyOf = (script: Script): IssueKey =>
  `${script.shortId}|${script.longId}|${script.issue}` as IssueKey; // as issueKeyOf makes them

const workAt: Readonly<Record<string, string>> = {
  '0003': 'part-supplied',
  '0006': 'supplied',
  '0007': 'not-dispensed',
};

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

const statusProblem = (script: Script, state: PrescriptionState | undefined, ods: string): string => {
  const status = script.status === '0008' ? (script.claimedFrom ?? '') : script.status;
  const custody = state?.custody.kind ?? 'nowhere';
  if (status === '0001' || status === '0005')
    return custody === 'nowhere' || custody === 'returned' ? '' : `the Spine has it, here it is ${custody}`;
  if (script.holder?.ods !== ods) return `the Spine gave it to ${script.holder?.ods ?? 'nobody'}`;
  if (custody !== 'ours') return `the Spine says we have it, here it is ${custody}`;
  // [PRX-24] What is still owed may be on its way through assembly and check again.
  const restUnderWay = state?.bag?.ofRest && (state.work === 'to-accuracy-check' || state.work === 'ready');
  const work = restUnderWay ? 'part-supplied' : (state?.work ?? '');
  const fits = status === '0002' ? !Object.values(workAt).includes(work) : workAt[status] === work;
  return fits ? '' : `the Spine says ${status}, here it is ${work}`;
};

const linesProblem = (script: Script, state: PrescriptionState): string => {
  const ours = state.prescription.items.map((item) => `${item.itemId}=${lineStatusOf(state, item)}`).sort();
  const theirs = script.lines.map(({ id, status }) => `${id}=${status}`).sort();
  return sameList(ours, theirs) ? '' : `lines ${theirs.join()} there, ${ours.join()} here`;
};

/** Notifications that stand, and effects that were had: each once, none missing. */
const effectsProblem = (script: Script, state: PrescriptionState, messages: readonly Message[]): string => {
  const told = script.notifications.map(({ messageId }) => messageId);
  const standing = standingSupplies(state).map(({ messageId }) => messageId as string);
  if (!sameList(told, standing)) return `notifications ${told.join()} there, ${standing.join()} here`;
  const applied = script.applied.map(({ messageId }) => messageId).sort();
  if (new Set(applied).size !== applied.length) return 'a message had its effect twice';
  const accepted = messages
    .filter(({ progress }) => progress.kind === 'accepted')
    .map(({ messageId }) => messageId as string)
    .sort();
  return sameList(applied, accepted) ? '' : `effects ${applied.join()} there, ${accepted.join()} here`;
};

const claimProblem = (script: Script, state: PrescriptionState): string => {
  const standing = state.claims.some(({ progress }) => progress === 'accepted');
  return standing === (script.status === '0008') ? '' : `claimed here: ${standing}, there: ${script.status}`;
};

/** Where the Spine and the pharmacy do not agree; empty when they do on every script. */
export const disagreements = async (
  spine: Spine,
  store: StorePort,
  ods: string,
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const script of spine.scripts()) {
    const key = keyOf(script);
    const state = await store.loadPrescription(key);
    const problem =
      statusProblem(script, state, ods) ||
      (state?.custody.kind === 'ours' ? linesProblem(script, state) || claimProblem(script, state) : '') ||
      (state ? effectsProblem(script, state, await store.messagesOf(key)) : '');
    if (problem !== '') found.push(`${script.shortId}: ${problem}`);
  }
  for (const { messageId, progress } of await store.openMessages())
    found.push(`message ${messageId} is still ${progress.kind}`);
  for (const { requestId, progress } of await store.openReleases())
    found.push(`release ${requestId} is still ${progress.kind}`);
  return found;
};

/** Bytes that changed under an id, and a message that left under two: a `$release` alone may be asked for anew. */
export const alteredBytes = (sent: readonly Sent[]): readonly string[] => {
  const bytes = new Map<string, string>();
  const ids = new Map<string, string>();
  const found: string[] = [];
  for (const { requestId, sha256, subject } of sent) {
    if ((bytes.get(requestId) ?? sha256) !== sha256) found.push(`request ${requestId} left with other bytes`);
    bytes.set(requestId, sha256);
    if (subject.startsWith('release|')) continue;
    if ((ids.get(sha256) ?? requestId) !== requestId)
      found.push(`${sha256} left again as request ${requestId}`);
    ids.set(sha256, requestId);
  }
  return found;
};
