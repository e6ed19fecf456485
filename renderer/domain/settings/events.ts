import type { Site } from '../kernel/context';
import type { Instant } from '../kernel/instant';
import type { Connection } from './model';

/** What was set. Stored: do not rename, only add. No secret is in any of them. */
export type SettingsEvent =
  | { readonly type: 'settings.site-changed'; readonly id: 'site'; readonly site: Site }
  | {
      readonly type: 'settings.connection-changed';
      readonly id: 'connection';
      readonly connection: Connection;
    }
  | { readonly type: 'settings.passphrase-changed'; readonly id: 'passphrase' }
  /** Null once it is kept no more. */
  | { readonly type: 'settings.second-copy'; readonly id: 'second-copy'; readonly folder: string | null }
  | { readonly type: 'settings.put-back'; readonly id: 'put-back'; readonly backupAt: Instant };
