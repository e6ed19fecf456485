import { asPrescriptionId, type PrescriptionId } from './ids';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+';

/** ISO 7064 MOD 37-2 over the first 17 characters of a short form id, hyphens dropped; `+` where it has `*` (eps.md 2.1). */
export const checkCharacterOf = (body: string): string | undefined => {
  let t = 0;
  for (const char of body) {
    const value = alphabet.indexOf(char);
    if (value < 0) return undefined;
    t = ((t + value) * 2) % 37;
  }
  return alphabet[(38 - t) % 37];
};

const withHyphens = (bare: string): string => `${bare.slice(0, 6)}-${bare.slice(6, 12)}-${bare.slice(12)}`;

/** Whether a short form id, as EPS handed it over, has the form and the check character it should have. */
export const hasRightCheckCharacter = (id: string): boolean => {
  const bare = id.replace(/-/g, '');
  return (
    /^[A-F0-9]{6}[A-Z0-9]{6}[A-F0-9]{5}[A-Z0-9+]$/.test(bare) &&
    checkCharacterOf(bare.slice(0, 17)) === bare[17]
  );
};

export type TypedId =
  | { readonly kind: 'ok'; readonly id: PrescriptionId }
  | { readonly kind: 'wrong'; readonly sentence: string };

/** An id that a person typed or scanned must be right: 18 characters, hyphens optional, check character true. */
export const readTypedId = (typed: string): TypedId => {
  const bare = typed.trim().toUpperCase().replace(/[\s-]/g, '');
  if (!/^[A-F0-9]{6}[A-Z0-9]{6}[A-F0-9]{5}[A-Z0-9+]$/.test(bare))
    return { kind: 'wrong', sentence: 'A prescription id has 18 characters, such as 24F5DA-A83008-7EFE6Z.' };
  if (checkCharacterOf(bare.slice(0, 17)) !== bare[17])
    return {
      kind: 'wrong',
      sentence:
        'One of these characters is not right: the last one does not fit the others. Check it against the paper.',
    };
  return { kind: 'ok', id: asPrescriptionId(withHyphens(bare)) };
};
