import { assertNever } from '../kernel/assert-never';
import { isLaterIssue, type IssueKey, type PrescriptionId } from '../kernel/ids';
import { asInstant } from '../kernel/instant';
import type { Place } from '../broker-entries';
import { askedOf, askedSentence, type AskedOutcome, type AskedScript } from '../inbox/asked';
import type { Release } from '../inbox/model';
import type { PrescriptionState } from '../prescriptions/model';
import type { ImportSource } from '../recovery/import';
import { endInPacks } from './ended-in-pack';
import type { DeskEvent, RowEvent } from './events';
import { isHere, type DeskCustody, type DeskRow, type Hint, type Packed } from './model';

const noHint: Hint = { name: '', birthDate: '', items: '' };
/** A row remembers where it came from first, up to a pack a day for as long as a pack may count. */
const sourceLimit = 31;

const rowOf = (id: PrescriptionId, source: ImportSource, place: string, at: Place): DeskRow => ({
  id,
  number: at.seq,
  listedAt: at.at,
  sources: [{ ...source, place, at: at.at, by: at.by }],
  hint: noHint,
  packed: [],
  custody: { kind: 'listed' },
  since: { at: at.at, by: at.by, says: 'here', note: '' },
});

const become = (
  row: DeskRow,
  custody: DeskCustody,
  { at, by }: Place,
  says: DeskRow['since']['says'] = 'here',
  note = '',
): DeskRow => ({ ...row, custody, since: { at, by, says, note } });

const sameSource = (a: ImportSource, b: ImportSource): boolean =>
  a.kind === b.kind && a.name === b.name && a.packId === b.packId;

/** The prescription came in a pack: what was only known by its id, or hangs on the way, can be released now. */
const opensByPack: readonly DeskCustody['kind'][] = ['listed', 'stuck', 'not-found', 'ended-in-pack'];
const overKinds: readonly DeskCustody['kind'][] = ['handed-out', 'not-dispensed'];
/** [DSK-24] An issue that is over, and a pack holds a later one of the same script. */
const hasLaterInPack = (
  { kind }: DeskCustody,
  script: IssueKey | undefined,
  packed: readonly Packed[],
): boolean =>
  overKinds.includes(kind) && script !== undefined && packed.some(({ key }) => isLaterIssue(key, script));

const inPackKinds: readonly DeskCustody['kind'][] = ['sealed', 'ended-in-pack'];
/** [DSK-18] What a pack says of a script that has ended counts where nobody knows more. */
const endsByPack: readonly DeskCustody['kind'][] = ['listed', 'sealed'];

/** [DSK-2] A new row, or one more source of a row that is there; the same source again changes nothing. */
const list = (
  before: DeskRow | undefined,
  event: Extract<DeskEvent, { type: 'desk.listed' }> & Place,
): DeskRow => {
  const { id, source, place, hint, packed } = event;
  const row = before ?? rowOf(id, source, place, event);
  const known = row.sources.some((one) => sameSource(one, source));
  const sources =
    known || row.sources.length >= sourceLimit
      ? row.sources
      : [...row.sources, { ...source, place, at: event.at, by: event.by }];
  const named = { ...row, sources, hint: hint && row.hint.name === '' ? hint : row.hint };
  if (!packed) return named;
  // Of two packs with the same prescription the later one's copy counts: it says how it stands since.
  const { path, inPart, ...rest } = packed;
  const inside = {
    ...rest,
    source: { path, ...(inPart ?? { seq: event.seq }) },
    pack: source.name,
    ...(source.packId === undefined ? {} : { packId: source.packId }),
    ods: source.ods ?? '',
  };
  const next: DeskRow = {
    ...named,
    packed: [...row.packed.filter(({ key }) => key !== inside.key), inside].sort((a, b) => a.issue - b.issue),
  };
  // [DSK-6] What came out of a pack and left us since does not wait in the next one.
  if (row.script === inside.key && !inPackKinds.includes(row.custody.kind)) return next;
  const isNext = hasLaterInPack(row.custody, row.script, [inside]);
  const ended = endInPacks(isNext ? [inside] : next.packed, event.at);
  const tells = isNext || (ended ? endsByPack : opensByPack).includes(row.custody.kind);
  return tells ? become(next, ended ? { kind: 'ended-in-pack', ...ended } : { kind: 'sealed' }, event) : next;
};

const queue = (
  row: DeskRow,
  event: Extract<DeskEvent, { type: 'desk.request-queued' }> & Place,
): DeskRow => ({
  ...become(row, { kind: 'queued', first: event.first }, event),
  before:
    row.custody.kind === 'queued' && row.before ? row.before : { custody: row.custody, since: row.since },
});

/** [DSK-9] [DSK-18] Back on the list, where its prescription lies in a pack by now: what was put back shows it. */
const onTheList = (row: DeskRow, at: Place): DeskRow => {
  const { custody, packed, script } = row;
  if (custody.kind !== 'listed' || packed.every(({ key }) => key === script)) return row;
  const ended = endInPacks(packed, at.at);
  return become(row, ended ? { kind: 'ended-in-pack', ...ended } : { kind: 'sealed' }, at);
};

