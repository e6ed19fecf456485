import { describe, expect, it } from 'vitest';
import { fuzzOnce, makeCorpus } from '../support/fuzz-fhir';

/** Another first seed tries other messages: `FUZZ_SEED=5000 npx vitest run test/domain/fhir-fuzz.test.ts`. */
const first = Number(process.env.FUZZ_SEED ?? 1);
const runs = 3_000;

describe('reading what nobody vouched for', () => {
  it('[FHIR-1] [FHIR-16] a mutated answer never throws, hangs, or gives a script without patient, id or items', () => {
    console.log(`fuzz: seeds ${first} to ${first + runs - 1}`);
    const corpus = makeCorpus();
    const failures: string[] = [];
    for (let seed = first; seed < first + runs; seed += 1) {
      const wrong = fuzzOnce(seed, corpus);
      if (wrong !== undefined) failures.push(`seed ${seed}: ${wrong}`);
    }
    expect(failures).toEqual([]);
  });
});
