import Dexie from 'dexie';

type Peer = { readonly run: (name: string, payloads: readonly string[], count: number) => Promise<number> };
declare global {
  // Merging with the platform's own interface needs an interface.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Window {
    benchPeer: Peer;
  }
}

const batch = 500;
const families = ['Okafor', 'Smith', 'Patel', 'Nwosu', 'Jones', 'Khan', 'Evans', 'Zhang'];
const states = ['to-check', 'ready', 'done'];

const rowOf = (n: number, payload: string) => ({
  id: crypto.randomUUID().slice(0, 20),
  nhsNumber: String(9_990_000_000 + (n % 5_000)),
  state: states[n % states.length],
  receivedAt: 1_790_000_000_000 + n,
  family: families[n % families.length],
  payload,
});

/** The peer: the same raw bundles by Dexie's bulkPut, three indexes, unsealed; gives the ms of the puts alone. */
window.benchPeer = {
  run: async (name, payloads, count) => {
    const db = new Dexie(name, { chromeTransactionDurability: 'relaxed' });
    db.version(1).stores({ scripts: '&id, nhsNumber, [state+receivedAt], family' });
    await db.open();
    let ms = 0;
    for (let from = 0; from < count; from += batch) {
      const rows = Array.from({ length: Math.min(batch, count - from) }, (_, i) =>
        rowOf(from + i, payloads[(from + i) % payloads.length] ?? ''),
      );
      const began = performance.now();
      await db.table('scripts').bulkPut(rows);
      ms += performance.now() - began;
    }
    db.close();
    await Dexie.delete(name);
    return ms;
  },
};
