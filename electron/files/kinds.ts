import type { FileKind } from '../contract/files';

/** Words and endings of each kind of file, as a dialog shows them. The first ending is the one that is written. */
export const kindWords: Readonly<
  Record<FileKind, { readonly name: string; readonly extensions: readonly [string, ...string[]] }>
> = {
  pdf: { name: 'PDF document', extensions: ['pdf'] },
  csv: { name: 'Table (CSV)', extensions: ['csv'] },
  text: { name: 'Text', extensions: ['txt'] },
  markdown: { name: 'Text (Markdown)', extensions: ['md'] },
  json: { name: 'Data (JSON)', extensions: ['json'] },
  picture: { name: 'Picture', extensions: ['png', 'jpg', 'jpeg'] },
  pack: { name: 'Recovery pack', extensions: ['epspack'] },
};

/** The name with the ending of its kind, whatever a person typed. */
export const withEnding = (name: string, kind: FileKind): string => {
  const { extensions } = kindWords[kind];
  return extensions.some((ending) => name.toLowerCase().endsWith(`.${ending}`))
    ? name
    : `${name}.${extensions[0]}`;
};
