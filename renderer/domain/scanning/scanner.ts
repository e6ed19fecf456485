/**
 * How the scanner of this computer speaks, learned from a set-up code. Tokens are names of keys as the page hears
 * them: `A`, `-`, `Enter`, `F8`, `Ctrl+]`. Kept in a file of this computer: do not rename.
 */
export type ScannerWays = {
  readonly prefix: readonly string[];
  readonly suffix: readonly string[];
  /** Characters that arrive as others, because scanner and keyboard layout differ: arrived → meant. */
  readonly meant: Readonly<Record<string, string>>;
  /** What arrives for the separator of a pack's fields; undefined while nobody knows, empty where it is left out. */
  readonly separator?: readonly string[];
  /** Two keys of one scan are never further apart. */
  readonly gapMs: number;
};

/** A scanner nobody has set up: most end with Enter or Tab, and send each key within a few milliseconds. */
export const unknownScanner: ScannerWays = { prefix: [], suffix: [], meant: {}, gapMs: 60 };

/** A camera of this computer. Kept in a file of this computer: do not rename. */
export type KnownCamera = { readonly id: string; readonly name: string };

/**
 * [SCN-24] The chosen camera under another id: Chromium makes ids anew where a program ended before it had kept what
 * they are made from. Known by its name, where no other has that.
 */
export const sameCamera = (chosen: KnownCamera, cameras: readonly KnownCamera[]): KnownCamera | undefined => {
  const [found, ...others] = cameras.filter(({ name }) => name === chosen.name);
  return others.length === 0 && found?.id !== chosen.id ? found : undefined;
};

/** What this computer knows of its scanner; without `ways` nobody has set it up, without `camera` any will do. */
export type ScannerSettings = {
  readonly sounds: boolean;
  readonly ways?: ScannerWays;
  readonly camera?: KnownCamera;
};

/** A scanner that is no keyboard: whether this computer has one in use, and why not. */
export type HidState =
  | { readonly kind: 'none' }
  | { readonly kind: 'connected'; readonly name: string }
  | { readonly kind: 'unplugged'; readonly name: string }
  /** No scanner was found or allowed, or the one that was could not be opened. */
  | { readonly kind: 'refused'; readonly why: 'not-found' | 'not-opened' };
