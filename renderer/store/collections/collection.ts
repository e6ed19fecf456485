import type { BrokerAnswer, BrokerIntent, Place } from '../../domain/broker-entries';
import type { DomainEvent } from '../../domain/events';
import type { Release } from '../../domain/inbox/model';
import type { IssueKey } from '../../domain/kernel/ids';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import type { CollectionName, CollectionStates } from '../../usecases/collections';

/** Whatever stands in the journal. */
export type Touching = (DomainEvent | BrokerIntent | BrokerAnswer) & Place;

/** Events of one area, told by what their names begin with. */
export const isOf =
  <T extends DomainEvent>(prefix: string) =>
  (event: Touching): event is T & Touching =>
    event.type.startsWith(prefix);

/** What else the batch holds, as it stands after the event. Only what the event itself names is sure to be there. */
export type BatchView = {
  readonly script: (key: IssueKey) => PrescriptionState | undefined;
  readonly release: (requestId: string) => Release | undefined;
};

/** Where a state stands in its list. Not sealed: nothing here may name a person, a medicine or a script. */
export type ListPlace = {
  /** Its tab; each tab's number is kept as a counter `<table>/<tab>`. */
  readonly tab: string;
  /** Ascending within its tab and in the whole list. */
  readonly order: number;
  /** What it is looked up by, exactly; stored blind. */
  readonly links?: readonly string[];
};

/** How one sealed list is folded from the journal. All of it is pure. */
export type Collection<State> = {
  /** The ids that an event touches, in the domain's own words; stored blind. Usually none. */
  readonly idsOf: (event: Touching, view: BatchView) => readonly string[];
  readonly evolve: (
    state: State | undefined,
    event: Touching,
    id: string,
    view: BatchView,
  ) => State | undefined;
  readonly place: (state: State) => ListPlace;
};

export type Collections = { readonly [T in CollectionName]?: Collection<CollectionStates[T]> };
