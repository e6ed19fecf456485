import { foldText } from '../patients/match';

/** What is written short, or in its plural. */
const written: Readonly<Record<string, string>> = {
  TAB: 'TABLET',
  CAP: 'CAPSULE',
  GRAM: 'G',
  GM: 'G',
  MILLILITRE: 'ML',
  MILLILITER: 'ML',
  SUPP: 'SUPPOSITORY',
};

const fold = (unit: string): string => {
  const one = foldText(unit)
    .replace(/IES$/, 'Y')
    .replace(/(CH|SH|X)ES$/, '$1')
    .replace(/S$/, '');
  return written[one] ?? one;
};

/** [USC-9] Whether two words count the same; undefined where one of them is not said. */
export const sameUnit = (one: string, two: string): boolean | undefined =>
  fold(one) === '' || fold(two) === '' ? undefined : fold(one) === fold(two);

/** Units that nobody mistakes for one another; a pack, a bottle or an inhaler may be any of them. */
const distinct = ['TABLET', 'CAPSULE', 'ML', 'G', 'PATCH', 'SACHET', 'SUPPOSITORY', 'PESSARY'];

type Amount = { readonly value: number; readonly unit: string };

/** [USC-6] Whether so much may have been supplied of what was asked for; in doubt it may. */
export const mayBePartOf = (supplied: Amount, asked: Amount): boolean => {
  if (sameUnit(supplied.unit, asked.unit) === true) return supplied.value <= asked.value;
  return !(distinct.includes(fold(supplied.unit)) && distinct.includes(fold(asked.unit)));
};
