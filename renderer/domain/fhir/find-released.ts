import { asItemId, type ItemId } from '../kernel/ids';
import type { Prescription } from '../prescriptions/model';
import { echoRequest } from './echo-request';
import { child, children, identifierValue, text, type Json } from './json';
import { jsonAt } from './read-release';
import { indexResources } from './resources';
import { systems } from './systems';

/** [FHIR-15] Each line of one released script, by item id, as notifications echo it. */
export const findReleased = (
  answer: unknown,
  path: string,
  prescription: Prescription,
): ReadonlyMap<ItemId, Json> => {
  const bundle = path === '' ? undefined : jsonAt(answer, path);
  return echoBundle(bundle, prescription);
};

/** The same for a prescription-order message that came by itself, in a pack or a file. */
export const echoBundle = (
  bundle: Json | undefined,
  prescription: Prescription,
): ReadonlyMap<ItemId, Json> => {
  const resources = bundle && indexResources(bundle);
  const requests = new Map<ItemId, Json>();
  for (const entry of children(bundle, 'entry')) {
    const resource = child(entry, 'resource');
    if (!resource || text(resource, 'resourceType') !== 'MedicationRequest') continue;
    const id = identifierValue(children(resource, 'identifier'), systems.item) || text(resource, 'id');
    requests.set(asItemId(id), resource);
  }
  return new Map(
    prescription.items.map((item) => [
      item.itemId,
      echoRequest(requests.get(item.itemId), prescription, item, resources),
    ]),
  );
};
