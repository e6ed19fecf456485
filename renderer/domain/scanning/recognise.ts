import { decode } from './decode';
import type { Scan } from './scan';
import type { ScannerWays } from './scanner';

/** A key as the page hears it. `at` is the event's own time in ms, on any one clock. */
export type Keystroke = {
  /** `A`, `Enter`, `F8`; with Ctrl or Alt held, `Ctrl+k`, `Alt+0`. */
  readonly token: string;
  readonly at: number;
  /** In a field every character goes through at once; elsewhere keys are commands and wait for the rhythm. */
  readonly where: 'field' | 'elsewhere';
  readonly capsLock: boolean;
  /** Held down, or part of composing another character: never a scanner. */
  readonly human: boolean;
};

type Stroke = Keystroke & { readonly held: boolean };
/** Keys that came within a scanner's rhythm of each other. */
export type WedgeState = {
  readonly strokes: readonly Stroke[];
  /** Until when an end key is still the scanner's, after a scan was taken. */
  readonly quietUntil: number;
};
export const silence: WedgeState = { strokes: [], quietUntil: -Infinity };

export type Heard = {
  readonly state: WedgeState;
  /** Whether the key that was heard goes on to the page. */
  readonly now: 'pass' | 'stop';
  /** Keys that were held back and are a person's: they go to the page now, before the one that was heard. */
  readonly replay: readonly Keystroke[];
  /** A scan, and how many keys before it were a person's. What a field took since then is to be taken out again. */
  readonly scan?: { readonly scan: Scan; readonly strays: number };
  /** When to ask `woke`. */
  readonly wakeAt?: number;
};

/** Shorter than any code that is printed for us or for a pack. */
const shortest = 8;
/** A number that somebody's program typed into a field is not taken for the short code of a pack. */
const shortestProductInField = 12;
const longest = 400;
const mostStrays = 4;

const modifiers: readonly string[] = ['Shift', 'CapsLock', 'Control', 'Alt', 'AltGraph', 'Meta'];
/** A key that changes what other keys say and says nothing itself. */
export const isModifier = ({ token }: Keystroke): boolean => modifiers.includes(token);
const ends: readonly string[] = ['Enter', 'Tab'];
/** Keys by which scanners are known to send the separator of a pack's fields. */
const separators: readonly string[] = ['Ctrl+]', 'F8', ...[...'0123456789'].map((digit) => `Alt+${digit}`)];

const tokensOf = (strokes: readonly Stroke[]): readonly string[] => strokes.map(({ token }) => token);
const heldOf = (strokes: readonly Stroke[]): readonly Keystroke[] => strokes.filter(({ held }) => held);

const afterLongestPause = (strokes: readonly Stroke[], index: number): boolean => {
  const gapAt = (i: number) => (strokes[i]?.at ?? 0) - (strokes[i - 1]?.at ?? 0);
  return strokes.every((_, i) => i === 0 || i === index || gapAt(i) < gapAt(index));
};

const endsWith = (tokens: readonly string[], end: readonly string[]): boolean =>
  end.length > 0 && end.every((token, i) => tokens[tokens.length - end.length + i] === token);
const beginsWith = (tokens: readonly string[], beginning: readonly string[]): boolean =>
  beginning.length > 0 && beginning.every((token, i) => tokens[i] === token);

/** Only a scanner puts this around a code, and only some do. */
const isFramed = (tokens: readonly string[], { prefix, suffix }: ScannerWays): boolean =>
  ends.includes(tokens.at(-1) ?? '') || endsWith(tokens, suffix) || beginsWith(tokens, prefix);

/** Its check character leaves no doubt, whoever typed it. */
const checksItself = ({ kind }: Scan): boolean =>
  kind === 'prescription' || kind === 'bag' || kind === 'user-card';

/** Its check digit is right by chance once in ten, so that rhythm and place must agree. */
const isProduct = (scan: Scan, strokes: readonly Stroke[], strays: number): boolean =>
  scan.kind === 'product' &&
  (strays === 0 || afterLongestPause(strokes, strays)) &&
  (strokes.at(-1)?.where !== 'field' || strokes.length - strays >= shortestProductInField);

/**
 * [SCN-2] [SCN-26] The code in a row of keys, which a person's last keys may precede. A text expander types into a
 * field as quickly as a scanner does: there, what does not check itself needs a scanner's beginning or end.
 */
const find = (strokes: readonly Stroke[], ways: ScannerWays): Heard['scan'] => {
  const tokens = tokensOf(strokes);
  const capsLock = strokes.some((stroke) => stroke.capsLock);
  const inField = strokes.at(-1)?.where === 'field';
  let wrong: Heard['scan'];
  for (let strays = 0; strays <= mostStrays && strokes.length - strays >= shortest; strays += 1) {
    const own = tokens.slice(strays);
    const scan = decode(own, ways, capsLock);
    if (checksItself(scan)) return { scan, strays };
    if (inField && !isFramed(own, ways)) continue;
    if (isProduct(scan, strokes, strays)) return { scan, strays };
    if (scan.kind === 'prescription-wrong') wrong ??= { scan, strays };
  }
  return wrong;
};

