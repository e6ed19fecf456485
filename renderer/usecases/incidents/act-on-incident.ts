import type { IncidentCommand, OpenIncident } from '../../domain/incidents/commands';
import { decideClose, decideIncident, decideOpenIncident } from '../../domain/incidents/decide';
import type { Remaining } from '../../domain/incidents/left';
import type { Incident, IncidentId } from '../../domain/incidents/model';
import { refuse, type Refusal } from '../../domain/kernel/refusal';
import { readBacklog } from './backlog';
import type { CommandReply } from '../commands';
import { carryOut } from '../carry-out';
import type { Deps } from '../deps';
import { openRegisters } from './open-registers';
import { signedOut } from '../signed-in';
import { openIncident } from './open-incident';

const unknown = (): Refusal =>
  refuse('IncidentUnknown', 'INC-2', 'This incident is not known here.', 'Go back to the list of incidents.');

/** [INC-8] Whatever is open at this moment; the domain says what of it belongs to the incident. */
const remainingOf = async (deps: Deps, incident: Incident): Promise<Remaining> => {
  const parked = (await deps.store.openMessages()).flatMap(({ progress }) =>
    progress.kind === 'parked' ? [progress] : [],
  );
  return {
    backlog: await readBacklog(deps, incident),
    messagesUncertain: parked.filter(({ certain }) => !certain).length,
    messagesRefused: parked.filter(({ certain }) => certain).length,
    registers: await openRegisters(deps),
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
