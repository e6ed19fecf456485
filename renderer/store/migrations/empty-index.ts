import type { Transaction } from 'dexie';

/** Empties every table there is so far; the program then fills the index from the journal again. */
export const emptyIndex = async (transaction: Transaction): Promise<void> => {
  // Dexie's own list names tables of later migrations too, which are not made yet.
  for (const name of transaction.idbtrans.objectStoreNames) await transaction.table(name).clear();
};
