import type { Collections } from './collection';
import { desk } from './desk';
import { incidents } from './incidents';
import { packs } from './packs';
import { patients } from './patients';
import { prints } from './prints';
import { reissues } from './reissues';
import { refusals } from './refusals';
import { settings } from './settings';
import { unscripted } from './unscripted';
import { watch } from './watch';

/** Every sealed list of the index: one file each, named here. Its table is made by a migration. */
export const collections: Collections = {
  incidents,
  watch,
  reissues,
  refusals,
  settings,
  unscripted,
  packs,
  patients,
  prints,
  desk,
};
