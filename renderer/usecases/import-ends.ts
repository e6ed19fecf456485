import type { ImportEnd } from './pack-commands';

type Told = { readonly key: string; readonly end: ImportEnd };

/**
 * [PCK-25] Ends of imports that are still to be told, oldest first: of dialogs that were left, then of what went on by
 * itself. Both lists only grow. What an import came to later takes the place of what it came to before.
 */
export const endsToTell = (
  left: readonly ImportEnd[],
  wentOn: readonly ImportEnd[],
  closed: ReadonlySet<string>,
): readonly Told[] => {
  const all = [
    ...left.map((end, i) => ({ key: `left ${i}`, end })),
    ...wentOn.map((end, i) => ({ key: `went on ${i}`, end })),
  ];
  const last = new Map(all.map(({ key, end: { packId } }) => [packId ?? key, key]));
  return all.filter(({ key, end: { packId } }) => last.get(packId ?? key) === key && !closed.has(key));
};
