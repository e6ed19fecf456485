import { decode } from './decode';
import { ends, endsWith, findCode, isSure, mostStrays, shortest, tokensOf } from './find-code';
import type { Scan } from './scan';
import type { ScannerWays } from './scanner';
import { gapAt, isModifier, longestGapOf, type Keystroke, type Stroke } from './stroke';

/** Keys that came within a scanner's rhythm of each other. */
export type WedgeState = {
  readonly strokes: readonly Stroke[];
  /** When the last key of a scan came. */
  readonly scannedAt: number;
};
export const silence: WedgeState = { strokes: [], scannedAt: -Infinity };

export type Heard = {
  readonly state: WedgeState;
  /** Whether the key that was heard goes on to the page. */
  readonly now: 'pass' | 'stop';
  /** Keys that were held back and are a person's: they go to the page now, before the one that was heard. */
  readonly replay: readonly Keystroke[];
  /** What was scanned, and how many keys before it a field keeps. What it took since then is to be taken out again. */
  readonly scan?: { readonly scans: readonly Scan[]; readonly strays: number };
  /** When to ask `woke`. */
  readonly wakeAt?: number;
};
type Settled = Omit<Heard, 'now'>;

const longest = 400;
/** So many keys in a scanner's rhythm are no hand's, and are never given back as commands. */
const burst = 4;
/** A radio scanner may pause for so long in the middle of a code. */
const stallMs = 150;
/** Two keys so close are more likely a scanner's than a hand's: they wait for a stall too. */
const machineMs = 30;
/** For so long after a scan what comes in a scanner's rhythm is its rest. */
const restMs = 250;

/** Keys by which scanners are known to send the separator of a pack's fields. */
const separators: readonly string[] = ['Ctrl+]', 'F8', ...[...'0123456789'].map((digit) => `Alt+${digit}`)];

const heldOf = (strokes: readonly Stroke[]): readonly Keystroke[] => strokes.filter(({ held }) => held);
const isCommand = ({ where, human, foreign }: Stroke): boolean => where === 'elsewhere' && !human && !foreign;

/** Most keys of a row that would be commands, without a pause longer than the scanner's gap between them. */
const mostCommands = (strokes: readonly Stroke[], gapMs: number): number => {
  let [most, run] = [0, 0];
  for (const [i, stroke] of strokes.entries()) {
    if (gapAt(strokes, i) > gapMs) run = 0;
    if (isCommand(stroke)) run += 1;
    most = Math.max(most, run);
  }
  return most;
};

/** Whether a key comes so directly behind a scan that it is the same breath. */
const isBehind = (at: number, { scannedAt }: WedgeState, { gapMs }: ScannerWays): boolean =>
  at - scannedAt <= gapMs;

/** Who signs in presses the digit of a name and types a PIN, before the field for it is there. */
const isPin = (strokes: readonly Stroke[]): boolean =>
  strokes.length < shortest &&
  strokes.every(({ token, signingIn }) => signingIn && (/^\d$/.test(token) || ends.includes(token)));

/** [SCN-3] Whether a row came from a machine, readable or not; behind a scan fewer keys say so. */
const isMachines = (state: WedgeState, ways: ScannerWays): boolean => {
  const { strokes, scannedAt } = state;
  const [first] = strokes;
  if (!first) return false;
  const isFree = first.at - scannedAt > restMs;
  return mostCommands(strokes, ways.gapMs) >= (isFree ? burst : 2) && !(isFree && isPin(strokes));
};

/**
 * The row of keys is at its end. A field keeps what nobody can read; elsewhere so many keys in a scanner's rhythm
 * are not commands, and are said to be an unreadable scan, once for each breath of the scanner.
 */
const settle = (state: WedgeState, ways: ScannerWays): Settled => {
  const { strokes, scannedAt } = state;
  const [first, last] = [strokes[0], strokes.at(-1)];
  if (!first || !last) return { state, replay: [] };
  const found = findCode(strokes, ways);
  const foreign = strokes.filter((stroke) => stroke.foreign);
  const after: WedgeState = { strokes: [], scannedAt: last.at };
  if (found) {
    const { scans, strays, others } = found;
    return { state: after, replay: heldOf([...others, ...foreign]), scan: { scans, strays } };
  }
  if (!isMachines(state, ways)) return { state: { strokes: [], scannedAt }, replay: heldOf(strokes) };
  // The rest of a scan is no other one, unless it is long and had a breath of its own.
  const isRest = strokes.length < shortest ? first.at - scannedAt <= restMs : isBehind(first.at, state, ways);
  const isNews = !isRest && last.where === 'elsewhere';
  const unread = { scans: [decode(tokensOf(strokes), ways)], strays: 0 };
  return { state: after, replay: foreign, ...(isNews ? { scan: unread } : {}) };
};

/** Whether what came so far is a code, so that only its end is missing. */
const isReadable = (before: readonly Stroke[], ways: ScannerWays): boolean => {
  const last = before.at(-1);
  return last !== undefined && findCode([...before, { ...last, token: 'Enter' }], ways) !== undefined;
};

/**
 * [SCN-1] How long a row waits for its next key: a gap of the scanner. What is a machine's and no whole code yet is
 * not given back in any case, and waits for as long as a scanner stalls.
 */
const patienceOf = ({ strokes }: WedgeState, ways: ScannerWays): number => {
  const { gapMs } = ways;
  const commands = mostCommands(strokes, gapMs);
  const isQuick = commands > 1 && longestGapOf(strokes) <= machineMs;
  const waits = strokes.at(-1)?.where === 'elsewhere' && (commands >= burst || isQuick);
  return waits && !isSure(findCode(strokes, ways)) ? Math.max(gapMs, stallMs) : gapMs;
};

