import { randomUUID } from 'node:crypto';
import { lstat, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { takeLock } from '../journal/lock';
import { moveOver } from '../journal/move';
import { drillsOf, readDrills, removedMark } from './folder';

/** What became of a drill that was to be removed. */
export type Removed =
  | { readonly kind: 'removed' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'open' }
  /** Somebody put it there: a link, or a profile that is none of a training pharmacy. */
  | { readonly kind: 'not-ours'; readonly folder: string }
  | { readonly kind: 'stays'; readonly folder: string }
  | { readonly kind: 'partly'; readonly folder: string };

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** Of which kind a folder says it is. */
const kindIn = async (folder: string): Promise<'training' | 'none' | 'other'> => {
  const profile = join(folder, 'profile.json');
  if (!(await isThere(profile))) return 'none';
  try {
    const { kind } = JSON.parse(await readFile(profile, 'utf8')) as { kind?: unknown }; // looked at, not used
    return kind === 'training' ? 'training' : 'other';
  } catch {
    return 'other';
  }
};

/** A training profile in a folder of its own, or one that was never opened. */
const isOwn = async (folder: string): Promise<boolean> => {
  if (!(await lstat(folder)).isDirectory()) return false;
  const kind = await kindIn(folder);
  return kind === 'training' || (kind === 'none' && !(await isThere(join(folder, 'journal'))));
};

/** A link goes, and not what it leads to. */
const deleteAll = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 3 });

const remove = async (training: string, name: string, folder: string): Promise<Removed> => {
  const away = join(drillsOf(training), `${removedMark}${name}-${randomUUID()}`);
  // At once, so that one that is half deleted is never opened.
  const stays = await moveOver(folder, away).then(
    () => false,
    () => true,
  );
  if (stays) return { kind: 'stays', folder };
  return deleteAll(away).then(
    () => ({ kind: 'removed' }),
    () => ({ kind: 'partly', folder: away }),
  );
};

/** [DRL-10] Deletes a drill that was begun in this training profile and is not open, with all that is in its folder. */
export const removeDrill = async (training: string, name: string): Promise<Removed> => {
  const folder = (await readDrills(training)).find((one) => one.name === name)?.folder;
  if (folder === undefined) return { kind: 'unknown' };
  if (!(await isOwn(folder))) return { kind: 'not-ours', folder };
  const journal = join(folder, 'journal');
  if (!(await isThere(journal))) return remove(training, name, folder);
  const lock = await takeLock(journal);
  if (!lock) return { kind: 'open' };
  try {
    return await remove(training, name, folder);
  } finally {
    await lock.release();
  }
};

/** [DRL-10] Deletes what a removal left that was broken off. */
export const endRemovals = async (training: string): Promise<void> => {
  const names = await readdir(drillsOf(training)).catch((): readonly string[] => []);
  const left = names
    .filter((name) => name.startsWith(removedMark))
    .map((name) => join(drillsOf(training), name));
  // Nothing that says that it is something else, however it came by the name.
  const end = async (folder: string) => ((await kindIn(folder)) === 'other' ? undefined : deleteAll(folder));
  await Promise.allSettled(left.map(end));
};