/**
 * The row of keys is at its end. A field keeps what nobody can read; elsewhere so many keys in a scanner's rhythm
 * are not commands, and are said to be an unreadable scan.
 */
const settle = (strokes: readonly Stroke[], ways: ScannerWays, at: number): Omit<Heard, 'now'> => {
  const found = strokes.length < shortest ? undefined : find(strokes, ways);
  const last = strokes.at(-1);
  const quiet: WedgeState = { strokes: [], quietUntil: at + ways.gapMs };
  if (found) return { state: quiet, replay: heldOf(strokes.slice(0, found.strays)), scan: found };
  const commands = strokes.filter(({ where }) => where === 'elsewhere').length;
  if (commands < shortest || last?.where === 'field') return { state: silence, replay: heldOf(strokes) };
  return { state: quiet, replay: [], scan: { scan: decode(tokensOf(strokes), ways), strays: 0 } };
};

/** Whether what came so far is a code, so that only its end is missing. */
const isReadable = (before: readonly Stroke[], ways: ScannerWays): boolean => {
  const last = before.at(-1);
  return (
    last !== undefined &&
    before.length >= shortest &&
    find([...before, { ...last, token: 'Enter' }], ways) !== undefined
  );
};

type Part = 'character' | 'sign' | 'end' | 'none';
/** They begin no code, and a person who asks for the search box or the keys has it at once. */
const neverFirst: readonly string[] = ['/', '?'];
/** What a key can be in the row that runs. */
const partOf = (token: string, before: readonly Stroke[], ways: ScannerWays): Part => {
  const running = before.length > 0;
  if (running && endsWith([...tokensOf(before), token], ways.suffix)) return 'end';
  // The first of several ends is held back only behind a code: a form or a line of text has it at once.
  if (running && ends.includes(token))
    return ways.suffix.includes(token) && isReadable(before, ways) ? 'sign' : 'end';
  if (token === ' ') return before.length >= mostStrays ? 'character' : 'none';
  if (!running && neverFirst.includes(token) && ways.prefix[0] !== token) return 'none';
  if (token.length === 1) return 'character';
  if (ways.prefix.includes(token) && before.length < ways.prefix.length) return 'sign';
  const known = ways.suffix.includes(token) || ways.separator?.includes(token) || separators.includes(token);
  return before.length >= mostStrays && known ? 'sign' : 'none';
};

/** [SCN-1] [SCN-3] One key. No key of a person is lost: it goes through at once, or is given back in its order. */
export const heard = (state: WedgeState, key: Keystroke, ways: ScannerWays): Heard => {
  const last = state.strokes.at(-1);
  if (isModifier(key))
    return { state, now: 'pass', replay: [], ...(last ? { wakeAt: last.at + ways.gapMs } : {}) };
  const inRhythm = last !== undefined && key.at - last.at <= ways.gapMs;
  // The row before has ended, though nobody was woken yet.
  const ended = last && !inRhythm ? settle(state.strokes, ways, last.at) : undefined;
  const before = inRhythm ? state.strokes : [];
  const base = ended?.scan ? { scan: ended.scan } : {};
  const replay = ended?.replay ?? [];
  const given: Heard = { ...base, state: silence, now: 'pass', replay: [...replay, ...heldOf(before)] };
  if (key.human || before.length >= longest) return given;
  const quietUntil = ended?.state.quietUntil ?? state.quietUntil;
  if (before.length === 0 && ends.includes(key.token) && key.at <= quietUntil)
    return { ...base, state: { strokes: [], quietUntil }, now: 'stop', replay };
  const part = partOf(key.token, before, ways);
  if (part === 'none') return given;
  const held = part === 'sign' || (part === 'character' && key.where === 'elsewhere');
  const strokes = [...before, { ...key, held }];
  if (part !== 'end')
    return {
      ...base,
      state: { strokes, quietUntil },
      now: held ? 'stop' : 'pass',
      replay,
      wakeAt: key.at + ways.gapMs,
    };
  const settled = settle(strokes, ways, key.at);
  return { ...settled, replay: [...replay, ...settled.replay], now: settled.scan ? 'stop' : 'pass' };
};

/** Nothing more came in a scanner's rhythm. */
export const woke = (state: WedgeState, at: number, ways: ScannerWays): Heard => {
  const last = state.strokes.at(-1);
  if (!last) return { state, now: 'pass', replay: [] };
  if (at - last.at < ways.gapMs) return { state, now: 'pass', replay: [], wakeAt: last.at + ways.gapMs };
  return { ...settle(state.strokes, ways, at), now: 'pass' };
};
