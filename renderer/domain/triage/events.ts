import type { CriticalClass } from './model';

/** What happened to the list of medicines that cannot wait. Stored: do not rename, only add. */
export type TriageEvent = {
  readonly type: 'triage.list-changed';
  readonly classes: readonly CriticalClass[];
};
