import { checkCharacterOf } from '../kernel/check-character';

/** Beginnings of codes that Holdfast prints itself; no prescription id and no GTIN can begin so. Printed: do not rename. */
const beginnings = { bag: 'HFB', 'user-card': 'HFU' } as const;
export type OwnCode = { readonly kind: keyof typeof beginnings; readonly code: string };

/** [SCN-8] A code of ours as it is printed: beginning, hyphen, body of capitals and digits, check character. */
export const ownCodeText = ({ kind, code }: OwnCode): string => {
  const body = `${beginnings[kind]}${code}`;
  return `${beginnings[kind]}-${code}${checkCharacterOf(body) ?? ''}`;
};

export const readOwnCode = (text: string): OwnCode | undefined => {
  const match = /^(HFB|HFU)-?([A-Z0-9]{4,16})([A-Z0-9+])$/.exec(text.toUpperCase());
  const [, beginning = '', code = '', check] = match ?? [];
  if (!match || checkCharacterOf(`${beginning}${code}`) !== check) return undefined;
  return { kind: beginning === beginnings.bag ? 'bag' : 'user-card', code };
};
