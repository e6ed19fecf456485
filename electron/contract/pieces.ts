/** Dropped files come in pieces of at most this, so that no one call holds a whole pack. */
export const dropPieceBytes = 4 * 1024 * 1024;

const megabyte = 1024 * 1024;
/** Bounds on what one call reads or writes, and on what is read together. */
export const fileLimits = {
  saveBytes: 256 * megabyte,
  openBytes: 100 * megabyte,
  openTogether: 200 * megabyte,
  openCount: 100,
} as const;
