/** What a value names itself by where several stand in a list: an extension's URL, a coding's system. */
const labelOf = (value: Record<string, unknown>): string => {
  const url = value.url ?? value.system ?? value.resourceType;
  if (typeof url === 'string') return `[${url.split('/').at(-1) ?? ''}]`;
  const inner = value.coding ?? value.identifier;
  const first: unknown = Array.isArray(inner) ? inner[0] : inner;
  return typeof first === 'object' && first !== null && 'system' in first
    ? `[${String(first.system).split('/').at(-1) ?? ''}]`
    : '';
};

/**
 * The structure of a message without its values: each path that leads to a value, lists without their places,
 * what stands in them by extension URL or system.
 */
export const shapeOf = (value: unknown, path = ''): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (here: unknown, at: string): void => {
    if (Array.isArray(here)) {
      for (const one of here as unknown[]) visit(one, at);
      return;
    }
    if (typeof here !== 'object' || here === null) {
      found.add(`${at}: ${typeof here}`);
      return;
    }
    const tree = here as Record<string, unknown>; // a JSON object
    for (const [key, inner] of Object.entries(tree)) visit(inner, `${at}${labelOf(tree)}.${key}`);
  };
  visit(value, path);
  return found;
};
