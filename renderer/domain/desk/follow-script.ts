import type { Place } from '../broker-entries';
import { isLaterIssue, isSameScript } from '../kernel/ids';
import type { PrescriptionState } from '../prescriptions/model';
import { standingSupplies } from '../prescriptions/supplied';
import { inPacks } from './ended-in-pack';
import { hintOf } from './hint';
import { become, doneKinds, inPackKinds, nextInPack, noHint, overKinds } from './evolve';
import type { DeskCustody, DeskRow, Hint } from './model';

const custodyOfScript = ({ custody, work, hold }: PrescriptionState): DeskCustody => {
  if (hold.kind === 'conflict')
    return { kind: 'conflict', ...(hold.says.kind === 'elsewhere' ? { holder: hold.says.holder } : {}) };
  if (hold.kind === 'signature-failed') return { kind: 'signature-failed' };
  switch (custody.kind) {
    case 'ours':
    case 'ours-unconfirmed':
    case 'returning':
      if (work === 'supplied') return { kind: 'handed-out' };
      return { kind: work === 'not-dispensed' ? 'not-dispensed' : 'here' };
    case 'sealed':
    case 'returned':
    case 'in-doubt':
    case 'stuck':
      return { kind: custody.kind };
    case 'requested':
      return { kind: 'asked' };
    case 'elsewhere':
      return { kind: 'elsewhere', holder: custody.holder };
    case 'ended':
      switch (custody.how) {
        case 'cancelled':
        case 'expired':
          return { kind: custody.how };
        case 'dispensed-elsewhere':
        case 'handed-out-since':
          return { kind: 'dispensed' };
        case 'not-known':
          return { kind: 'not-found' };
      }
  }
};

/** [DSK-24] What waits in a pack behind a script that is done; nothing while it waits for the Spine’s word itself. */
const waitsBehind = (row: DeskRow, { custody, prescription }: PrescriptionState, kind: DeskCustody) =>
  custody.kind === 'ours-unconfirmed' ? [] : nextInPack(kind, prescription.key, row.packed);

/** [DSK-24] What the script says; of one that is done, what still lies in a pack under its id. */
const shownOf = (row: DeskRow, script: PrescriptionState, at: Place): DeskCustody => {
  const custody = custodyOfScript(script);
  const behind = waitsBehind(row, script, custody);
  return behind.length === 0 ? custody : inPacks(behind, at.at);
};

/** Whose script it is: never the name of one patient beside the script of another that bears the same short id. */
const hintBeside = (row: DeskRow, script: PrescriptionState): Hint => {
  const { key } = script.prescription;
  const behind = waitsBehind(row, script, custodyOfScript(script));
  if (behind.every((one) => isSameScript(one.key, key))) return hintOf(script.prescription);
  return row.script === undefined || inPackKinds.includes(row.custody.kind) ? row.hint : noHint;
};

/** What brings a script to us ends the asking for it; all else of its story goes on beside that. */
const arrivals: readonly string[] = [
  'prescription.received',
  'prescription.received-again',
  'prescription.released-offline',
  'prescription.confirmed',
];
const beingAsked: readonly DeskCustody['kind'][] = ['queued', 'asked', 'in-doubt'];

/** [DSK-12] A hand-out is of its own time and person, whoever named it at the desk later. */
const sinceOf = (script: PrescriptionState, { kind }: DeskCustody, event: Place): Place => {
  const last = overKinds.includes(kind) ? standingSupplies(script).at(-1) : undefined;
  return last ? { ...event, at: last.handedOverAt, by: last.by } : event;
};

/**
 * [DSK-9] Where it goes from one place to the next: a request that a release from a pack took over waits behind it,
 * and is there again when the release is taken back.
 */
const moved = (
  row: DeskRow,
  next: DeskRow,
  script: PrescriptionState,
  event: Place & { readonly type: string },
): DeskRow => {
  const custody = shownOf(row, script, event);
  const after = become(next, custody, sinceOf(script, custody, event));
  const { custody: was, since, before } = row;
  // [DSK-15] [DSK-24] What was said of the next issue stands, whatever happens to the one that is over.
  const isStory = row.script === next.script && !arrivals.includes(event.type);
  if (isStory && since.says !== 'here' && overKinds.includes(custodyOfScript(script).kind))
    return { ...next, custody: was, since };
  if (beingAsked.includes(was.kind) && !arrivals.includes(event.type))
    return { ...next, custody: was, since, before: { custody: after.custody, since: after.since } };
  if (was.kind === 'queued' && event.type === 'prescription.released-offline')
    return { ...after, before: { custody: was, since } };
  if (before?.custody.kind === 'queued' && event.type === 'prescription.release-undone')
    return { ...next, ...before, before: { custody: after.custody, since: after.since } };
  return custody.kind === was.kind ? next : after;
};

/** [DSK-1] Once the script itself is here, its row says what the script says; of several issues the latest does. */
export const followScript = (
  row: DeskRow,
  script: PrescriptionState,
  event: Place & { readonly type: string },
): DeskRow => {
  const { key } = script.prescription;
  if (row.script !== undefined && isLaterIssue(row.script, key)) return row;
  const isAnother = row.script !== undefined && !isSameScript(row.script, key);
  if (isAnother && doneKinds.includes(custodyOfScript(script).kind)) return row;
  const { unconfirmed, ...rest } = row;
  const keepsWaiting =
    unconfirmed && row.custody.kind !== 'conflict' && event.type !== 'prescription.confirmation-wanted';
  const next: DeskRow = {
    ...rest,
    ...(isAnother ? { packed: row.packed.filter((one) => isSameScript(one.key, key)) } : {}),
    hint: hintBeside(row, script),
    script: key,
    ...(script.custody.kind === 'ours-unconfirmed'
      ? { unconfirmed: keepsWaiting ? unconfirmed : { askAt: row.listedAt } }
      : {}),
  };
  return moved(row, next, script, event);
};
