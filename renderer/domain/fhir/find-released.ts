import { asItemId, type ItemId } from '../kernel/ids';
import { child, children, identifierValue, text, type Json } from './json';
import { jsonAt } from './read-release';
import { systems } from './systems';

/**
 * Each MedicationRequest of one released script, by item id, as EPS sent it: echoed in notifications.
 * References to other entries become identifiers, for those entries do not travel along.
 */
export const findReleased = (answer: unknown, path: string, nhsNumber: string): ReadonlyMap<ItemId, Json> => {
  const bundle = path === '' ? undefined : jsonAt(answer, path);
  const found = new Map<ItemId, Json>();
  for (const entry of children(bundle, 'entry')) {
    const resource = child(entry, 'resource');
    if (!resource || text(resource, 'resourceType') !== 'MedicationRequest') continue;
    const id = identifierValue(children(resource, 'identifier'), systems.item) || text(resource, 'id');
    found.set(asItemId(id), {
      ...resource,
      subject: { identifier: { system: systems.nhsNumber, value: nhsNumber } },
    });
  }
  return found;
};
