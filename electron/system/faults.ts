import { basename } from 'node:path';

/**
 * [PRF-10] What of a fault may be shown and written: its kind, and the first place of it in the program. Its words may
 * name somebody.
 */
export const placeOfFault = (failure: unknown): string => {
  if (!(failure instanceof Error)) return typeof failure;
  const [, path = '', line = ''] =
    /\(?([^\s()]+?):(\d+):\d+\)?$/m.exec(failure.stack?.split('\n    at ').slice(1).join('\n') ?? '') ?? [];
  const where = basename(path.replaceAll('\\', '/'));
  return where === '' ? failure.name : `${failure.name}, ${where}:${line}`;
};
