import { isLost, mayBeUnseen } from '../domain/inbox/evolve';
import { askedAgainOf } from '../domain/inbox/words';
import type { Incident } from '../domain/incidents/model';
import { partNames } from '../domain/watch/model';
import type { InboxRunner } from '../sync/inbox-runner';
import type { TimerPort } from '../sync/timer';
import type { Deps } from '../usecases/deps';
import type { WatchRunner } from '../sync/watch-runner';
import type { EngineStatus, IncidentLine } from '../usecases/views';
import { openIncident } from '../usecases/incidents/watch-over';
import type { Smartcard } from '../usecases/users/smartcard';
import type { EnginePacks } from './packs';
import type { FromEngine } from './protocol';

type Parts = {
  readonly deps: Deps;
  readonly found: { readonly needs: { readonly changes: number } };
  readonly inbox: InboxRunner;
  readonly watch: Pick<WatchRunner, 'watch' | 'line' | 'clockFault'>;
  readonly smartcard: Smartcard;
  readonly imports: Pick<EnginePacks, 'progress' | 'ends'>;
  readonly timer: TimerPort;
  readonly say: (message: FromEngine) => void;
};

const lineOfIncident = ({ id, title, severity, detectedAt, fixedAt, promises }: Incident): IncidentLine => {
  const open = promises.filter(({ end }) => end.kind === 'open').map(({ clearBy }) => clearBy);
  const promisedAt = open.length === 0 ? undefined : open.reduce((a, b) => (b < a ? b : a));
  const slips = promises.filter(({ end }) => end.kind === 'slipped').length;
  return { id, title, severity, detectedAt, fixedAt, promisedAt, slips };
};

/** Changes closer together than this are shown at once; so often at most while they go on and on. */
const gatherMs = 40;
const atMostEveryMs = 200;

/** Tells the screen how things stand, shortly after anything changed. */
export const makeStatus = ({ deps, found, inbox, watch, smartcard, imports, timer, say }: Parts) => {
  let due = false;
  let lastAt = 0;

  const read = async (): Promise<EngineStatus> => {
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

  const tell = async (): Promise<void> => {
    lastAt = deps.clock.now();
    say({ kind: 'status', status: await read() });
  };

  return {
    /** Without waiting for more: somebody waits for the first. */
    tell,
    changed: (): void => {
      if (due) return;
      due = true;
      const sinceLast = deps.clock.now() - lastAt;
      timer.after(Math.max(gatherMs, Math.min(atMostEveryMs, atMostEveryMs - sinceLast)), () => {
        due = false;
        void tell();
      });
    },
  };
};
