import { checkCharacterOf } from '../../renderer/domain/kernel/check-character';
import { heard, silence, woke, type Heard } from '../../renderer/domain/scanning/recognise';
import type { Scan } from '../../renderer/domain/scanning/scan';
import { unknownScanner, type ScannerWays } from '../../renderer/domain/scanning/scanner';
import { joinsRow, type Keystroke } from '../../renderer/domain/scanning/stroke';

/** A key and how long after the one before it came. */
export type Press = {
  readonly token: string;
  readonly afterMs: number;
  readonly human?: boolean;
  readonly signingIn?: boolean;
};

/** A right short form id from 17 characters. */
export const anId = (body: string): string => {
  const bare = `${body}${checkCharacterOf(body) ?? ''}`;
  return `${bare.slice(0, 6)}-${bare.slice(6, 12)}-${bare.slice(12)}`;
};

export const presses = (text: string, afterMs: number): readonly Press[] =>
  [...text].map((token) => ({ token, afterMs }));

type Shown = {
  readonly scans: readonly Scan[];
  /** Keys that reached the page, in order; the scan's own that a field had taken are out again. */
  readonly reached: string;
  readonly longestWaitMs: number;
  /** Of them those that were held back first: a field does nothing of its own with these. */
  readonly givenBack: string;
};

/**
 * A page that hears keys: what it shows and what it is told. Time passes between the keys, and the page is
 * woken when it asked to be.
 */
export const press = (
  keys: readonly Press[],
  where: Keystroke['where'],
  ways: ScannerWays = unknownScanner,
  capsLock = false,
): Shown => {
  let state = silence;
  let at = 1000;
  let wakeAt: number | undefined;
  let reached: { readonly token: string; readonly at: number }[] = [];
  /** What had reached the page before each key of the row that runs. */
  let before: (typeof reached)[] = [];
  let longestWaitMs = 0;
  const scans: Scan[] = [];
  let givenBack = '';
  const give = (key: Keystroke, now: number) => {
    reached = [...reached, { token: key.token, at: now }];
    longestWaitMs = Math.max(longestWaitMs, now - key.at);
  };
  const take = (result: Heard, now: number, row: (typeof reached)[]) => {
    if (result.scan) {
      scans.push(...result.scan.scans);
      if (where === 'field') reached = row[result.scan.strays] ?? reached;
    }
    for (const key of result.replay) {
      give(key, now);
      givenBack += key.token;
    }
    wakeAt = result.wakeAt;
  };
  const wakeUntil = (until: number) => {
    while (wakeAt !== undefined && wakeAt <= until) {
      const now = wakeAt;
      const result = woke(state, now, ways);
      state = result.state;
      take(result, now, before);
      if (state.strokes.length === 0) before = [];
    }
  };
  for (const { token, afterMs, human = false, signingIn = false } of keys) {
    at += afterMs;
    wakeUntil(at);
    const key: Keystroke = { token, at, where, capsLock, human, signingIn };
    const row = before;
    const result = heard(state, key, ways);
    if (result.state.strokes.length <= 1 && joinsRow(key, result.state.strokes)) before = [];
    take(result, at, [...row, reached]);
    if (joinsRow(key, result.state.strokes)) before = [...before, reached];
    state = result.state;
    if (result.now === 'pass') give(key, at);
  }
  wakeUntil(at + 10_000);
  return { scans, reached: reached.map(({ token }) => token).join(''), longestWaitMs, givenBack };
};
