import { refuse, type Refusal } from '../domain/kernel/refusal';
import { siteIsSet } from '../domain/settings/model';
import { lineOf } from '../domain/watch/line';
import type { Deps } from './deps';

/** [SET-4] A companion profile has no broker: nothing in it pretends to talk to EPS. */
export const needsBroker = (deps: Pick<Deps, 'kind'>): Refusal | undefined =>
  deps.kind === 'companion'
    ? refuse(
        'NoBroker',
        'SET-4',
        'This is a companion profile: it has no broker and sends nothing to EPS.',
        'Do it in your other system, then note here what came of it.',
      )
    : undefined;

/** [SET-2] What every message carries, and where messages are made at all. */
export const mayMakeMessages = (deps: Pick<Deps, 'kind' | 'site'>): Refusal | undefined =>
  needsBroker(deps) ??
  (siteIsSet(deps.site)
    ? undefined
    : refuse(
        'SiteNotNamed',
        'SET-2',
        'This pharmacy is not named yet, and every message says which it is.',
        'Name it in Settings (F8), This pharmacy, then do it again.',
      ));

/** [SET-6] Whether there is to be a broker, and none is set up yet. */
export const lacksBroker = ({ kind, watching }: Pick<Deps, 'kind' | 'watching'>): boolean =>
  kind !== 'companion' && lineOf(watching()).kind === 'not-set-up';

/** [SET-4] [SET-6] What asks or sends at once needs a broker that is set up. */
export const needsBrokerNow = (deps: Pick<Deps, 'kind' | 'watching'>): Refusal | undefined =>
  needsBroker(deps) ??
  (lacksBroker(deps)
    ? refuse(
        'BrokerNotSetUp',
        'SET-6',
        'No broker is set up yet, so nothing can be asked for or sent.',
        'Set it up in Settings (F8), Connection. What waits then goes by itself.',
      )
    : undefined);
