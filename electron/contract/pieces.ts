/** Dropped files come in pieces of at most this, so that no one call holds a whole pack. */
export const dropPieceBytes = 4 * 1024 * 1024;
