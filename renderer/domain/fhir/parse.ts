/** FHIR nests a dozen levels; what nests deeper than this is no message of EPS. */
const maxDepth = 64;
/** Shorter texts nest too little to fill the memory, and readers of JSON here go only so deep. */
const harmlessLength = 1024 * 1024;
/** The most text that is parsed; 25 prescriptions are below a million. */
const maxLength = 17 * 1024 * 1024;

const quote = 34;
const backslash = 92;

/** Whether brackets nest deeper than any message. A `[` differs from `{`, and a `]` from `}`, by 32. */
const isTooDeep = (text: string): boolean => {
  const { length } = text;
  let depth = 0;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      for (at += 1; at < length; at += 1) {
        const inner = text.charCodeAt(at);
        if (inner === quote) break;
        if (inner === backslash) at += 1;
      }
    } else if ((code | 32) === 123) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if ((code | 32) === 125) depth -= 1;
  }
  return false;
};

export type Parsed =
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'unreadable'; readonly sentence: string };

const unreadable = (sentence: string): Parsed => ({ kind: 'unreadable', sentence });

/**
 * [FHIR-16] The body of an answer as JSON, bounded in length and depth. What is none is told by a sentence:
 * no text, a web page, too large, nested too deep, or cut short.
 */
export const parseAnswer = (text: string | undefined): Parsed => {
  if (text === undefined) return unreadable('The answer is not text that can be read.');
  if (text.trim() === '') return unreadable('The answer is empty.');
  if (/^\s*</.test(text))
    return unreadable(
      'A web page came back in place of an answer from EPS. A proxy or a log-in page may be in the way.',
    );
  if (text.length > maxLength)
    return unreadable('The answer is larger than any from EPS, so it was not read.');
  if (text.length > harmlessLength && isTooDeep(text))
    return unreadable('The answer nests deeper than any message from EPS, so it was not read.');
  try {
    return { kind: 'json', json: JSON.parse(text) as unknown };
  } catch {
    return unreadable('The answer is cut short or garbled.');
  }
};
