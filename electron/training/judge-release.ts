import { prescriptionIdIsRight } from './check-digits';
import { isJson, items, str, type Json } from './json';
import { bad, good, judgeRole, judgeSite, odsOf, trips, type Judged } from './judge';
import type { Gives } from './nominated-at';
import { rejected } from './outcome';
import type { Holder } from './model';

export type ReleaseRequest = { readonly shortId: string; readonly asker: Holder };

const parameter = (body: Json, name: string): Json | undefined =>
  items(body, 'parameter').find((one) => one.name === name);

const holderOf = (organization: Json): Holder => ({
  ods: odsOf(organization),
  name: str(organization, 'name'),
  phone: str(organization, 'telecom', 0, 'value'),
  lines: (items(organization, 'address')[0]?.line as readonly string[] | undefined) ?? [],
  postcode: str(organization, 'address', 0, 'postalCode'),
});

/** [TSP-1] Who asks, where somebody does. */
const judgeAgent = (agent: unknown): Judged<null> => {
  if (!isJson(agent)) return bad('Parameter with name agent not found');
  // What the real proxy trips over.
  if (!agent.practitioner) return trips();
  const wrong = judgeRole(agent, 'Parameters.parameter("agent").resource');
  return wrong === undefined ? good(null) : bad(wrong);
};

/** [TSP-35] What stands in the way of a request at a path that does not give all. */
const judgeNames = (body: Json, gives: Gives): string | undefined => {
  if (gives === 'by-id')
    return parameter(body, 'group-identifier')
      ? undefined
      : 'Required parameter group-identifier is missing.';
  const strange = ['agent', 'group-identifier'].find((name) => parameter(body, name));
  return gives === 'nominated' && strange !== undefined
    ? `Unexpected field of Parameters.parameter("${strange}").`
    : undefined;
};

/** [TSP-1] A `$release` (eps.md 1.1, 8). */
export const judgeRelease = (body: Json, gives: Gives): Judged<ReleaseRequest> => {
  if (body.resourceType !== 'Parameters') return bad('Incorrect FHIR resource type. Expected Parameters.');
  const owner = parameter(body, 'owner')?.resource;
  if (!isJson(owner)) return bad('Required parameter owner is missing.');
  const wrong = judgeNames(body, gives) ?? judgeSite(owner, 'Parameters.parameter("owner").resource');
  if (wrong !== undefined) return bad(wrong);
  const agent = gives === 'nominated' ? good(null) : judgeAgent(parameter(body, 'agent')?.resource);
  if (!agent.ok) return agent;
  const group = parameter(body, 'group-identifier');
  const shortId = str(group, 'valueIdentifier', 'value');
  if (group && shortId === '') return bad('Parameter group-identifier has no value.');
  if (group && !prescriptionIdIsRight(shortId)) return { ok: false, answer: rejected('INVALID_CHECK_DIGIT') };
  return good({ shortId, asker: holderOf(owner) });
};
