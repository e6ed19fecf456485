import type { DeskTab } from '../domain/desk/model';
import type { IncidentCommand, OpenIncident } from '../domain/incidents/commands';
import { decideClose, decideIncident, decideOpenIncident } from '../domain/incidents/decide';
import type { Remaining } from '../domain/incidents/left';
import type { Incident, IncidentId } from '../domain/incidents/model';
import { asInstant } from '../domain/kernel/instant';
import { refuse, type Refusal } from '../domain/kernel/refusal';
import { readBacklog } from './backlog';
import type { CommandReply } from './commands';
import type { CollectionName } from './collections';
import { carryOut } from './carry-out';
import type { Deps } from './deps';
import { signedOut } from './signed-in';
import { openIncident } from './watch-over';

const unknown = (): Refusal =>
  refuse('IncidentUnknown', 'INC-2', 'This incident is not known here.', 'Go back to the list of incidents.');

/** Entries of the registers that are open. */
const openTabs = ['open', 'to-decide'];
/** Rows of the desk that somebody or something must still end; what is stuck counts with the backlog. */
const unfinishedTabs = [
  'to-scan',
  'waiting',
  'unconfirmed',
  'needs-person',
] as const satisfies readonly DeskTab[];

/** [INC-8] Whatever is open at this moment; the domain says what of it belongs to the incident. */
const remainingOf = async (deps: Deps, incident: Incident): Promise<Remaining> => {
  const parked = (await deps.store.openMessages()).flatMap(({ progress }) =>
    progress.kind === 'parked' ? [progress] : [],
  );
  const inTabs = async <T extends CollectionName>(table: T, tabs: readonly string[]) =>
    (await Promise.all(tabs.map((tab) => deps.store.loadTab(table, tab)))).flat();
  const supplies = await inTabs('unscripted', openTabs);
  const reissues = await inTabs('reissues', openTabs);
  const desk = await inTabs('desk', unfinishedTabs);
  return {
    backlog: await readBacklog(deps, incident),
    messagesUncertain: parked.filter(({ certain }) => !certain).length,
    messagesRefused: parked.filter(({ certain }) => certain).length,
    registers: [
      {
        what: 'supplies without the script not matched',
        from: supplies.map(({ entry, enteredAt }) => asInstant(Math.max(entry.suppliedAt, enteredAt))),
      },
      { what: 're-issues not settled', from: reissues.map(({ openedAt }) => openedAt) },
      { what: 'scripts of the desk not settled', from: desk.map(({ listedAt }) => listedAt) },
    ],
  };
};

/** [INC-2] Opens an incident by hand. */
export const openIncidentByHand = async (deps: Deps, command: OpenIncident): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const context = { now: deps.clock.now(), newId: deps.ids.newId, user };
  return carryOut(deps, user, decideOpenIncident(await openIncident(deps), command, context));
};

/** Does something in an incident; the domain refuses what the role or its state does not allow. */
export const actOnIncident = async (
  deps: Deps,
  id: IncidentId,
  command: IncidentCommand,
): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const [incident] = await deps.store.loadFromList('incidents', [id]);
  if (!incident) return unknown();
  const context = {
    now: deps.clock.now(),
    newId: deps.ids.newId,
    user,
    watch: deps.watching(),
    companion: deps.kind === 'companion',
  };
  return carryOut(
    deps,
    user,
    command.kind === 'Close'
      ? decideClose(incident, context, await remainingOf(deps, incident))
      : decideIncident(incident, command, context),
  );
};
