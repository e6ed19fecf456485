import { realDisk, type Disk } from './disk';
import { holds, readHead } from './head';
import { Journal } from './journal';
import { takeKeyLock, takeLock, type Lock } from './lock';
import { damageAt } from './verify';
import {
  createSegment,
  expectedAfter,
  expectedFirst,
  listSegments,
  loadSegment,
  readOutline,
  saveIndex,
  segmentName,
  type Expected,
  type Outline,
  type Segment,
} from './segments';

export type OpenJournal =
  | { readonly kind: 'open'; readonly journal: Journal; readonly notices: readonly string[] }
  | { readonly kind: 'damaged'; readonly file: string; readonly sentence: string; readonly detail: string }
  | { readonly kind: 'wrong-key' }
  | { readonly kind: 'other-owner'; readonly owner: string }
  | { readonly kind: 'newer-format'; readonly version: number }
  /** It was longer, or went another way: entries up to `known` were confirmed, and not all of them are in it. */
  | { readonly kind: 'shorter'; readonly lastSeq: number; readonly known: number }
  /** `copy`: not this folder, but another one with the same journal or a copy of it. */
  | { readonly kind: 'in-use'; readonly copy: boolean };

export type JournalOptions = {
  readonly folder: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly terminal: string;
  /** [PRF-6] Whose journal it is for ever, in at most 16 letters: the kind of its profile. */
  readonly owner?: string;
  readonly disk?: Disk;
  /** Size at which the next file is begun; 8 MB unless a test asks for less. */
  readonly segmentBytes?: number;
  /** How many files are verified at the opening; 2 unless a test says otherwise. */
  readonly verifyFiles?: number;
  /** [JRN-9] Whether a copy of it that is open on this computer, from another folder, counts as this one. */
  readonly oneCopy?: boolean;
  /** [JRN-12] Where it is kept how far the journal has come. */
  readonly headFile?: string | undefined;
  /** The last entry of a journal that was put back or saved: it counts in the place of what was kept. */
  readonly lastOfCopy?: number | undefined;
};

/**
 * [JRN-3] So many files are verified record by record at each opening; beyond that the last one is, and the
 * headers and indexes of the others, whose records `verify` reads once somebody can work.
 */
const verifyAtOpening = 2;
const defaultSegmentBytes = 8 * 1024 * 1024;

type Failure = Exclude<OpenJournal, { kind: 'open' }>;
type Walked =
  | {
      readonly kind: 'ok';
      readonly segments: Segment[];
      readonly unverified: Segment[];
      readonly cutBytes: number;
      readonly next: Expected;
    }
  | Failure;

const damagedFile = (file: string, why: string, at: number): Failure => ({
  kind: 'damaged',
  file,
  sentence: 'The journal of this pharmacy is damaged, so Holdfast has not opened it. Nothing was changed.',
  detail: damageAt(file, why, at),
});

/** So many files are open at once at most. */
const readAhead = 16;

/** Reads outlines ahead of whoever follows the chain from one file to the next. */
const outlines = (
  disk: Disk,
  folder: string,
  numbers: readonly number[],
  key: Uint8Array,
): ((i: number) => Promise<Outline | undefined>) => {
  const begun: Promise<Outline | undefined>[] = [];
  return (i) => {
    for (const number of numbers.slice(begun.length, i + readAhead))
      begun.push(readOutline(disk, folder, number, key));
    return begun[i] ?? Promise.resolve(undefined);
  };
};

const walk = async (disk: Disk, folder: string, key: Uint8Array, verifyFiles: number): Promise<Walked> => {
  const numbers = await listSegments(disk, folder);
  const verify = numbers.length <= verifyFiles;
  const outlineOf = outlines(disk, folder, verify ? [] : numbers.slice(0, -1), key);
  const segments: Segment[] = [];
  const unverified: Segment[] = [];
  let next = expectedFirst;
  for (const [i, number] of numbers.entries()) {
    if (number !== next.number) return damagedFile(segmentName(next.number), 'the file is missing', 0);
    const last = i === numbers.length - 1;
    const loaded = await loadSegment(disk, folder, next, key, { last, outline: await outlineOf(i) });
    switch (loaded.kind) {
      case 'damaged':
        return damagedFile(loaded.file, loaded.why, loaded.at);
      case 'wrong-key':
        return loaded;
      case 'newer':
        return { kind: 'newer-format', version: loaded.version };
      case 'ok':
        segments.push(loaded.segment);
        if (!loaded.verified) unverified.push(loaded.segment);
        next = expectedAfter(loaded.segment);
        if (last) return { kind: 'ok', segments, unverified, cutBytes: loaded.cutBytes, next };
    }
  }
  return { kind: 'ok', segments, unverified, cutBytes: 0, next };
};

