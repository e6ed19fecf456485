import type { SettingsEvent } from '../../domain/settings/events';
import { evolveSetting } from '../../domain/settings/evolve';
import type { Place } from '../../domain/broker-entries';
import type { TriageEvent } from '../../domain/triage/events';
import { evolveUrgent } from '../../domain/triage/evolve';
import type { CollectionStates } from '../../usecases/collections';
import type { Collection, Touching } from './collection';

type Mine = CollectionStates['settings'];
type MyEvent = (SettingsEvent | TriageEvent) & Place;

const isMine = (event: Touching): event is MyEvent =>
  event.type.startsWith('settings.') || event.type === 'triage.list-changed';

const evolve = (state: Mine | undefined, event: MyEvent): Mine =>
  event.type === 'triage.list-changed'
    ? evolveUrgent(state?.id === 'urgent-medicines' ? state : undefined, event)
    : evolveSetting(event);

/** One row for each setting: the latest word counts. */
export const settings: Collection<Mine> = {
  idsOf: (event) => {
    if (!isMine(event)) return [];
    return [event.type === 'triage.list-changed' ? 'urgent-medicines' : event.id];
  },
  evolve: (state, event) => (isMine(event) ? evolve(state, event) : state),
  place: () => ({ tab: 'set', order: 0 }),
};
