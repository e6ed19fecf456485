import 'fake-indexeddb/auto';
import { parseArgs } from 'node:util';
import { printTable } from '../bench/report';
import { aSite } from '../support/builders';
import { judge } from './judge';
import { playJune2016, type Drill } from './june-2016';

const scenarios: Readonly<Record<string, (seed: number, scripts: number) => Promise<Drill>>> = {
  'june-2016': playJune2016,
};

const numberOf = (text: string, what: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${what} wants a whole number from 1.`);
  return number;
};

/** `npm run drill -- SCENARIO [--json] [--seed N] [--scripts N]`: the scenario without a person, and how it ended. */
const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      scripts: { type: 'string', default: '440' },
    },
  });
  const play = scenarios[positionals[0] ?? ''];
  if (!play) {
    console.error(`Which drill? There is: ${Object.keys(scenarios).join(', ')}.`);
    return 2;
  }
  const { stage, seed } = await play(numberOf(values.seed, 'seed'), numberOf(values.scripts, 'scripts'));
  const { score, found } = judge({
    scripts: stage.spine.scripts(),
    heard: stage.spine.heard,
    journal: stage.journal.entries,
    ods: aSite.ods,
  });
  const defects = stage.failures.map((failure) => `a defect: ${String(failure)}`);
  for (const line of [...found, ...defects]) console.error(line);
  if (values.json) console.log(JSON.stringify({ ...score, seed }));
  else
    printTable([
      ['what', 'how many'],
      ...Object.entries({ ...score, seed }).map(([what, n]) => [what, String(n)]),
    ]);
  const isGood = found.length === 0 && defects.length === 0 && score.returnsSent === score.returnsDue;
  return isGood ? 0 : 1;
};

main()
  .then((code) => process.exit(code))
  .catch((failure: unknown) => {
    console.error(failure instanceof Error ? failure.message : failure);
    process.exit(1);
  });
