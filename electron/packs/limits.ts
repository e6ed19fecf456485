const kib = 1024;
const mib = 1024 * kib;

export const dayMs = 86_400_000;

/** [PCK-2] Bounds of a pack, checked before the work that they bound. */
export const packLimits = {
  fileBytes: 384 * mib,
  manifestBytes: 256 * kib,
  partBytes: 4 * mib,
  parts: 1_000,
  entries: 20_000,
  entriesOfPart: 500,
  /** Brackets within brackets, bundles included. */
  nesting: 40,
  /** Characters of any one string of an entry, a bundle's included. */
  text: 200_000,
  validDays: 31,
} as const;
