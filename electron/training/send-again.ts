import { uuidOf } from './uuid-of';
import { anotherShortId } from './check-digits';
import { isJson, type Json } from './json';
import type { Script } from './model';
import { linesOfBundle } from './release';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** When it was signed and from when it is meant; a review date or a birth date stays. */
const signedNow = (value: unknown, now: Date, key: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => signedNow(one, now, key));
  if (isJson(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, signedNow(inner, now, name)]),
    );
  if (typeof value !== 'string') return value;
  const iso = now.toISOString();
  if (key === 'authoredOn' || key === 'when') return `${iso.slice(0, 19)}+00:00`;
  return key === 'start' ? iso.slice(0, 10) : value;
};

/** [TSP-22] The prescriber sends a script once more: the same patient and items under ids of its own, signed now. */
export const sentAgain = (script: Script, n: number, now: number): Script => {
  const shortId = anotherShortId(script.shortId, n);
  const fresh = (id: string): string => uuidOf('sent again', n, id.toLowerCase());
  const text = JSON.stringify(signedNow(script.bundle, new Date(now), ''))
    .replaceAll(script.shortId, shortId)
    .replace(uuid, fresh);
  const bundle = JSON.parse(text) as Json; // an object stays an object
  return {
    ...script,
    shortId,
    longId: fresh(script.longId),
    bundle,
    status: '0001',
    lines: linesOfBundle(bundle).map(({ id }) => ({ id, status: '0007' })),
    holder: undefined,
    badSignature: false,
    cancelRemembered: false,
    notifications: [],
    applied: [],
    stuck: false,
    claimId: '',
  };
};