/** Folds what was done at the desk into a row. */
export const evolveDesk = (row: DeskRow | undefined, event: RowEvent & Place): DeskRow | undefined => {
  if (event.type === 'desk.listed') return list(row, event);
  if (!row) return undefined;
  switch (event.type) {
    case 'desk.ended-in-pack':
      return endsByPack.includes(row.custody.kind)
        ? become(row, { kind: 'ended-in-pack', end: event.end, pack: event.pack }, event)
        : row;
    case 'desk.request-queued':
      return queue(row, event);
    case 'desk.request-dropped': {
      const { before, ...rest } = row;
      return row.custody.kind === 'queued' && before ? onTheList({ ...rest, ...before }, event) : row;
    }
    case 'desk.outcome-recorded':
      return onTheList(become(row, event.outcome, event, 'person', event.note), event);
    default:
      return assertNever(event);
  }
};

/** After an answer that says nothing about the script itself, it is asked again not before this has passed. */
const putOffMs = 10 * 60_000;

const custodyAsked = (outcome: AskedOutcome): DeskCustody => {
  switch (outcome.kind) {
    // What came says so itself as a script; what came once more was here before.
    case 'here':
      return { kind: 'here' };
    case 'put-off':
      return { kind: 'queued', first: false };
    case 'elsewhere':
      return { kind: 'elsewhere', holder: outcome.holder };
    case 'refused':
      return { kind: 'refused', sentence: outcome.sentence, next: outcome.next };
    case 'asked':
    case 'in-doubt':
    case 'stuck':
    case 'cancelled':
    case 'expired':
    case 'dispensed':
    case 'not-found':
      return { kind: outcome.kind };
  }
};

/** The row of a script that was asked for before the desk knew it. */
const askedRow = (id: PrescriptionId, at: Place): DeskRow =>
  rowOf(id, { kind: 'spine', name: 'Asked for by its id' }, '', at);

/** [DSK-11] Asked whether it is ours, and the answer said nothing about it: kept, and asked again in a while. */
const notConfirmed = (row: DeskRow, asked: AskedScript): DeskRow => {
  if (asked.outcome.kind === 'put-off') return row;
  const askAt = asInstant(asked.at + putOffMs);
  const said = asked.outcome.kind === 'refused' ? { at: asked.at, ...askedSentence(asked) } : undefined;
  return { ...row, unconfirmed: { askAt, ...(said ? { said } : {}) } };
};

/** [DSK-14] What asking by id came to. A script that is here follows its own story; only the time to ask again counts. */
export const followAsking = (
  before: DeskRow | undefined,
  release: Release,
  at: Place,
): DeskRow | undefined => {
  const asked = askedOf(release, at.at);
  if (!asked) return before;
  const row = before ?? askedRow(asked.shortId, at);
  if (isHere(row)) {
    const settled = release.progress.kind === 'settled' || release.progress.kind === 'lost';
    return row.unconfirmed && settled ? notConfirmed(row, asked) : row;
  }
  const custody = custodyAsked(asked.outcome);
  // [DSK-24] Of a repeat the Spine means the issue that was handed out here: the next one is not to be had yet.
  if (custody.kind === 'dispensed' && row.before && overKinds.includes(row.before.custody.kind)) {
    const { before, ...rest } = row;
    return { ...rest, ...before };
  }
  if (JSON.stringify(custody) === JSON.stringify(row.custody)) return row;
  const own = ['asked', 'in-doubt', 'queued'].includes(custody.kind);
  return become(row, custody, at, own ? 'here' : 'spine');
};

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
          return { kind: 'dispensed' };
        case 'not-known':
          return { kind: 'not-found' };
      }
  }
};

const hintOf = ({ prescription: { patient, items } }: PrescriptionState): Hint => ({
  name: `${patient.family.toUpperCase()}, ${patient.given}`,
  birthDate: patient.birthDate,
  items: `${items[0]?.medication.display ?? ''}${items.length > 1 ? ` + ${items.length - 1}` : ''}`,
});

/** [DSK-24] What the script says; of an issue that is over, the later one that still lies in a pack. */
const shownOf = (row: DeskRow, script: PrescriptionState, at: Place): DeskCustody => {
  const custody = custodyOfScript(script);
  const { key } = script.prescription;
  const later = row.packed.filter((one) => isLaterIssue(one.key, key));
  if (!hasLaterInPack(custody, key, later)) return custody;
  const ended = endInPacks(later, at.at);
  return ended ? { kind: 'ended-in-pack', ...ended } : { kind: 'sealed' };
};

/** What brings a script to us ends the asking for it; all else of its story goes on beside that. */
const arrivals: readonly string[] = [
  'prescription.received',
  'prescription.received-again',
  'prescription.released-offline',
  'prescription.confirmed',
];
const beingAsked: readonly DeskCustody['kind'][] = ['queued', 'asked', 'in-doubt'];

/**
 * [DSK-9] Where it goes from one place to the next: a request that a release from a pack took over waits behind it,
 * and is there again when the release is taken back.
 */
const moved = (
  row: DeskRow,
  next: DeskRow,
  custody: DeskCustody,
  event: Place & { readonly type: string },
): DeskRow => {
  const after = become(next, custody, event);
  const { custody: was, since, before } = row;
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
  const { unconfirmed, ...rest } = row;
  const keepsWaiting =
    unconfirmed && row.custody.kind !== 'conflict' && event.type !== 'prescription.confirmation-wanted';
  const next: DeskRow = {
    ...rest,
    hint: hintOf(script),
    script: key,
    ...(script.custody.kind === 'ours-unconfirmed'
      ? { unconfirmed: keepsWaiting ? unconfirmed : { askAt: row.listedAt } }
      : {}),
  };
  return moved(row, next, shownOf(row, script, event), event);
};
