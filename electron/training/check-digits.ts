const values = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+';

/** Check character of a prescription id by its weighted sum (eps.md 2.1, second form). */
const checkCharacter = (bare: string): string => {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += values.indexOf(bare.charAt(i)) * 2 ** (17 - i);
  return values.charAt((((38 - (sum % 37)) % 37) + 37) % 37);
};

export const prescriptionIdOf = (random: string, organisation: string, sequence: string): string => {
  const middle = organisation.padStart(6, '0').slice(0, 6);
  const bare = `${random}${middle}${sequence}`.toUpperCase();
  return `${random}-${middle}-${sequence}${checkCharacter(bare)}`.toUpperCase();
};

/** An id of the same prescriber that is not this one. */
export const anotherShortId = (id: string, n: number): string =>
  prescriptionIdOf((0xe00000 + n).toString(16), id.slice(7, 13), (0xd0000 + n).toString(16));

/** Whether a prescription id has its form and its check character. */
export const prescriptionIdIsRight = (id: string): boolean => {
  if (!/^[A-F0-9]{6}-[A-Z0-9]{6}-[A-F0-9]{5}[A-Z0-9+]$/.test(id)) return false;
  const bare = id.replaceAll('-', '');
  return checkCharacter(bare) === bare.charAt(17);
};

const nhsCheckDigit = (nine: string): number => {
  let sum = 0;
  for (let i = 0; i < 9; i += 1) sum += Number(nine.charAt(i)) * (10 - i);
  const digit = 11 - (sum % 11);
  return digit === 11 ? 0 : digit;
};

/** The n-th number of the 999 range, which is kept for tests; those without a check digit are skipped. */
export const testNhsNumber = (n: number): string => {
  let nine = 999_000_000 + n * 7;
  while (nhsCheckDigit(String(nine)) === 10) nine += 1;
  return `${nine}${nhsCheckDigit(String(nine))}`;
};
