import { evolveIncident } from '../../domain/incidents/evolve';
import type { IncidentEvent } from '../../domain/incidents/events';
import type { Incident } from '../../domain/incidents/model';
import type { Place } from '../../domain/broker-entries';
import type { Collection, Touching } from './collection';

const isIncident = (event: Touching): event is IncidentEvent & Place => event.type.startsWith('incident.');

/** Incidents, the newest first. */
export const incidents: Collection<Incident> = {
  idsOf: (event) => (isIncident(event) ? [event.id] : []),
  evolve: (state, event) => (isIncident(event) ? evolveIncident(state, event) : state),
  place: (state) => ({ tab: state.closedAt === undefined ? 'open' : 'closed', order: 0 - state.openedAt }),
};
