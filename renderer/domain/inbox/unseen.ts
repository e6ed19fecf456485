import type { PrescriptionId } from '../kernel/ids';

/** A lost nominated answer may have held 25 scripts, one asked for by its id is one. */
export const unseenWords = (doubts: readonly { readonly shortId?: PrescriptionId }[]): string => {
  const most = doubts.reduce((sum, { shortId }) => sum + (shortId === undefined ? 25 : 1), 0);
  return most === 1 ? '1 script' : `Up to ${most} scripts`;
};
