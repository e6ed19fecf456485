import { expect, it } from 'vitest';
import { judge } from '../../electron/training/drills/judge';
import type { Scenario } from '../../electron/training/drills/model';
import { play } from './play';
import { scenarioNamed } from './scenario-named';

/** The same story with answers that stay away for so long. */
const losingFor = (hours: number): Scenario => {
  const scenario = scenarioNamed('answers-lost');
  const lost = scenario.acts.find(({ kind }) => kind === 'weather');
  if (!lost) throw new Error('no answer is lost');
  return {
    ...scenario,
    acts: scenario.acts.map((act) =>
      act.kind === 'weather' && act.line === 'up'
        ? { ...act, at: { ...act.at, hour: lost.at.hour + hours } }
        : act,
    ),
  };
};

it.each([
  [3, 1],
  [3, 2],
  [4, 3],
  [4, 4],
])(
  '[DRL-1] [INB-13] answers that stay away for %i hours, seed %i: what was lost comes with the same id and bytes',
  async (hours, seed) => {
    const { evidence, failures } = await play(losingFor(hours), seed, 60);
    expect(failures).toEqual([]);
    expect(judge(evidence).found).toEqual([]);
    expect(evidence.journal.some(({ kind }) => kind === 'release.lost')).toBe(true);
  },
  60_000,
);
