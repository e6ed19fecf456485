import { parseArgs } from 'node:util';
import { runFaults } from '../support/fault-run';
import { printResult, printTable } from './report';

/** `npm run bench:faults [-- --runs N] [-- --seed N]`: seeded lives in every weather; one seed alone is replayed. */
const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '10000' },
      seed: { type: 'string' },
      'in-node': { type: 'boolean' },
    },
  });
  const first = values.seed === undefined ? 1 : Number(values.seed);
  const runs = values.seed === undefined ? Number(values.runs) : 1;
  const seeds: number[] = [];
  let disagreements = 0;
  const began = Date.now();
  for (let seed = first; seed < first + runs; seed += 1) {
    const found = await runFaults(seed);
    for (const problem of found) console.log(`seed ${seed}: ${problem}`);
    if (found.length > 0) seeds.push(seed);
    disagreements += found.length;
    if ((seed - first + 1) % 1000 === 0) console.log(`${seed - first + 1} of ${runs} runs`);
  }
  printTable([
    ['runs', 'disagreements', 'ms a run'],
    [String(runs), String(disagreements), (Date.now() - began) / runs],
  ]);
  if (seeds.length > 0) console.log(`To see one again: npm run bench:faults -- --seed ${seeds[0] ?? ''}`);
  printResult({ runs, disagreements, seeds });
  return disagreements === 0 ? 0 : 1;
};

main()
  .then((code) => process.exit(code))
  .catch((failure: unknown) => {
    console.error(failure);
    process.exit(1);
  });
