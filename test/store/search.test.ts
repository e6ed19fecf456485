import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../renderer/store/schema';
import { Search } from '../../renderer/store/search';
import { summaryOf } from '../../renderer/store/summary';
import { received } from '../support/builders';
import { forget, testKeys } from '../support/world';

const name = 'search-test';
let db: Database | undefined;
afterEach(async () => {
  db?.close();
  await forget(name);
});

const built = async (): Promise<Search> => {
  const opened = await openDatabase(name);
  if (opened.kind !== 'open') throw new Error(opened.kind);
  db = opened.db;
  const search = new Search();
  expect(search.complete).toBe(false);
  await search.build(db, await testKeys());
  return search;
};

const hex = (n: number): string => n.toString(16).toUpperCase().padStart(6, '0');
const families = ['ABEL', 'Abney', 'Baker', 'BAKER-Smith', 'Okafor', 'Ó Briain'];

describe('search', () => {
  it('[STO-9] finds what came before and after the terms were merged, and tells when it is complete', async () => {
    const search = await built();
    expect(search.complete).toBe(true);
    const count = 1_200;
    const states = Array.from({ length: count }, (_, n) =>
      received({ family: families[n % families.length] ?? '', shortId: `${hex(n)}-A99999-00000X` }),
    );
    search.update(states.slice(0, 700).map(summaryOf));
    expect(search.find('aB', count)).toHaveLength(234);
    search.update(states.slice(700).map(summaryOf));
    expect(search.find('aB', count)).toHaveLength(400);
    // Of a double name each part is a name.
    for (const typed of ['baker s', 'smith', 'Baker Smith'])
      expect(search.find(typed, count)).toHaveLength(200);
    expect(search.find('baker t', count)).toHaveLength(0);
    expect(search.find('baker-smith', count)).toHaveLength(200);
    expect(search.find('o brian', count)).toHaveLength(0);
    expect(search.find('OBRIAIN', count)).toHaveLength(200);
    for (const n of [0, 699, 700, 1_199])
      expect(search.find(`${hex(n)}-A99999-00000X`, 5).map((row) => row.shortId)).toEqual([
        `${hex(n)}-A99999-00000X`,
      ]);
    search.update(states.slice(0, 10).map(summaryOf));
    expect(search.find('aB', count)).toHaveLength(400);
  });
});
