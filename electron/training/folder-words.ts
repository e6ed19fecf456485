import type { LeftOut } from './files-below';

/** What came of a folder of messages: how many it holds, and how many of them were new to the Spine. */
export type FromFolder = {
  readonly held: number;
  readonly loaded: number;
  readonly leftOut: readonly LeftOut[];
};

const namedWithWhy = ({ file, sentence }: LeftOut): string =>
  `${file.split(/[\\/]/).at(-1) ?? file} (${sentence.replace(/\.$/, '')})`;

const whatCame = ({ held, loaded }: FromFolder): string => {
  if (held === 0) return 'The folder holds no prescription-order, so none was loaded.';
  if (loaded === 0) return 'What the folder holds is at the training Spine already.';
  return loaded === 1
    ? 'One prescription was loaded into the training Spine.'
    : `${loaded} prescriptions were loaded into the training Spine.`;
};

const mostNamed = 3;

/** [TSP-36] Said on screen, where something of the folder was left out or nothing was in it. */
export const folderNotices = (from: FromFolder | undefined): readonly string[] => {
  if (!from || (from.leftOut.length === 0 && from.held > 0)) return [];
  const names = from.leftOut.slice(0, mostNamed).map(namedWithWhy);
  const more = from.leftOut.length - names.length;
  const rest = more > 0 ? ` and ${more} more, which are listed where the program was started` : '';
  return [`${whatCame(from)}${names.length === 0 ? '' : ` Left out: ${names.join(', ')}${rest}.`}`];
};
