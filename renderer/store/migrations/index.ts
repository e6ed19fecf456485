import type Dexie from 'dexie';
import { first } from './0001-first';
import { claimsAndAsked } from './0002-claims-and-asked';
import { collectionTables } from './0003-collections';
import { scriptsByPatient } from './0004-patients';
import { askedIsTheDesk } from './0005-asked-is-the-desk';
import { owedUntilIsKnown } from './0006-owed-until';
import { medicinesAreKnown } from './0007-medicines';
import { refusalsTable } from './0008-refusals';
import { arrivalsInPages } from './0009-pages';
import { printsTable } from './0010-prints';
import { suppliesGuard } from './0011-supplies-guard';
import { ownersOfKeys } from './0012-owners-of-keys';
import { patientsOwnIsWhole } from './0013-patients-own';
import { packsByTheirIds } from './0014-packs-by-their-ids';
import { wordsOfTheNext } from './0015-words-of-the-next';
import { patientRecords } from './0016-patient-records';

/** Every migration, oldest first. One file each; a new one is added at the end and never changed again. */
export const migrations: readonly ((db: Dexie) => void)[] = [
  first,
  claimsAndAsked,
  collectionTables,
  scriptsByPatient,
  askedIsTheDesk,
  owedUntilIsKnown,
  medicinesAreKnown,
  refusalsTable,
  arrivalsInPages,
  printsTable,
  suppliesGuard,
  ownersOfKeys,
  patientsOwnIsWhole,
  packsByTheirIds,
  wordsOfTheNext,
  patientRecords,
];
