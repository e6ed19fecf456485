import type { Collections } from './collection';
import { reissues } from './reissues';
import { unscripted } from './unscripted';

/** Every sealed list of the index: one file each, named here. Its table is made by migration 0003. */
export const collections: Collections = { reissues, unscripted };
