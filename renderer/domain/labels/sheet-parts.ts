/** Twenty-five pages: drawn in a moment, and no printer is busy for long. */
const codesOfPart = 500;

/** Some of many barcodes, in their order, counted from 1. */
export type SheetPart = { readonly from: number; readonly to: number; readonly all: number };

/** [DSK-22] The parts in which so many barcodes go on paper. */
export const sheetParts = (all: number): readonly SheetPart[] =>
  Array.from({ length: Math.max(1, Math.ceil(all / codesOfPart)) }, (_, i) => ({
    from: i * codesOfPart + 1,
    to: Math.min(all, (i + 1) * codesOfPart),
    all,
  }));

/** `501 to 1,000 of 6,000` */
export const partWords = ({ from, to, all }: SheetPart): string =>
  `${from.toLocaleString('en-GB')} to ${to.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')}`;