type Ready = {
  readonly options: JournalOptions;
  readonly disk: Disk;
  readonly segmentBytes: number;
  readonly lock: Lock;
};

/** [PRF-6] Whose the journal is stands in the headers of its files, but for those of an older program. */
const otherOwner = (
  { owner = '' }: JournalOptions,
  { segments }: Extract<Walked, { kind: 'ok' }>,
): Failure | undefined => {
  const other = segments.find((one) => one.owner !== '' && one.owner !== owner);
  return owner === '' || !other ? undefined : { kind: 'other-owner', owner: other.owner };
};

/** The file that may still grow, without an unfinished end; a new one where none says yet whose the journal is. */
const activeOf = async (
  { options: { folder, key, owner = '' }, disk }: Ready,
  { segments, cutBytes, next }: Extract<Walked, { kind: 'ok' }>,
): Promise<Segment> => {
  const last = segments.at(-1);
  if (last && cutBytes > 0) {
    const file = await disk.openAppend(last.path);
    await file.cut(last.end).finally(() => file.close());
  }
  const said = owner === '' || segments.some((one) => one.owner !== '');
  return last && said ? last : createSegment(disk, folder, next, key, owner);
};

const finish = async (ready: Ready, walked: Extract<Walked, { kind: 'ok' }>): Promise<OpenJournal> => {
  const { options, disk, segmentBytes, lock } = ready;
  const { folder, key, terminal, owner = '' } = options;
  const active = await activeOf(ready, walked);
  const full = walked.segments.filter((segment) => segment !== active);
  for (const segment of full)
    if (Array.isArray(segment.offsets)) await saveIndex(disk, segment, key).catch(() => undefined);
  const file = await disk.openAppend(active.path);
  const notices =
    walked.cutBytes > 0
      ? [
          `The last write before Holdfast stopped was not finished (${walked.cutBytes} bytes). It was cut off; nothing that had been confirmed is missing.`,
        ]
      : [];
  const { headFile } = options;
  const journal = new Journal(
    { disk, folder, key, terminal, owner, full, active, file, segmentBytes, headFile },
    lock,
    walked.unverified,
  );
  // What was kept of the journal before must not count against the one that took its place.
  if (options.lastOfCopy !== undefined) await journal.keepHead();
  return { kind: 'open', journal, notices };
};

/** [JRN-12] Nothing that is known to have been confirmed may be missing. Before anything is cut off or created. */
const lackOf = async (
  { options, disk }: Ready,
  { segments, next }: Extract<Walked, { kind: 'ok' }>,
): Promise<Failure | undefined> => {
  const { headFile, key, lastOfCopy } = options;
  const lastSeq = next.firstSeq - 1;
  const shorter = (known: number): Failure => ({ kind: 'shorter', lastSeq, known });
  if (lastOfCopy !== undefined) return lastOfCopy > lastSeq ? shorter(lastOfCopy) : undefined;
  const head = headFile === undefined ? undefined : await readHead(disk, headFile, key);
  return head && !(await holds(disk, segments, head)) ? shorter(head.seq) : undefined;
};

/** [JRN-9] The lock of the folder, and that of its key. What holds one of them is told apart. */
const takeLocks = async ({ folder, key, oneCopy = false }: JournalOptions): Promise<Lock | Failure> => {
  const own = await takeLock(folder);
  if (!own) return { kind: 'in-use', copy: false };
  if (!oneCopy) return own;
  const only = await takeKeyLock(key);
  if (only) return { release: async () => void (await Promise.all([only.release(), own.release()])) };
  await own.release();
  return { kind: 'in-use', copy: true };
};

/** Opens the journal below a profile, creating it where there is none. Throws only where the disk does. */
export const openJournal = async (options: JournalOptions): Promise<OpenJournal> => {
  const disk = options.disk ?? realDisk;
  const segmentBytes = options.segmentBytes ?? defaultSegmentBytes;
  await disk.prepare(options.folder);
  const lock = await takeLocks(options);
  if ('kind' in lock) return lock;
  let keep = false;
  try {
    const walked = await walk(disk, options.folder, options.key, options.verifyFiles ?? verifyAtOpening);
    if (walked.kind !== 'ok') return walked;
    const ready = { options, disk, segmentBytes, lock };
    const refused = otherOwner(options, walked) ?? (await lackOf(ready, walked));
    if (refused) return refused;
    const opened = await finish(ready, walked);
    keep = true;
    return opened;
  } finally {
    if (!keep) await lock.release();
  }
};
