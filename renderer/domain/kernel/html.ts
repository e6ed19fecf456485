declare const made: unique symbol;
/** Markup that `html` made; nothing else can make it, so a text can never become markup. */
export type Html = { readonly [made]: true; toString(): string };

type Part = string | number | Html | undefined | readonly Html[];

const texts = new WeakMap<object, string>();

const escaped = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');

const written = (part: Part): string => {
  if (part === undefined) return '';
  if (typeof part === 'object')
    return 'length' in part ? part.map(written).join('') : (texts.get(part) ?? escaped(String(part)));
  return escaped(String(part));
};

/**
 * A page in parts: every value is escaped, for text and for a quoted attribute alike; only what `html` itself
 * made stands as it is. Values never belong inside `<style>`, a tag's name, or an attribute without quotes.
 */
export const html = (literals: TemplateStringsArray, ...parts: readonly Part[]): Html => {
  const text = literals.map((literal, i) => literal + written(parts[i])).join('');
  // The brand has no value of its own; the map holds the text where nobody can forge it.
  const value = { toString: () => text } as Html;
  texts.set(value, text);
  return value;
};
