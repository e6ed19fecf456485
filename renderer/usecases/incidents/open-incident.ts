import type { Incident } from '../../domain/incidents/model';
import type { Deps } from '../deps';

/** At most one is open. */
export const openIncident = async ({
  store,
}: {
  readonly store: Pick<Deps['store'], 'loadTab'>;
}): Promise<Incident | undefined> => (await store.loadTab('incidents', 'open', 1))[0];
