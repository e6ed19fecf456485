import { isKnown, judgeEntry, otherPharmacyRefusal, type Judged } from '../../domain/desk/decide-import';
import { foundHere } from '../../domain/desk/what-is-here';
import type { Instant } from '../../domain/kernel/instant';
import type { Refusal } from '../../domain/kernel/refusal';
import type { ImportEntry, ImportSource, LeftOut } from '../../domain/recovery/import';
import { commit, type Fact } from '../commit';
import type { Deps, InTurn } from '../deps';
import { settleOpenPairs } from '../registers/pairs-hear';
import { signedOut } from '../signed-in';

/** What came of an import: every entry is new, known, repeated or left out. */
export type ImportReport = {
  readonly kind: 'imported';
  /** New rows of the desk. */
  readonly added: number;
  /** Rows that were on the desk already, and learned of this source too. */
  readonly known: number;
  /** Said twice by the same source. */
  readonly repeated: number;
  /** Not an id; or listed by its id, for the prescription with it could not be used: each with its reason. */
  readonly leftOut: readonly LeftOut[];
};

type Listed = Extract<Judged, { kind: 'listed' }>;
type Tally = Pick<ImportReport, 'kind'> & {
  added: number;
  known: number;
  repeated: number;
  leftOut: LeftOut[];
};

/** So few that whoever scans meanwhile does not notice. */
const batchSize = 50;

const factOf = ({ event, bundle }: Listed): Fact =>
  bundle === undefined
    ? { event }
    : { event, bytes: new TextEncoder().encode(JSON.stringify({ [event.packed?.path ?? '']: bundle })) };

/** [DSK-1] What a new row says of a script that was here before anybody named it at the desk. */
const foundAmong = async (deps: Deps, { event: { id } }: Listed): Promise<readonly Fact[]> => {
  const key = foundHere(await deps.store.findByShortId(id));
  return key === undefined ? [] : [{ event: { type: 'desk.found-here', id, key } }];
};

const importBatch = async (
  deps: Deps,
  by: string,
  entries: readonly Listed[],
  counted: Set<string>,
  tally: Tally,
): Promise<Refusal | undefined> => {
  const rows = await deps.store.loadFromList(
    'desk',
    entries.map(({ event }) => event.id),
  );
  const added = new Set<Listed>();
  const fresh = entries.filter((entry, i) => {
    const { event } = entry;
    const row = rows[i];
    // Two issues of one script are two entries and one row.
    if (counted.has(event.id)) tally.repeated += 1;
    else if (row) tally.known += 1;
    else {
      tally.added += 1;
      added.add(entry);
    }
    counted.add(event.id);
    return !row || !isKnown(row, event);
  });
  const facts = fresh.map(async (one) => [
    factOf(one),
    ...(added.has(one) ? await foundAmong(deps, one) : []),
  ]);
  return commit(deps, by, (await Promise.all(facts)).flat());
};

/** Judged entries of one part of an import; what the same source says twice is taken once. */
const judgeAll = (
  part: readonly ImportEntry[],
  source: ImportSource,
  now: Instant,
  seen: Set<string>,
  tally: Tally,
): readonly Listed[] =>
  part.flatMap((entry): Listed[] => {
    const judged = judgeEntry(entry, source, now);
    if (judged.leftOut) tally.leftOut.push(judged.leftOut);
    if (judged.kind === 'refused') return [];
    const mark = judged.event.packed?.key ?? judged.event.id;
    if (seen.has(mark)) {
      tally.repeated += 1;
      return [];
    }
    seen.add(mark);
    return [judged];
  });

/**
 * [DSK-2] [DSK-3] Takes entries in, a few at a time; what is already in stays in when it is stopped, and the same
 * again adds nothing.
 */
export const importToDesk = async (
  deps: Deps,
  source: ImportSource,
  entries: readonly ImportEntry[],
  onProgress: (done: number) => void,
  inTurn: InTurn = (step) => step(),
): Promise<ImportReport | Refusal> => {
  const user = deps.who.current();
  if (!user) return signedOut('Sign in, then open it again.');
  const other = otherPharmacyRefusal(source, deps.site.ods);
  if (other) return other;
  const tally: Tally = { kind: 'imported', added: 0, known: 0, repeated: 0, leftOut: [] };
  const seen = new Set<string>();
  const counted = new Set<string>();
  for (let from = 0; from < entries.length; from += batchSize) {
    const part = judgeAll(entries.slice(from, from + batchSize), source, deps.clock.now(), seen, tally);
    const refusal = await inTurn(() => importBatch(deps, user.name, part, counted, tally));
    if (refusal) return refusal;
    onProgress(Math.min(from + batchSize, entries.length));
  }
  // [RSU-22] A pack may know that one of a pair has ended.
  await inTurn(() => settleOpenPairs(deps));
  return tally;
};
