import type Dexie from 'dexie';
import { begunAnew } from './0015-begun-anew';
import { patientRecords } from './0016-patient-records';

/** Every migration that still counts, oldest first. One file each; a new one is added at the end and never changed again. */
export const migrations: readonly ((db: Dexie) => void)[] = [begunAnew, patientRecords];

/** The version of the last of them. */
export const newestVersion = 16;
