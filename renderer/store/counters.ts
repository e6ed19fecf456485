import { tabs } from '../domain/prescriptions/tab';
import type { Counters } from '../usecases/views';
import type { CounterRow, Database } from './schema';

/** [STO-3] Numbers are rows, changed in the transaction that changes what they count. */
const noCounters: Counters = {
  locked: 0,
  'to-check': 0,
  'to-assemble': 0,
  'to-accuracy-check': 0,
  ready: 0,
  owed: 0,
  'needs-person': 0,
  done: 0,
  returned: 0,
  all: 0,
  'messages-open': 0,
  'messages-parked': 0,
  quarantined: 0,
  'claims-due': 0,
  lists: {},
};
const names: readonly Exclude<keyof Counters, 'lists'>[] = [
  ...tabs,
  'all',
  'messages-open',
  'messages-parked',
  'quarantined',
  'claims-due',
];

/** By the counter's name: one of `Counters`, or `<table>/<tab>` of a sealed list. */
export type Deltas = Map<string, number>;
export const bump = (deltas: Deltas, name: string, by: number): void => {
  deltas.set(name, (deltas.get(name) ?? 0) + by);
};

/** Within a transaction over `counters`. */
export const applyDeltas = async (db: Database, deltas: Deltas): Promise<void> => {
  const changed = [...deltas].filter(([, by]) => by !== 0);
  const rows = await db.counters.bulkGet(changed.map(([name]) => name));
  await db.counters.bulkPut(
    changed.map(([name, by], i): CounterRow => ({ name, value: (rows[i]?.value ?? 0) + by })),
  );
};

export const readCounters = async (db: Database): Promise<Counters> => {
  const rows = new Map((await db.counters.toArray()).map(({ name, value }) => [name, value]));
  const found = { ...noCounters };
  for (const name of names) found[name] = rows.get(name) ?? 0;
  return { ...found, lists: Object.fromEntries([...rows].filter(([name]) => name.includes('/'))) };
};

/**
 * [STO-2] Whether there are as many scripts as the numbers say: a lost row shows here. In one transaction, or scripts
 * that arrive meanwhile would look like damage.
 */
export const numbersAgree = (db: Database): Promise<boolean> =>
  db.transaction('r', [db.scripts, db.details, db.pages, db.counters], async () => {
    const rows = await db.counters.bulkGet(['all', 'changed', 'pages']);
    const known = rows.map((row) => row?.value ?? 0);
    const found = [await db.scripts.count(), await db.details.count(), await db.pages.count()];
    return found.every((count, i) => count === known[i]);
  });
