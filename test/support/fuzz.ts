/** A small generator of random numbers by a seed (mulberry32): the same seed, the same numbers, everywhere. */
export type Random = {
  /** In [0, 1). */
  readonly next: () => number;
  readonly below: (limit: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
};

export const makeRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, pick: (from) => from[below(from.length)] as never }; // a list with something in it
};

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

const nested = (depth: number): unknown => {
  let value: unknown = 'deep';
  for (let i = 0; i < depth; i += 1) value = i % 2 === 0 ? [value] : { extension: value };
  return value;
};

const protoKeys = (): unknown =>
  JSON.parse('{"__proto__":{"resourceType":"Patient"},"constructor":{"prototype":1},"toString":5}');

const junk: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => 0,
  () => -1.5,
  () => Number.MAX_SAFE_INTEGER,
  () => true,
  () => '',
  () => '   ',
  () => '.5',
  () => '__proto__',
  () => 'constructor',
  () => '2026-02-31',
  () => '9'.repeat(400),
  () => '\u0000\uD800\u202E£é',
  (random) => 'x'.repeat(random.next() < 0.1 ? 20_000 : 300),
  () => [],
  () => ({}),
  () => [[[]]],
  () => [null, null],
  protoKeys,
  (random) => nested(random.below(60)),
  (random) =>
    Array.from({ length: random.below(random.next() < 0.05 ? 3_000 : 30) }, () => ({ value: 'many' })),
];

const strangeKeys = [
  '__proto__',
  'constructor',
  'resourceType',
  'extension',
  'reference',
  'value',
  '',
  'entry',
];

/** A container somewhere in the tree and one of its keys; undefined in a bare value. */
const somewhere = (random: Random, root: unknown): readonly [Tree, string] | undefined => {
  let here = root;
  let found: readonly [Tree, string] | undefined;
  for (let depth = 0; depth < 40 && isTree(here); depth += 1) {
    const keys = Object.keys(here);
    if (keys.length === 0) break;
    const key = random.pick(keys);
    found = [here, key];
    if (depth > 1 && random.next() < 0.15) break;
    here = here[key];
  }
  return found;
};

const put = (tree: Tree, key: string, value: unknown): void => {
  Object.defineProperty(tree, key, { value, enumerable: true, configurable: true, writable: true });
};

const mutateOnce = (random: Random, root: unknown): void => {
  const place = somewhere(random, root);
  if (!place) return;
  const [tree, key] = place;
  const value = tree[key];
  switch (random.below(9)) {
    case 0:
      if (Array.isArray(tree)) tree.splice(Number(key), 1);
      else delete tree[key];
      return;
    case 1:
      if (Array.isArray(tree)) tree.splice(Number(key), 0, structuredClone(value));
      else put(tree, key, [value, structuredClone(value)]);
      return;
    case 2:
    case 3:
      return put(tree, key, random.pick(junk)(random));
    case 4:
      return put(tree, key, random.next() < 0.5 ? [value] : { [random.pick(strangeKeys)]: value });
    case 5: {
      const other = somewhere(random, root);
      if (!other) return;
      const theirs = structuredClone(other[0][other[1]]);
      put(other[0], other[1], structuredClone(value));
      return put(tree, key, theirs);
    }
    case 6:
      if (Array.isArray(tree)) return;
      delete tree[key];
      return put(tree, random.pick(strangeKeys), value);
    case 7:
      if (typeof value === 'string') return put(tree, key, value.slice(0, random.below(value.length + 1)));
      return put(tree, key, (JSON.stringify(value) ?? '').slice(0, 200));
    default:
      if (Array.isArray(value) && random.next() < 0.02)
        return put(
          tree,
          key,
          Array.from({ length: 2_500 }, () => value[0] as unknown),
        );
      return put(tree, key, Array.isArray(value) ? [...(value as unknown[])].reverse() : null);
  }
};

/** What a JSON text says, after one to six changes that keep most of its structure. */
export const mutate = (random: Random, text: string): unknown => {
  const copy = [JSON.parse(text) as unknown];
  const changes = 1 + random.below(6);
  for (let i = 0; i < changes; i += 1) mutateOnce(random, copy);
  return copy[0];
};
