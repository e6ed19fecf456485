import { formatDate } from '../kernel/instant';
import { decode } from './decode';
import { ends } from './find-code';
import { setUpPackText, setUpText } from './learn';
import { heard, silence, woke, type Heard } from './recognise';
import type { Scan } from './scan';
import type { ScannerWays } from './scanner';
import { isModifier, longestGapOf, type Keystroke } from './stroke';

/** A row of keys in the test area: how it is taken, and what it says or would say. */
export type Tried = {
  readonly as: 'scan' | 'typing';
  readonly scan: Scan;
  readonly keys: number;
  readonly longestGapMs: number;
  /** Keys that are no characters, and would have acted on the page. */
  readonly acted: readonly string[];
};

/** A key that is no character, and no end that every scanner may send. */
const isStrange = (key: Keystroke): boolean =>
  key.token.length > 1 && !ends.includes(key.token) && !isModifier(key);

/** [SCN-10] What the recogniser makes of a row of keys outside a field; no decision of its own. */
export const tryOut = (keys: readonly Keystroke[], ways: ScannerWays): Tried => {
  let state = silence;
  let scan: Scan | undefined;
  let through: readonly Keystroke[] = [];
  const take = (result: Heard, passed: readonly Keystroke[]): void => {
    ({ state } = result);
    scan = result.scan?.scans.at(-1) ?? scan;
    through = [...through, ...result.replay, ...passed];
  };
  for (const key of keys) {
    const result = heard(state, { ...key, where: 'elsewhere' }, ways);
    take(result, result.now === 'pass' ? [key] : []);
  }
  take(woke(state, Infinity, ways), []);
  const said = keys.filter((key) => !isModifier(key));
  const tokens = said.map(({ token }) => token);
  return {
    as: scan ? 'scan' : 'typing',
    scan: scan ?? decode(tokens, ways),
    keys: said.length,
    longestGapMs: Math.ceil(longestGapOf(said)),
    acted: [...new Set(through.filter(isStrange).map(({ token }) => token))],
  };
};

/** What a code is, in a sentence that stands by itself. */
const sayScan = (scan: Scan): string => {
  switch (scan.kind) {
    case 'prescription':
      return `Prescription ${scan.id}; its check character fits.`;
    case 'prescription-wrong':
      return `${scan.text}, which is not a prescription id. ${scan.sentence}`;
    case 'product':
      return `${[
        `A pack: ${scan.gtin}`,
        ...(scan.batch === undefined ? [] : [`batch ${scan.batch}`]),
        ...(scan.expiry === undefined ? [] : [`expires ${formatDate(scan.expiry)}`]),
        ...(scan.serial === undefined ? [] : [`serial ${scan.serial}`]),
      ].join(', ')}.`;
    case 'bag':
      return `A bag of ours, ${scan.code}.`;
    case 'user-card':
      return 'A person’s card.';
    case 'unknown':
      return 'Nothing that Holdfast knows.';
  }
};

const called: Readonly<Record<string, string>> = { ' ': 'Space', '\u001d': 'GS' };
/** A key as people call it. */
export const nameOfKey = (token: string): string => called[token] ?? token;

export type TriedWords = {
  readonly look: 'done' | 'attention' | 'info';
  readonly title: string;
  readonly sentence: string;
  readonly next: string;
};

const unread =
  'If it was a code of this page, scan it again; if it stays so, the scanner leaves out signs: see its manual for “send all characters”.';

const nextOf = ({ kind }: Scan): string => {
  if (kind === 'unknown') return unread;
  return kind === 'prescription-wrong' ? 'Scan it again, nearer and straight.' : '';
};

/** [SCN-10] The answer of the test area. */
export const sayTried = (tried: Tried, { gapMs }: ScannerWays): TriedWords => {
  const { as, scan, keys, longestGapMs, acted } = tried;
  const good = scan.kind !== 'unknown' && scan.kind !== 'prescription-wrong';
  const pace = `${keys} keys, never more than ${longestGapMs} ms apart.`;
  const names = acted.map(nameOfKey).join(', ');
  if (acted.length > 0 && (as === 'scan' || good))
    return {
      look: 'attention',
      title: as === 'scan' ? 'A scan, and a key beside it' : 'Typing, because of a key that is not known',
      sentence: `${sayScan(scan)} ${pace} ${names} came with it and acts as on the keyboard.`,
      next: 'If the scanner sent it, scan the set-up code on this page, so that Holdfast learns it.',
    };
  if (as === 'scan')
    return {
      look: good ? 'done' : 'attention',
      title: 'A scan',
      sentence: `${sayScan(scan)} ${pace}`,
      next: nextOf(scan),
    };
  if (good && longestGapMs > gapMs)
    return {
      look: 'attention',
      title: 'Typing, because it came slowly',
      sentence: `It says: ${sayScan(scan)} ${pace} A scan’s keys come within ${gapMs} ms.`,
      next: 'If a scanner sent it, scan the set-up code on this page, so that Holdfast learns its pace.',
    };
  return {
    look: 'info',
    title: 'Typing',
    sentence: keys === 1 ? 'One key.' : pace,
    next: '',
  };
};

/** [SCN-27] The answer of the test area to a scanner that types no keys. */
export const sayHidTried = (scan: Scan): TriedWords => {
  const good = scan.kind !== 'unknown' && scan.kind !== 'prescription-wrong';
  const isSetUp = scan.kind === 'unknown' && (scan.text === setUpText || scan.text === setUpPackText);
  return {
    look: good || isSetUp ? 'done' : 'attention',
    title: 'A scan of the HID scanner',
    sentence: isSetUp ? 'The set-up code, whole. A HID scanner needs no setting up.' : sayScan(scan),
    next: good || isSetUp ? 'Anywhere else it would have been taken.' : 'Scan it again, nearer and straight.',
  };
};

const listed = (tokens: readonly string[], none: string): string =>
  tokens.length === 0 ? none : tokens.map(nameOfKey).join(' ');

/** What was learned of a scanner, line by line. */
export const sayWays = (ways: ScannerWays): readonly (readonly [name: string, value: string])[] => {
  const changed = Object.entries(ways.meant).filter(([arrived]) => !/^[a-z]$/.test(arrived));
  return [
    ['Before a code', listed(ways.prefix, 'nothing')],
    ['After a code', listed(ways.suffix, 'nothing')],
    [
      'Characters put right',
      changed.length === 0
        ? 'none: scanner and keyboard have the same layout'
        : changed.map(([arrived, meant]) => `${nameOfKey(arrived)} → ${nameOfKey(meant)}`).join(', '),
    ],
    [
      'Between the fields of a pack',
      ways.separator === undefined
        ? 'not learned yet: scan the square code'
        : listed(ways.separator, 'left out by the scanner; batch and serial are then not read'),
    ],
    ['Pace', `the keys of a scan come within ${ways.gapMs} ms of each other`],
  ];
};
