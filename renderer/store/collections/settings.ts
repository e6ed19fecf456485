import type { SettingsEvent } from '../../domain/settings/events';
import { evolveSetting } from '../../domain/settings/evolve';
import type { Setting } from '../../domain/settings/model';
import type { Collection, Touching } from './collection';

const isSettings = (event: Touching): event is Touching & SettingsEvent => event.type.startsWith('settings.');

/** One row for each setting: the latest word counts. */
export const settings: Collection<Setting> = {
  idsOf: (event) => (isSettings(event) ? [event.id] : []),
  evolve: (state, event) => (isSettings(event) ? evolveSetting(event) : state),
  place: () => ({ tab: 'set', order: 0 }),
};
