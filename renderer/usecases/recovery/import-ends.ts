import type { ImportEnd } from './pack-commands';

/**
 * [PCK-25] Ends of imports that are still to be told, oldest first: of dialogs that were left, then of what went on by
 * itself. What an import came to later takes the place of what it came to before.
 */
export const endsToTell = (
  left: readonly ImportEnd[],
  wentOn: readonly ImportEnd[],
  closed: ReadonlySet<string>,
): readonly ImportEnd[] => {
  const all = [...left, ...wentOn];
  const last = new Map(all.map(({ id, packId }) => [packId ?? id, id]));
  return all.filter(({ id, packId }) => last.get(packId ?? id) === id && !closed.has(id));
};
