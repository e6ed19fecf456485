import { asJson, child, placed, text, type Json } from './json';
import { readPrescriptionBundle, type ReadScript } from './read-bundle';

/** One script of an answer, with its place in it. */
export type ReleasedScript = ReadScript & { readonly path: string };

export type ReadRelease =
  | { readonly kind: 'scripts'; readonly scripts: readonly ReleasedScript[] }
  | { readonly kind: 'outcome'; readonly outcome: Json }
  | { readonly kind: 'unreadable'; readonly sentence: string };

const scriptsOf = (
  parameter: Json,
  index: number,
  signature: 'passed' | 'failed',
): readonly ReleasedScript[] => {
  const bundle = child(parameter, 'resource');
  const releaseResponseId = text(child(bundle, 'identifier'), 'value') || text(bundle, 'id');
  return placed(bundle?.entry).flatMap(([i, entry]): ReleasedScript[] => {
    // NHS's own sample has failed scripts in the list without a `resource` around them.
    const bare = text(entry, 'resourceType') !== '';
    const resource = bare ? entry : child(entry, 'resource');
    // A failed script comes as a pair; the OperationOutcome before it only says why (eps.md 1.1).
    if (text(resource, 'resourceType') === 'OperationOutcome') return [];
    const path = `parameter[${index}].resource.entry[${i}]${bare ? '' : '.resource'}`;
    return [{ ...readPrescriptionBundle(resource, { releaseResponseId, signature }), path }];
  });
};

/**
 * [FHIR-3] [FHIR-4] An answer to `$release`: Parameters with passed and failed scripts, or an OperationOutcome
 * in their place, also with HTTP 200. Look at the resource type first.
 */
export const readRelease = (value: unknown): ReadRelease => {
  const json = asJson(value);
  const type = text(json, 'resourceType');
  if (json && type === 'OperationOutcome') return { kind: 'outcome', outcome: json };
  if (!json || type !== 'Parameters')
    return {
      kind: 'unreadable',
      sentence: 'The answer is neither prescriptions nor a reason why there are none.',
    };
  const scripts = placed(json.parameter).flatMap(([i, parameter]) => {
    const name = text(parameter, 'name');
    if (name === 'passedPrescriptions') return scriptsOf(parameter, i, 'passed');
    return name === 'failedPrescriptions' ? scriptsOf(parameter, i, 'failed') : [];
  });
  return { kind: 'scripts', scripts };
};

/** The JSON at a path such as `parameter[0].resource.entry[3].resource`, as `readRelease` names them. */
export const jsonAt = (value: unknown, path: string): Json | undefined => {
  let here: unknown = value;
  for (const step of path.split('.')) {
    const match = /^([A-Za-z]+)(?:\[(\d+)\])?$/.exec(step);
    if (!match) return undefined;
    here = asJson(here)?.[match[1] ?? ''];
    if (match[2] !== undefined)
      here = Array.isArray(here) ? (here as unknown[])[Number(match[2])] : undefined;
  }
  return asJson(here);
};
