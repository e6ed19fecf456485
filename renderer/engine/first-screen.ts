import type { EngineStart } from '../../electron/contract/channels';
import { isBrokerSetUp } from '../domain/settings/model';
import type { User } from '../domain/users/model';
import { lineOf } from '../domain/watch/line';
import { beginWatch, knowBroker } from '../domain/watch/watch';
import { systemClock } from '../platform/main-ports';
import { makeLoads } from '../store/loads';
import { peopleOf } from '../store/people';
import type { Database } from '../store/schema';
import type { StoreKeys } from '../store/sealing';
import { noDownload } from '../sync/no-download';
import { loadSettings } from '../usecases/settings/load-settings';
import type { EngineReady, FromEngine } from './protocol';
import { readStatus } from './read-status';

export const readyOf = (
  { profile, brokerName }: EngineStart,
  keys: StoreKeys,
  users: readonly User[],
): EngineReady => ({ keys, profile, brokerName, people: peopleOf(users) });

/** Nobody has signed in, and nothing outside this computer was asked yet. */
const nothingYet = ({ profile: { kind } }: EngineStart, isConnected: boolean) => {
  const now = systemClock.now();
  const watch = knowBroker(beginWatch(now), isBrokerSetUp(kind, isConnected), now);
  return {
    found: { needs: { changes: 0 } },
    inbox: { status: noDownload },
    watch: { watch, line: lineOf(watch), clockFault: undefined },
    smartcard: {
      status: () =>
        kind === 'live' ? ({ kind: 'away', again: false } as const) : ({ kind: 'none' } as const),
    },
    imports: { progress: () => undefined, ends: () => [] },
  };
};

type Opened = {
  readonly start: EngineStart;
  readonly keys: StoreKeys;
  readonly index: { readonly db: Database; readonly lastSeq: number };
  readonly say: (message: FromEngine) => void;
};

/**
 * Says who may sign in and how things stand, as the index has it; answers whether it could. Not where the engine
 * still has something to take in, to hold or to seed, and not in a drill, whose clock is the engine's.
 */
export const showFirst = async ({ start, keys, index, say }: Opened): Promise<boolean> => {
  const { profile, lastSeq, putBackFrom, clock } = start;
  if (index.lastSeq !== lastSeq || putBackFrom !== null || clock !== null) return false;
  const store = makeLoads({ db: index.db, keys });
  const [users, settings] = await Promise.all([store.loadUsers(), loadSettings({ store })]);
  if (users.length === 0) return false;
  const deps = {
    store,
    clock: systemClock,
    kind: profile.kind,
    site: settings.site ?? start.site,
    speaks: () => false,
    who: { current: () => undefined, become: () => undefined },
  };
  const status = await readStatus({ deps, ...nothingYet(start, settings.connection !== undefined) });
  say({ kind: 'ready', ready: readyOf(start, keys, users) });
  say({ kind: 'status', status });
  return true;
};
