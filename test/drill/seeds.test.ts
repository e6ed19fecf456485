import { describe, expect, it } from 'vitest';
import { Cast } from '../../electron/training/drills/cast';
import type { Step } from '../../electron/training/drills/model';
import { dayOf, planOf } from '../../electron/training/drills/plan';
import { scenarios } from '../../electron/training/drills/scenarios';
import { resourcesOf, str } from '../../electron/training/json';
import type { Script } from '../../electron/training/model';
import { seeded } from '../../electron/training/seeded';
import { aSite } from '../support/builders';
import { seeds } from '../support/seeds';

const count = 40;
const some = [1, 2, 3, 4, 5, 6, 7, 8];
/** The seeds that were too much alike: equal but for a multiple of 20 or 50. */
const alike = [1, 2, 21, 51, 101, 1001];

const storyOf = (scenario: (typeof scenarios)[number], seed: number) => {
  const random = seeded(seed);
  const cast = new Cast({ seeds, ods: aSite.ods, random, count });
  return { cast, steps: planOf(scenario, random, count) };
};
const scriptsOf = (seed: number): readonly Script[] =>
  scenarios.slice(0, 1).flatMap((scenario) => {
    const { cast } = storyOf(scenario, seed);
    return Array.from({ length: count }, (_, n) => cast.write(n, 'first', scenario.midnight));
  });
const patientIn = ({ bundle }: Script) => resourcesOf(bundle, 'Patient')[0];
const shared = (of: (script: Script) => string): number => {
  const all = alike.map((seed) => new Set(scriptsOf(seed).map(of)));
  return [...new Set(all.flatMap((one) => [...one]))].filter(
    (id) => all.filter((one) => one.has(id)).length > 1,
  ).length;
};
const timetables = (scenario: (typeof scenarios)[number], of: (step: Step) => boolean): number =>
  new Set(
    some.map((seed) =>
      JSON.stringify(
        storyOf(scenario, seed)
          .steps.filter(of)
          .map(({ at }) => at),
      ),
    ),
  ).size;

describe('[DRL-2] another seed changes', () => {
  it('ids and NHS numbers of all, and within a drill no two are the same', () => {
    expect(shared(({ shortId }) => shortId)).toBe(0);
    expect(shared(({ longId }) => longId)).toBe(0);
    expect(shared(({ nhsNumber }) => nhsNumber)).toBeLessThan(count / 10);
    for (const of of ['shortId', 'longId', 'nhsNumber'] as const)
      expect(new Set(scriptsOf(1).map((script) => script[of])).size).toBe(count);
  });

  it('names and houses', () => {
    const names = alike.map((seed) =>
      JSON.stringify(scriptsOf(seed).map((script) => str(patientIn(script), 'name', 0, 'family'))),
    );
    const houses = alike.map((seed) =>
      scriptsOf(seed)
        .map((script) => str(patientIn(script), 'address', 0, 'line', 0).split(' ')[0])
        .join(' '),
    );
    expect(new Set(names).size).toBe(alike.length);
    expect(new Set(houses).size).toBe(alike.length);
    expect(houses.filter((line) => line.startsWith('1 2 3'))).toEqual([]);
  });

  it.each(scenarios)('the order in which scripts are written: $id', (scenario) => {
    const orders = some.map((seed) =>
      JSON.stringify(
        storyOf(scenario, seed).steps.flatMap(({ deed }) =>
          deed.kind === 'write' ? deed.needs.map(({ n }) => n) : [],
        ),
      ),
    );
    expect(new Set(orders).size).toBe(some.length);
  });

  it.each(scenarios)('the times of what the pharmacy hears: $id', (scenario) => {
    expect(timetables(scenario, ({ title }) => title !== '')).toBeGreaterThan(1);
  });

  it.each(['promise', 'list', 'let-go', 'neighbour-acts', 'pack', 'call', 'flow', 'fixed'])(
    'the time of each %s in June 2016',
    (kind) => {
      const [june] = scenarios;
      if (!june) throw new Error('there is no drill');
      const ofKind = storyOf(june, 1).steps.filter(({ deed }) => deed.kind === kind).length;
      expect(ofKind).toBeGreaterThan(0);
      expect(timetables(june, ({ deed }) => deed.kind === kind)).toBeGreaterThan(3);
      // Not only the first of them.
      if (kind === 'promise')
        for (let n = 0; n < ofKind; n += 1)
          expect(
            new Set(
              some.map((seed) => storyOf(june, seed).steps.filter(({ deed }) => deed.kind === kind)[n]?.at),
            ).size,
          ).toBeGreaterThan(2);
    },
  );

  it.each(scenarios)('and nothing that a person hears comes while the doors are closed: $id', (scenario) => {
    const days = Array.from({ length: scenario.days }, (_, day) => dayOf(scenario, day));
    for (const seed of some)
      for (const { at } of storyOf(scenario, seed).steps.filter(({ title }) => title !== ''))
        expect(days.some(({ opens, closes }) => at >= opens && at <= closes)).toBe(true);
  });
});
