import { assertNever } from '../kernel/assert-never';
import { isLaterIssue, isSameScript, type IssueKey, type PrescriptionId } from '../kernel/ids';
import { asInstant, type Instant } from '../kernel/instant';
import type { Place } from '../broker-entries';
import { askedOf, askedSentence, type AskedOutcome, type AskedScript } from '../inbox/asked';
import type { Release } from '../inbox/model';
import type { ImportSource } from '../recovery/import';
import { endInPacks, inPacks } from './ended-in-pack';
import type { DeskEvent, RowEvent } from './events';
import { isHere, putOffMs, type DeskCustody, type DeskRow, type Hint, type Packed } from './model';

export const noHint: Hint = { name: '', birthDate: '', items: '' };
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

export const become = (
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
export const overKinds: readonly DeskCustody['kind'][] = ['handed-out', 'not-dispensed'];
/** Done with here, whatever came of it: a script that bears the same short id is another matter (eps.md 3). */
export const doneKinds: readonly DeskCustody['kind'][] = [...overKinds, 'returned', 'dispensed'];

/** [DSK-24] What lies in packs beyond a script: its later issues, once it is over; another that bears its short id. */
export const nextInPack = (
  { kind }: DeskCustody,
  script: IssueKey | undefined,
  packed: readonly Packed[],
): readonly Packed[] =>
  packed.filter(({ key }) => {
    if (script === undefined) return false;
    return isSameScript(key, script)
      ? overKinds.includes(kind) && isLaterIssue(key, script)
      : doneKinds.includes(kind);
  });

export const inPackKinds: readonly DeskCustody['kind'][] = ['sealed', 'ended-in-pack'];
/** [DSK-18] What a pack says of a script that has ended counts where nobody knows more. */
const endsByPack: readonly DeskCustody['kind'][] = ['listed', 'sealed'];

/** [DSK-18] To scan, or shown as ended, as what lies in packs says. */
const toScan = (row: DeskRow, packed: readonly Packed[], at: Place): DeskRow =>
  become(row, inPacks(packed, at.at), at);

/** The copy that was made later first; of two of one moment always the same. */
const laterMade = (a: Packed, b: Packed): number =>
  (b.issuedAt ?? 0) - (a.issuedAt ?? 0) || ((a.packId ?? '') < (b.packId ?? '') ? 1 : -1);

/** [DSK-23] A copy of it is known that its supplier made later: that one says how it stands since. */
const isOutdone = (inside: Packed, packed: readonly Packed[]): boolean =>
  inside.issuedAt !== undefined &&
  packed.some((one) => one.key === inside.key && one.packId !== inside.packId && laterMade(one, inside) < 0);

/** [DSK-23] Whose script it is: as that one says which would come out of a pack. */
const hintInside = (packed: readonly Packed[], now: Instant): Hint | undefined =>
  (packed.find(({ ends }) => ends === undefined || ends.at > now) ?? packed[0])?.hint;

/** Where no prescription says whose it is: as that pack says which was made last. */
const hintSaid = ({ hint, packed, script }: DeskRow, said: Hint | undefined): Hint => {
  if (!said || hint.name === '') return said ?? hint;
  const isNews = packed.length === 0 && script === undefined && (said.madeAt ?? 0) > (hint.madeAt ?? 0);
  return isNews ? said : hint;
};

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
  const made = source.issuedAt === undefined ? {} : { madeAt: source.issuedAt };
  const named = { ...row, sources, hint: hintSaid(row, hint && { ...hint, ...made }) };
  if (!packed) return named;
  const { path, inPart, ...rest } = packed;
  const inside: Packed = {
    ...rest,
    source: { path, ...(inPart ?? { seq: event.seq }) },
    pack: source.name,
    ...(source.packId === undefined ? {} : { packId: source.packId }),
    ...(source.issuedAt === undefined ? {} : { issuedAt: source.issuedAt }),
    ods: source.ods ?? '',
    ...(hint ? { hint } : {}),
  };
  if (isOutdone(inside, row.packed)) return { ...row, sources };
  const others = row.packed.filter(({ key }) => key !== inside.key);
  const all = [...others, inside].sort((a, b) => a.issue - b.issue || laterMade(a, b));
  const isOpen = row.script === undefined || inPackKinds.includes(row.custody.kind);
  const next: DeskRow = {
    ...row,
    sources,
    hint: (isOpen ? hintInside(all, event.at) : undefined) ?? row.hint,
    packed: all,
  };
  // [DSK-6] What came out of a pack and left us since does not wait in the next one.
  if (row.script === inside.key && !inPackKinds.includes(row.custody.kind)) return next;
  // [DSK-13] While what was handed out is not confirmed, the row waits for that and for nothing else.
  const isNext = !row.unconfirmed && nextInPack(row.custody, row.script, [inside]).length > 0;
  if (isNext && row.script !== undefined && !isSameScript(inside.key, row.script))
    return toScan({ ...next, hint: hint ?? noHint }, [inside], event);
  const packedNow = isNext ? [inside] : next.packed;
  const kinds = endInPacks(packedNow, event.at) ? endsByPack : opensByPack;
  return isNext || kinds.includes(row.custody.kind) ? toScan(next, packedNow, event) : next;
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
  return toScan(row, packed, at);
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
