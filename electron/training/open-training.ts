import { readFile } from 'node:fs/promises';
import type { FromFolder } from './folder-words';
import { loadFolder } from './load-folder';
import { scriptKey } from './model';
import { RecordedSpine, type Heard } from './drills/recorded-spine';
import { moreScripts, scriptsOfFile } from './prescribe';
import type { ScriptLog } from './script-log';
import { seedFileSchema, type SeedFile } from './seed';
import { serveSpine, type SpineServer } from './server';
import { Spine } from './spine';

export type TrainingOptions = {
  /** `resources/training/prescriptions.json`. */
  readonly seedPath: string;
  /** A folder of prescription-order messages to use in place of the seeds. */
  readonly prescriptions: string | undefined;
  readonly ods: string;
  readonly log: ScriptLog;
  readonly now: () => number;
  /** Given in a drill: hears everything that reaches the Spine, which begins without scripts. */
  readonly hear?: (heard: Heard) => void;
  /** Told of a request that is kept silent on purpose, by its id. */
  readonly silent?: (requestId: string) => void;
  readonly port?: number;
  readonly token?: string;
};

export type Training = {
  readonly server: SpineServer;
  readonly spine: Spine;
  readonly seeds: SeedFile;
  readonly ods: string;
  readonly prescribe: (count: number) => number;
  readonly loaded: number;
  /** Where a folder was named. */
  readonly fromFolder: FromFolder | undefined;
};

/** Opens the training Spine with its memory, filling it the first time. */
export const openTraining = async (options: TrainingOptions): Promise<Training> => {
  const seeds = seedFileSchema.parse(JSON.parse(await readFile(options.seedPath, 'utf8')));
  const parts = { now: options.now, changed: options.log.save };
  const spine = options.hear ? new RecordedSpine(parts, options.hear) : new Spine(parts);
  const { ods, now } = options;
  const { scripts, releases } = options.log.load();
  spine.restore(scripts, releases);
  const known = new Set(spine.scripts().map(scriptKey));
  const folder =
    options.prescriptions === undefined ? undefined : await loadFolder(options.prescriptions, ods, now());
  const isFilled = known.size > 0 || options.hear !== undefined;
  const first = folder ? folder.scripts : isFilled ? [] : scriptsOfFile(seeds, { ods, now: now() });
  // A script that is known already keeps its state.
  const fresh = first.filter((script) => !known.has(scriptKey(script)));
  if (fresh.length > 0) spine.add(fresh);
  const prescribe = (count: number): number => {
    const scripts = moreScripts(seeds, spine.scripts().length, count, { ods, now: now() });
    spine.add(scripts);
    return scripts.length;
  };
  const server = await serveSpine({
    spine,
    now,
    prescribe,
    ...(options.silent ? { silent: options.silent } : {}),
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.token === undefined ? {} : { token: options.token }),
  });
  const loaded = fresh.length;
  const fromFolder = folder && { held: folder.scripts.length, loaded, leftOut: folder.leftOut };
  return { server, spine, seeds, ods, prescribe, loaded, fromFolder };
};
