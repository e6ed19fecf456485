import { isDeepStrictEqual } from 'node:util';
import { prescriptionIdIsRight } from '../../training/check-digits';
import type { PackEntry } from '../schema';
import { Wrong } from './arguments';
import { orderIn } from './order';
import type { Given } from './read-entries';

/** Upper case, with hyphens. */
const spelled = (id: string): string => {
  const bare = id.toUpperCase().replace(/[\s-]/g, '');
  return `${bare.slice(0, 6)}-${bare.slice(6, 12)}-${bare.slice(12)}`;
};

const namedAtMost = 10;

/** [PCK-24] Every id has its form and its check character; all that have not are named at once. */
const withRightIds = (given: readonly Given[]): readonly Given[] => {
  const wrong = given.filter(({ entry }) => !prescriptionIdIsRight(spelled(entry.id)));
  const lines = wrong.slice(0, namedAtMost).map(({ entry, place }) => `  ${entry.id} (${place})`);
  if (wrong.length > namedAtMost) lines.push(`  and ${wrong.length - namedAtMost} more`);
  if (wrong.length > 0)
    throw new Wrong(`These are no prescription ids, so no pack was made:\n${lines.join('\n')}`);
  return given.map(({ entry, place }) => ({ entry: { ...entry, id: spelled(entry.id) }, place }));
};

/** [PCK-24] A prescription inside is the one that its entry says. */
const checkInside = ({ entry, place }: Given): void => {
  if (entry.bundle === undefined) return;
  const order = orderIn(entry.bundle);
  if (!order) throw new Wrong(`${place}: the prescription of ${entry.id} is no prescription order.`);
  if (spelled(order.id) !== entry.id) throw new Wrong(`${place}: the prescription bears the id ${order.id}.`);
  if (entry.issue !== undefined && entry.issue !== (order.issue ?? 1))
    throw new Wrong(`${place}: the prescription of ${entry.id} is issue ${order.issue ?? 1}.`);
};

/** What two lines say of one script, together; they may not contradict each other. */
const joined = (one: Given, other: Given): Given => {
  const [a, b]: readonly Record<string, unknown>[] = [one.entry, other.entry];
  for (const name of Object.keys(a ?? {}))
    if (b?.[name] !== undefined && !isDeepStrictEqual(a?.[name], b[name]))
      throw new Wrong(`${other.place}: ${other.entry.id} stands in ${one.place} with another ${name}.`);
  return { entry: { ...one.entry, ...other.entry }, place: one.place };
};

/** The entry that one more of its script is about, by its issue; one that names none is about the only one. */
const sameAs = ({ entry, place }: Given, before: readonly Given[]): number => {
  if (entry.issue === undefined && before.length > 1)
    throw new Wrong(`${place}: ${entry.id} has several issues here. Say which this is.`);
  return before.findIndex(
    (one) => entry.issue === undefined || one.entry.issue === undefined || one.entry.issue === entry.issue,
  );
};

/** Those that name their issue come first, so that one that does not finds it. */
const joinScript = (given: readonly Given[]): readonly Given[] => {
  const entries: Given[] = [];
  const named = given.filter(({ entry }) => entry.issue !== undefined);
  const unnamed = given.filter(({ entry }) => entry.issue === undefined);
  for (const one of [...named, ...unnamed]) {
    const saysNoMore = Object.keys(one.entry).length === 1;
    if (saysNoMore && entries.length > 0) continue;
    const i = sameAs(one, entries);
    const before = entries[i];
    if (before) entries[i] = joined(before, one);
    else entries.push(one);
  }
  entries.forEach(checkInside);
  return entries;
};

/** [PCK-24] One entry for each issue of each script, however many lines and files say something of it. */
export const joinEntries = (given: readonly Given[]): readonly PackEntry[] => {
  const scripts = new Map<string, Given[]>();
  for (const one of withRightIds(given)) {
    const before = scripts.get(one.entry.id);
    if (before) before.push(one);
    else scripts.set(one.entry.id, [one]);
  }
  return [...scripts.values()].flatMap((ofId) => joinScript(ofId).map(({ entry }) => entry));
};
