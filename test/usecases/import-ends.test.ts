import { describe, expect, it } from 'vitest';
import { refuse } from '../../renderer/domain/kernel/refusal';
import { endsToTell } from '../../renderer/usecases/import-ends';
import { notWhole } from '../../renderer/usecases/import-words';
import type { ImportEnd } from '../../renderer/usecases/pack-commands';

const done = (name: string, packId?: string): ImportEnd => ({
  name,
  ...(packId === undefined ? {} : { packId }),
  reply: { kind: 'done', sentence: `${name} is on the PWAD desk.` },
});
const signedOut = refuse('SignedOut', 'USR-1', 'Nobody is signed in.', 'Sign in.');
const stopped: ImportEnd = { name: 'm.epspack', packId: 'p18', reply: notWhole('Pack 18', signedOut) };
const tell = (left: readonly ImportEnd[], wentOn: readonly ImportEnd[], closed: readonly string[] = []) =>
  endsToTell(left, wentOn, new Set(closed));

describe('ends of imports', () => {
  it('[PCK-25] stand, oldest first, until each was closed', () => {
    const ends = [done('a.csv'), done('a.csv'), done('Pack 17', 'p17')];
    const told = tell(ends, [done('Pack 16', 'p16')]);
    expect(told.map(({ end }) => end.name)).toEqual(['a.csv', 'a.csv', 'Pack 17', 'Pack 16']);
    const [first] = told;
    expect(tell(ends, [], [first?.key ?? '']).map(({ end }) => end.name)).toEqual(['a.csv', 'Pack 17']);
  });

  it('[PCK-25] that it had stopped short is not said any more once it is done, closed or not', () => {
    expect(stopped.reply.sentence).toBe(
      'Not all of Pack 18 is on the PWAD desk yet. Nobody was signed in any more.',
    );
    expect(tell([stopped], []).map(({ end }) => end)).toEqual([stopped]);
    const rest = done('Pack 18', 'p18');
    const told = tell([stopped], [stopped, rest]);
    expect(told.map(({ end }) => end)).toEqual([rest]);
    expect(tell([stopped], [stopped, rest], [told[0]?.key ?? ''])).toEqual([]);
  });
});
