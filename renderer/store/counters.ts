import { tabs, type Counters } from '../usecases/views';
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
};
const names: readonly (keyof Counters)[] = [
  ...tabs,
  'all',
  'messages-open',
  'messages-parked',
  'quarantined',
  'claims-due',
];

export type Deltas = Map<keyof Counters, number>;
export const bump = (deltas: Deltas, name: keyof Counters, by: number): void => {
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
  const rows = await db.counters.bulkGet([...names]);
  const found = { ...noCounters };
  for (const [i, name] of names.entries()) found[name] = rows[i]?.value ?? 0;
  return found;
};
