import { isJson, items, str, type Json, type Answer } from './json';
import { malformed, serverError } from './outcome';

/** A message as far as the Spine reads it, or the answer that refuses it. */
export type Judged<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly answer: Answer };

export const good = <T>(value: T): Judged<T> => ({ ok: true, value });
export const bad = (diagnostics: string): { readonly ok: false; readonly answer: Answer } => ({
  ok: false,
  answer: malformed(diagnostics),
});
export const trips = (): { readonly ok: false; readonly answer: Answer } => ({
  ok: false,
  answer: serverError(),
});

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isUuid = (value: string): boolean => uuid.test(value.toLowerCase());

const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
export const isZonedTime = (value: string): boolean => zoned.test(value);

/** The first telecom without a value or a use, by its place (eps.md 1.0). */
const badTelecom = (resource: Json, place: string): string | undefined => {
  for (const [i, telecom] of items(resource, 'telecom').entries()) {
    if (str(telecom, 'value') === '') return `Required field ${place}.telecom[${i}].value is missing.`;
    if (str(telecom, 'use') === '') return `Required field ${place}.telecom[${i}].use is missing.`;
  }
  return undefined;
};

/** What SCAL 1.2 asks of the person named in a message. */
export const judgeRole = (role: Json, place: string): string | undefined => {
  const identifier = items(role, 'identifier').find((one) =>
    str(one, 'system').endsWith('/Id/sds-role-profile-id'),
  );
  if (!identifier || !/^\d+$/.test(str(identifier, 'value')))
    return `Required field ${place}.identifier (role profile) is missing.`;
  if (items(role, 'telecom').length === 0) return `Required field ${place}.telecom is missing.`;
  if (isJson(role.practitioner) && typeof role.practitioner.reference === 'string')
    return `${place}.practitioner populated incorrectly. Please populate with Identifier and Display.`;
  if (str(role, 'practitioner', 'identifier', 'value') === '' || str(role, 'practitioner', 'display') === '')
    return `${place}.practitioner must name the user by identifier and display.`;
  const job = items(role, 'code').flatMap((code) => items(code, 'coding'));
  if (!job.some((coding) => /JobRole(Code|Name)$/.test(str(coding, 'system'))))
    return `Too few values submitted. ${place}.code needs a job role.`;
  return badTelecom(role, place);
};

/** What every message must say about the site (SCAL 1.2). */
export const judgeSite = (organization: Json, place: string): string | undefined => {
  if (odsOf(organization) === '') return `Required field missing: ${place}.identifier.`;
  if (str(organization, 'name') === '') return `Required field missing: ${place}.name.`;
  if (items(organization, 'telecom').length === 0) return `Required field missing: ${place}.telecom.`;
  if (items(organization, 'address').length === 0) return `Required field missing: ${place}.address.`;
  return badTelecom(organization, place);
};

export const odsOf = (organization: unknown): string =>
  str(
    items(organization, 'identifier').find((one) => str(one, 'system').endsWith('/Id/ods-organization-code')),
    'value',
  );