type Part = 'character' | 'sign' | 'end' | 'none';
/** They begin no code, and a person who asks for the search box or the keys has it at once. */
const neverFirst: readonly string[] = ['/', '?', ' '];
/** What a key can be in the row that runs, or directly behind a scan. */
const partOf = ({ token, at, where }: Keystroke, row: WedgeState, ways: ScannerWays): Part => {
  const before = row.strokes;
  const running = before.length > 0;
  if (running && endsWith([...tokensOf(before), token], ways.suffix)) return 'end';
  // The first of several ends is held back only behind a code: a form or a line of text has it at once.
  if (running && ends.includes(token))
    return ways.suffix.includes(token) && isReadable(before, ways) ? 'sign' : 'end';
  if (token === ' ' && where === 'field') return before.length >= mostStrays ? 'character' : 'none';
  const isFirst = !running && !(where === 'elsewhere' && isBehind(at, row, ways));
  if (isFirst && neverFirst.includes(token) && ways.prefix[0] !== token) return 'none';
  if (token.length === 1) return 'character';
  if (ways.prefix.includes(token) && before.length < ways.prefix.length) return 'sign';
  const known = ways.suffix.includes(token) || ways.separator?.includes(token) || separators.includes(token);
  return before.length >= mostStrays && known ? 'sign' : 'none';
};

/** The row goes on as it is. */
const goesOn = (state: WedgeState, { gapMs }: ScannerWays): Heard => {
  const last = state.strokes.at(-1);
  return { state, now: 'pass', replay: [], ...(last ? { wakeAt: last.at + gapMs } : {}) };
};

const joins = (row: WedgeState, stroke: Stroke, { gapMs }: ScannerWays): Heard => ({
  state: { ...row, strokes: [...row.strokes, stroke] },
  now: stroke.held ? 'stop' : 'pass',
  replay: [],
  wakeAt: stroke.at + gapMs,
});

/**
 * [SCN-1] [SCN-3] A key that is no part of a code ends a field's row. Elsewhere it interrupts no scanner: it goes
 * through at once, or behind a person's keys waits with them.
 */
const heardForeign = (row: WedgeState, key: Keystroke, ways: ScannerWays): Heard => {
  if (key.where === 'field' || row.strokes.at(-1)?.where !== 'elsewhere')
    return { ...settle(row, ways), now: 'pass' };
  if (key.human || isMachines(row, ways)) return goesOn(row, ways);
  return joins(row, { ...key, held: true, foreign: true }, ways);
};

/** A key that is held down or composed. A scanner's may look so where it sends one character twice. */
const heardHuman = (row: WedgeState, key: Keystroke, ways: ScannerWays): Heard => {
  const isCharacter = key.token.length === 1 && key.where === 'elsewhere';
  if (isCharacter && row.strokes.at(-1)?.where === 'elsewhere')
    return joins(row, { ...key, held: true, foreign: false }, ways);
  const isRest = isCharacter && row.strokes.length === 0 && isBehind(key.at, row, ways);
  return isRest ? { state: row, now: 'stop', replay: [] } : heardForeign(row, key, ways);
};

const heardIn = (row: WedgeState, key: Keystroke, ways: ScannerWays): Heard => {
  const isEnd = ends.includes(key.token);
  if (isEnd && row.strokes.length === 0 && key.at - row.scannedAt <= restMs) {
    const scannedAt = isBehind(key.at, row, ways) ? key.at : row.scannedAt;
    return { state: { strokes: [], scannedAt }, now: 'stop', replay: [] };
  }
  if (key.human && !(isEnd && isMachines(row, ways))) return heardHuman(row, key, ways);
  const part = partOf(key, row, ways);
  if (part === 'none') return heardForeign(row, key, ways);
  const held = part === 'sign' || (part === 'character' && key.where === 'elsewhere');
  const stroke: Stroke = { ...key, held, foreign: false };
  if (part !== 'end') return joins(row, stroke, ways);
  const settled = settle({ ...row, strokes: [...row.strokes, stroke] }, ways);
  const isScanners = settled.scan !== undefined || settled.state.scannedAt === key.at;
  return { ...settled, now: isScanners ? 'stop' : 'pass' };
};

/** [SCN-1] [SCN-3] One key. No key of a person is lost: it goes through at once, or is given back in its order. */
export const heard = (state: WedgeState, key: Keystroke, ways: ScannerWays): Heard => {
  const last = state.strokes.at(-1);
  if (isModifier(key)) return goesOn(state, ways);
  const gap = last ? key.at - last.at : Infinity;
  const inRhythm = gap <= ways.gapMs || gap <= patienceOf(state, ways);
  if (inRhythm && state.strokes.length < longest) return heardIn(state, key, ways);
  // The row before has ended, though nobody was woken yet.
  const ended = settle(state, ways);
  const result = heardIn(ended.state, key, ways);
  return {
    ...(ended.scan ? { scan: ended.scan } : {}),
    ...result,
    replay: [...ended.replay, ...result.replay],
  };
};

/** Nothing more came in a scanner's rhythm. */
export const woke = (state: WedgeState, at: number, ways: ScannerWays): Heard => {
  const last = state.strokes.at(-1);
  if (!last) return { state, now: 'pass', replay: [] };
  const waitsMs = at - last.at < ways.gapMs ? ways.gapMs : patienceOf(state, ways);
  if (at - last.at < waitsMs) return { state, now: 'pass', replay: [], wakeAt: last.at + waitsMs };
  return { ...settle(state, ways), now: 'pass' };
};
