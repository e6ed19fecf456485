import * as z from 'zod';

/** The parts of a prescription order that name it (GroupIdentifier of the first medication request). */
const requestSchema = z.looseObject({
  resourceType: z.literal('MedicationRequest'),
  groupIdentifier: z.looseObject({ value: z.string() }),
});
const bundleSchema = z.looseObject({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.looseObject({ resource: z.unknown() })),
});

const numberIn = (text: string, name: string): number | undefined => {
  const value = '"value(?:Integer|UnsignedInt|PositiveInt)"';
  const found = new RegExp(`"${name}"[^}]*?${value}\\s*:\\s*(\\d+)`).exec(text);
  return found ? Number(found[1]) : undefined;
};

/** The issue number of a repeat dispensing script, by its repeat information extension. */
const issueOf = (json: unknown): number | undefined => {
  const text = JSON.stringify(json);
  const before = numberIn(text, 'numberOfRepeatsIssued');
  return before === undefined ? numberIn(text, 'numberOfPrescriptionsIssued') : before + 1;
};

/** Which script a FHIR prescription order is; undefined where it is none. */
export const orderIn = (json: unknown): { readonly id: string; readonly issue?: number } | undefined => {
  const bundle = bundleSchema.safeParse(json);
  const requests = bundle.success
    ? bundle.data.entry.map(({ resource }) => requestSchema.safeParse(resource)).filter((r) => r.success)
    : [];
  const id = requests[0]?.data.groupIdentifier.value;
  const issue = issueOf(json);
  return id === undefined ? undefined : { id, ...(issue === undefined ? {} : { issue }) };
};
