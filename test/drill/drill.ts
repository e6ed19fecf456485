import 'fake-indexeddb/auto';
import { parseArgs } from 'node:util';
import { judge, type Score } from '../../electron/training/drills/judge';
import { scenarioOf, scenarios } from '../../electron/training/drills/scenarios';
import { printTable } from '../bench/report';
import { play } from './play';

const numberOf = (text: string, what: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${what} wants a whole number from 1.`);
  return number;
};

const list = (): void =>
  printTable([
    ['drill', 'what it is'],
    ...scenarios.map(({ id, title, sentence }) => [id, `${title}. ${sentence}`] as const),
  ]);

const say = (score: Score, seed: number, json: boolean): void => {
  if (json) console.log(JSON.stringify({ ...score, seed }));
  else
    printTable([
      ['what', 'how many'],
      ...Object.entries({ ...score, seed }).map(([what, n]) => [what, String(n)] as const),
    ]);
};

/** `npm run drill -- SCENARIO [--json] [--seed N] [--scripts N]`: the scenario without a person, and how it ended. */
const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      scripts: { type: 'string' },
    },
  });
  const [id] = positionals;
  const scenario = scenarioOf(id ?? '');
  if (!scenario) {
    if (id !== undefined) console.error(`There is no drill ${id}. These are there:`);
    list();
    return id === undefined ? 0 : 2;
  }
  const seed = numberOf(values.seed, 'seed');
  const count = Math.max(scenario.byHand, numberOf(values.scripts ?? String(scenario.byItself), 'scripts'));
  const { evidence, failures } = await play(scenario, seed, count);
  const { score, found } = judge(evidence);
  const defects = failures.map((failure) => `a defect: ${String(failure)}`);
  for (const line of [...found.map(({ what, id }) => `${what}: ${id}`), ...defects]) console.error(line);
  say(score, seed, values.json);
  const isGood = found.length === 0 && defects.length === 0 && score.returnsSent === score.returnsDue;
  return isGood ? 0 : 1;
};

main()
  .then((code) => process.exit(code))
  .catch((failure: unknown) => {
    console.error(failure instanceof Error ? failure.message : failure);
    process.exit(1);
  });
