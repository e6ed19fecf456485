import type { Reads } from '../usecases/views';

/** Reads that are asked for before the index is open: each subscription begins when it is, unless it ended before. */
export const lateReads = (opening: Promise<Reads | undefined>): Reads => {
  const when = (subscribe: (reads: Reads) => () => void): (() => void) => {
    let ended = false;
    let end = (): void => undefined;
    void opening.then((reads) => {
      if (reads && !ended) end = subscribe(reads);
    });
    return () => {
      ended = true;
      end();
    };
  };
  return {
    worklist: (query, onValue) => when((reads) => reads.worklist(query, onValue)),
    prescription: (key, onValue) => when((reads) => reads.prescription(key, onValue)),
    messages: (which, onValue) => when((reads) => reads.messages(which, onValue)),
    quarantined: (onValue) => when((reads) => reads.quarantined(onValue)),
    claims: (limit, onValue) => when((reads) => reads.claims(limit, onValue)),
    list: (table, query, onValue) => when((reads) => reads.list(table, query, onValue)),
    one: (table, id, onValue) => when((reads) => reads.one(table, id, onValue)),
    people: (onValue) => when((reads) => reads.people(onValue)),
  };
};
