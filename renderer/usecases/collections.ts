import type { Incident } from '../domain/incidents/model';
import type { PrintOnRecord } from '../domain/prints/record';
import type { PatientRecord } from '../domain/patients/model';
import type { ReissueState } from '../domain/reissue/model';
import type { Setting } from '../domain/settings/model';
import type { UrgentMedicines } from '../domain/triage/model';
import type { UnscriptedState } from '../domain/unscripted/model';
import type { RefusedState } from '../domain/unscripted/refused';
import type { WatchRow } from '../domain/watch/rows';
import type { PackRecord } from '../domain/recovery/pack-model';
import type { DeskRow } from '../domain/desk/model';

/**
 * What the index keeps beside scripts, messages, releases and people: one state type for each sealed list,
 * by the name of its table. The owner of a list puts its type here and its folding into `store/collections`.
 */
export type CollectionStates = {
  readonly incidents: Incident;
  readonly watch: WatchRow;
  readonly reissues: ReissueState;
  readonly unscripted: UnscriptedState;
  readonly refusals: RefusedState;
  readonly packs: PackRecord;
  readonly patients: PatientRecord;
  readonly prints: PrintOnRecord;
  readonly desk: DeskRow;
  readonly settings: Setting | UrgentMedicines;
};
export type CollectionName = keyof CollectionStates;

/** The tabs in which entries of the registers are open. */
export const openTabs = ['open', 'to-decide'] as const;

/**
 * A page of a list by key, in ascending order; one tab of it, or all; with `between`, only what stands within these
 * orders. `after` of a page's `next` goes on.
 */
export type ListQuery = {
  readonly tab?: string;
  readonly limit: number;
  readonly between?: readonly [from: number, to: number];
  readonly after?: string;
};
export type ListPage<State> = { readonly rows: readonly State[]; readonly next: string | undefined };
