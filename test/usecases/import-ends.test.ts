import { describe, expect, it } from 'vitest';
import { refuse } from '../../renderer/domain/kernel/refusal';
import { endsToTell } from '../../renderer/usecases/recovery/import-ends';
import { notWhole } from '../../renderer/usecases/recovery/import-words';
import type { ImportEnd } from '../../renderer/usecases/recovery/pack-commands';

let made = 0;
const done = (name: string, packId?: string): ImportEnd => ({
  id: `end ${(made += 1)}`,
  name,
  ...(packId === undefined ? {} : { packId }),
  reply: { kind: 'done', sentence: `${name} is on the PWAD desk.`, leftOut: [] },
});
const signedOut = refuse('SignedOut', 'USR-1', 'Nobody is signed in.', 'Sign in.');
const stopped = (): ImportEnd => ({
  ...done('m.epspack', 'p18'),
  reply: notWhole('Pack 18', signedOut),
});
const tell = (left: readonly ImportEnd[], wentOn: readonly ImportEnd[], closed: readonly string[] = []) =>
  endsToTell(left, wentOn, new Set(closed));

describe('ends of imports', () => {
  it('[PCK-25] stand, oldest first, until each was closed', () => {
    const ends = [done('a.csv'), done('a.csv'), done('Pack 17', 'p17')];
    const told = tell(ends, [done('Pack 16', 'p16')]);
    expect(told.map(({ name }) => name)).toEqual(['a.csv', 'a.csv', 'Pack 17', 'Pack 16']);
    const [first] = told;
    expect(tell(ends, [], [first?.id ?? '']).map(({ name }) => name)).toEqual(['a.csv', 'Pack 17']);
  });

  it('[PCK-25] that it had stopped short is not said any more once it is done, closed or not', () => {
    const [before, since] = [stopped(), stopped()];
    expect(before.reply.sentence).toBe(
      'Not all of Pack 18 is on the PWAD desk yet. Nobody was signed in any more.',
    );
    expect(tell([before], [])).toEqual([before]);
    const rest = done('Pack 18', 'p18');
    expect(tell([before], [since, rest])).toEqual([rest]);
    expect(tell([before], [since, rest], [rest.id])).toEqual([]);
  });

  it('[PCK-25] what an engine that was begun anew brought to an end is told, whatever was closed before', () => {
    const [earlier, later] = [done('Pack 16', 'p16'), done('Pack 17', 'p17')];
    expect(tell([], [earlier], [earlier.id])).toEqual([]);
    expect(tell([], [later], [earlier.id])).toEqual([later]);
  });
});
