import { mkdir, readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { realDisk } from '../journal/disk';

/** The file `drill.json` in the folder of a drill. Stored: do not rename. It names no patient. */
const settingsSchema = z.strictObject({
  v: z.literal(1),
  scenario: z.string().min(1),
  seed: z.number().int().positive(),
  supplies: z.number().int().positive(),
});
export type DrillSettings = z.infer<typeof settingsSchema>;

const place = (folder: string): string => join(folder, 'drill.json');
/** Where the drills of a training profile are. */
export const drillsOf = (training: string): string => join(training, 'drills');
/** A folder whose name begins with it is being removed, and no drill any more. Stored: do not rename. */
export const removedMark = '.removed-';
/** Where a drill keeps how far it has come. */
export const progressFile = (folder: string): string => join(folder, 'drill.log');

/** What is played in this profile; undefined where it is none of a drill. */
export const readDrill = async (folder: string): Promise<DrillSettings | undefined> => {
  const text = await readFile(place(folder), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return settingsSchema.parse(JSON.parse(text));
  } catch {
    // What cannot be read is no drill; the profile opens as a training pharmacy, and nothing in it changes.
    return undefined;
  }
};

/** A new folder for a drill inside the training profile: each drill is a profile of its own. */
export const makeDrillFolder = async (training: string, settings: DrillSettings): Promise<string> => {
  const all = drillsOf(training);
  await mkdir(all, { recursive: true, mode: 0o700 });
  const taken = new Set(await readdir(all));
  let n = 1;
  while (taken.has(`${settings.scenario}-${n}`)) n += 1;
  const folder = join(all, `${settings.scenario}-${n}`);
  await mkdir(folder, { mode: 0o700 });
  await realDisk.writeAll(place(folder), Buffer.from(`${JSON.stringify(settings, null, 2)}\n`));
  return folder;
};

export type DrillFolder = {
  readonly name: string;
  readonly folder: string;
  readonly settings: DrillSettings;
  readonly openedAt: number;
};

const changedAt = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

/** The drills that were begun in this training profile, the last one first. */
export const readDrills = async (training: string): Promise<readonly DrillFolder[]> => {
  const names = await readdir(drillsOf(training)).catch((): readonly string[] => []);
  const found = await Promise.all(
    names
      .filter((name) => !name.startsWith(removedMark))
      .map(async (name): Promise<readonly DrillFolder[]> => {
        const folder = join(drillsOf(training), name);
        const settings = await readDrill(folder);
        if (!settings) return [];
        const times = await Promise.all([place(folder), progressFile(folder)].map(changedAt));
        return [{ name, folder, settings, openedAt: Math.max(...times) }];
      }),
  );
  return found.flat().sort((a, b) => b.openedAt - a.openedAt);
};

/** The training profile in which a drill was begun. */
export const trainingFolderOf = (drill: string): string => dirname(dirname(drill));
