import { isLost, mayBeUnseen } from '../domain/inbox/evolve';
import { askedAgainOf } from '../domain/inbox/words';
import type { Incident } from '../domain/incidents/model';
import { partNames } from '../domain/watch/model';
import type { InboxRunner } from '../sync/inbox-runner';
import type { WatchRunner } from '../sync/watch-runner';
import type { Deps } from '../usecases/deps';
import { openIncident } from '../usecases/incidents/open-incident';
import type { Smartcard } from '../usecases/users/smartcard';
import type { EngineStatus, IncidentLine } from '../usecases/views';
import type { EnginePacks } from './packs';

type StatusDeps = Pick<Deps, 'clock' | 'kind' | 'site' | 'speaks' | 'who'> & {
  readonly store: Pick<Deps['store'], 'counters' | 'loadTab' | 'openReleases'>;
};

/** What the status is read from. */
export type StatusParts = {
  readonly deps: StatusDeps;
  readonly found: { readonly needs: { readonly changes: number } };
  readonly inbox: Pick<InboxRunner, 'status'>;
  readonly watch: Pick<WatchRunner, 'watch' | 'line' | 'clockFault'>;
  readonly smartcard: Pick<Smartcard, 'status'>;
  readonly imports: Pick<EnginePacks, 'progress' | 'ends'>;
};

const lineOfIncident = ({ id, title, severity, detectedAt, fixedAt, promises }: Incident): IncidentLine => {
  const open = promises.filter(({ end }) => end.kind === 'open').map(({ clearBy }) => clearBy);
  const promisedAt = open.length === 0 ? undefined : open.reduce((a, b) => (b < a ? b : a));
  const slips = promises.filter(({ end }) => end.kind === 'slipped').length;
  return { id, title, severity, detectedAt, fixedAt, promisedAt, slips };
};

/** How things stand. */
export const readStatus = async ({
  deps,
  found,
  inbox,
  watch,
  smartcard,
  imports,
}: StatusParts): Promise<EngineStatus> => {
  const [counters, releases] = await Promise.all([deps.store.counters(), deps.store.openReleases()]);
  const incident = counters.lists['incidents/open'] ? await openIncident(deps) : undefined;
  const actor = deps.who.current();
  return {
    kind: 'running',
    now: deps.clock.now(),
    person: actor && { userId: actor.userId, name: actor.name, role: actor.role },
    broker: deps.kind === 'companion' ? { kind: 'none' } : watch.line,
    clock: watch.clockFault,
    parts: partNames.map((part) => watch.watch.parts[part]),
    incident: incident && lineOfIncident(incident),
    smartcard: smartcard.status(deps),
    site: deps.site,
    download: {
      ...inbox.status,
      inDoubt: releases
        .filter(mayBeUnseen)
        .map((release) => {
          const { requestId, progress, shortId } = release;
          const roleProfileId = deps.speaks() ? actor?.roleProfileId : undefined;
          const again = askedAgainOf(release, { roleProfileId });
          const one = { requestId, sinceAt: progress.sinceAt, lost: isLost(release), again };
          return shortId === undefined ? one : { ...one, shortId };
        })
        .sort((a, b) => a.sinceAt - b.sinceAt),
    },
    counters,
    needs: found.needs.changes,
    importing: imports.progress(),
    importEnds: imports.ends(),
  };
};
