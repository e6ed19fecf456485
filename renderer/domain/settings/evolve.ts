import type { Place } from '../broker-entries';
import type { SettingsEvent } from './events';
import type { Setting } from './model';

/** The latest word counts. */
export const evolveSetting = (event: SettingsEvent & Place): Setting => {
  switch (event.type) {
    case 'settings.site-changed':
      return { id: 'site', site: event.site };
    case 'settings.connection-changed':
      return { id: 'connection', connection: event.connection };
    case 'settings.passphrase-changed':
      return { id: 'passphrase', changedAt: event.at, changedBy: event.by };
    case 'settings.second-copy': {
      const { id, folder, at: changedAt, by: changedBy } = event;
      return { id, folder, changedAt, changedBy };
    }
    case 'settings.put-back':
      return { id: 'put-back', backupAt: event.backupAt, seq: event.seq };
  }
};
