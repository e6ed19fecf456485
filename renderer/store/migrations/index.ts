import type Dexie from 'dexie';
import { begunAnew } from './0018-begun-anew';

/**
 * Every migration that still counts, oldest first. One file each; a new one is added at the end and never changed
 * again. One that empties the index takes the place of those before it.
 */
export const migrations: readonly ((db: Dexie) => void)[] = [begunAnew];
