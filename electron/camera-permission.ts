/** Who asks for what: as Chromium says it when a page asks, and when it looks whether it may. */
export type Asked = {
  readonly permission: string;
  /** The page's address or origin. */
  readonly from: string | undefined;
  /** `video`, `audio` or `unknown`; all that are asked for at once. */
  readonly media: readonly (string | undefined)[];
  readonly isMainFrame: boolean;
};

const isOf = (address: string | undefined, origin: string): boolean =>
  address === origin || address?.startsWith(`${origin}/`) === true;

/** [SCN-23] The program's own page may have the camera's picture: alone, and never with sound. */
export const grantsCamera = ({ permission, from, media, isMainFrame }: Asked, own: string): boolean =>
  permission === 'media' &&
  isMainFrame &&
  isOf(from, own) &&
  media.length > 0 &&
  media.every((kind) => kind === 'video');
