import { packLimits } from './limits';

/** The bytes of a base64url text, or undefined where it is not the one way to write them (RFC 4648, section 3.5). */
export const readBase64url = (text: string): Buffer | undefined => {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
};

/** The segments of a compact JWE or JWS, each canonical, or undefined. */
export const readSegments = (compact: string, count: number): readonly Buffer[] | undefined => {
  const segments = compact.split('.').map(readBase64url);
  const whole = segments.filter((segment) => segment !== undefined);
  return segments.length === count && whole.length === count ? whole : undefined;
};

const quote = 0x22;
const backslash = 0x5c;
const opens: readonly number[] = [0x7b, 0x5b];
const closes: readonly number[] = [0x7d, 0x5d];

/** [PCK-2] Whether JSON nests and quotes within bounds; told from its bytes, before anything is built from them. */
export const isBounded = (json: Uint8Array): boolean => {
  let depth = 0;
  let stringFrom = -1;
  for (let i = 0; i < json.length; i += 1) {
    const byte = json[i] ?? 0;
    if (stringFrom >= 0) {
      if (byte === backslash) i += 1;
      else if (byte === quote) stringFrom = -1;
      else if (i - stringFrom > packLimits.text) return false;
    } else if (byte === quote) stringFrom = i;
    else if (opens.includes(byte)) {
      depth += 1;
      if (depth > packLimits.nesting) return false;
    } else if (closes.includes(byte)) depth -= 1;
  }
  return true;
};

/** JSON of bounded bytes, or undefined. */
export const parseJson = (bytes: Uint8Array): unknown => {
  if (!isBounded(bytes)) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
};
