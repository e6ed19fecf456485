import { evolveIncident } from '../../domain/incidents/evolve';
import type { IncidentEvent } from '../../domain/incidents/events';
import type { Incident } from '../../domain/incidents/model';
import { isOf, type Collection } from './collection';

const isMine = isOf<IncidentEvent>('incident.');

/** Incidents, the newest first. */
export const incidents: Collection<Incident> = {
  idsOf: (event) => (isMine(event) ? [event.id] : []),
  evolve: (state, event) => (isMine(event) ? evolveIncident(state, event) : state),
  place: (state) => ({ tab: state.closedAt === undefined ? 'open' : 'closed', order: 0 - state.openedAt }),
};
