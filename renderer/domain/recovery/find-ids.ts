import { readPieces, takesPlus, type Reading } from './id-layouts';
import type { Met } from './list-report';
import { longestRun, runsOf, shown, type Run } from './runs';

type Found = {
  readonly reading: Reading;
  readonly runs: readonly Run[];
  readonly at: number;
  readonly end: number;
};

/** An id in threes has six. */
const mostPieces = 6;

/** What is shorter is never said to be nearly an id. */
const fewestCharacters = 14;

/** What the first of these runs begins: few are looked at, so the work grows with the text and no faster. */
const foundFrom = (ahead: readonly Run[], before: Run | undefined): readonly Found[] => {
  const found: Found[] = [];
  let length = 0;
  for (const [i, run] of ahead.entries()) {
    length += run.text.length;
    if (i === mostPieces || length > longestRun || (i > 0 && run.gap === 'apart')) break;
    if (length < fewestCharacters) continue;
    const runs = ahead.slice(0, i + 1);
    const reading = readPieces({ runs, before, after: ahead[i + 1] });
    const at = runs[0]?.at ?? 0;
    if (reading) found.push({ reading, runs, at, end: run.end + (takesPlus(run, length) ? 1 : 0) });
  }
  return found;
};

/** Everything in a text that reads as an id or nearly so; some of it may overlap. */
const allFound = (text: string): readonly Found[] => {
  const found: Found[] = [];
  const ahead: Run[] = [];
  let before: Run | undefined;
  const next = (): void => {
    found.push(...foundFrom(ahead, before));
    before = ahead.shift();
  };
  for (const run of runsOf(text)) {
    ahead.push(run);
    if (ahead.length > mostPieces) next();
  }
  while (ahead.length > 0) next();
  return found;
};

/** Ids first, the more usual layout first, and then in order. */
const byTrust = (a: Found, b: Found): number =>
  a.reading.kind.localeCompare(b.reading.kind) || b.reading.rank - a.reading.rank || a.at - b.at;

/**
 * Of what overlaps, the more usual layout counts. Two ids of the same layout both count, because none may be lost;
 * what is malformed counts only where nothing else does.
 */
const withoutOverlaps = (found: readonly Found[]): readonly Found[] => {
  const ranks = new Map<number, number>();
  const kept = [...found].sort(byTrust).filter(({ reading, runs }) => {
    const most = Math.max(...runs.map(({ at }) => ranks.get(at) ?? 0));
    if (reading.kind === 'id' ? most > reading.rank : most > 0) return false;
    for (const { at } of runs) ranks.set(at, Math.max(most, reading.rank));
    return true;
  });
  return kept.sort((a, b) => a.at - b.at);
};

/**
 * [LST-1] Every id of a text, in order, whatever stands around it. `placeOf` names a place by its index. One pass over
 * the text, of which a few runs are held at a time.
 */
export const findIds = (text: string, placeOf: (index: number) => string): readonly Met[] =>
  withoutOverlaps(allFound(text)).map(({ reading, at, end }): Met => {
    const place = placeOf(at);
    return reading.kind === 'id'
      ? { kind: 'id', shortId: reading.shortId, place }
      : {
          kind: 'malformed',
          trouble: { text: shown(text.slice(at, end)), place, sentence: reading.sentence },
        };
  });

/** Names a place in a text by its line: `line 17, character 4`. */
export const linePlaces = (text: string): ((index: number) => string) => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  let line = 0;
  return (index) => {
    if ((starts[line] ?? 0) > index) line = 0;
    while ((starts[line + 1] ?? Infinity) <= index) line += 1;
    return `line ${line + 1}, character ${index - (starts[line] ?? 0) + 1}`;
  };
};
