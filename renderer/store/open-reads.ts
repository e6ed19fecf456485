import type { Reads } from '../usecases/views';
import { makeReads } from './reads';
import { openDatabase } from './schema';
import type { StoreKeys } from './sealing';

/** Opens the index for reading; undefined where it is damaged, which the engine finds and mends. */
export const openReads = async (keys: StoreKeys, onDamaged: () => void): Promise<Reads | undefined> => {
  const opened = await openDatabase();
  return opened.kind === 'open' ? makeReads(opened.db, keys, onDamaged) : undefined;
};
