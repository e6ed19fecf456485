import { readPrescriptionBundle, type ReadScript } from '../../renderer/domain/fhir/read-bundle';
import type { Prescription } from '../../renderer/domain/prescriptions/model';
import { aBundle, type ScriptSpec } from './fhir';

export type Json = Record<string, unknown>;
export type Entry = { fullUrl: string; resource: Json };
export type Bundle = { entry: Entry[] } & Json;

/** A bundle as it comes over the wire. */
export const copyOf = (spec: ScriptSpec = {}): Bundle => JSON.parse(JSON.stringify(aBundle(spec))) as Bundle; // as it came

export const read = (bundle: unknown): ReadScript =>
  readPrescriptionBundle(bundle, { releaseResponseId: 'r', signature: 'passed' });

export const script = (bundle: unknown): Prescription => {
  const found = read(bundle);
  if (found.kind !== 'script') throw new Error(found.sentence);
  return found.prescription;
};

export const refusal = (bundle: unknown): string => {
  const found = read(bundle);
  return found.kind === 'unusable' ? found.sentence : 'read as a script';
};

/** A bundle whose resources of one type were changed; `nth` counts them. */
export const changed = (
  type: string,
  change: (resource: Json, nth: number) => Json,
  spec: ScriptSpec = {},
): Bundle => {
  const bundle = copyOf(spec);
  let nth = 0;
  const entry = bundle.entry.map((one) => {
    if (one.resource.resourceType !== type) return one;
    const resource = change(one.resource, nth);
    nth += 1;
    return { ...one, resource };
  });
  return { ...bundle, entry };
};

export const plus = (bundle: Bundle, ...entries: readonly Entry[]): Bundle => ({
  ...bundle,
  entry: [...bundle.entry, ...entries],
});

export const nhsNumber = (value: string) => ({ system: 'https://fhir.nhs.uk/Id/nhs-number', value });
export const ods = (value: string) => ({ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value });
/** Somebody else. */
export const another: Entry = {
  fullUrl: 'urn:uuid:other',
  resource: {
    resourceType: 'Patient',
    identifier: [nhsNumber('9990000026')],
    name: [{ family: 'Other', given: ['Ann'] }],
  },
};
