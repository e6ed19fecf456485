import { readFile } from 'node:fs/promises';
import { loadFolder, type LeftOut } from './load-folder';
import { moreScripts, scriptsOfFile } from './prescribe';
import type { ScriptLog } from './script-log';
import { seedFileSchema } from './seed';
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
  readonly port?: number;
  readonly token?: string;
};

export type Training = {
  readonly server: SpineServer;
  readonly spine: Spine;
  readonly ods: string;
  readonly prescribe: (count: number) => number;
  readonly loaded: number;
  readonly leftOut: readonly LeftOut[];
};

/** Opens the training Spine with its memory, filling it the first time. */
export const openTraining = async (options: TrainingOptions): Promise<Training> => {
  const seeds = seedFileSchema.parse(JSON.parse(await readFile(options.seedPath, 'utf8')));
  const spine = new Spine({ now: options.now, changed: (scripts) => options.log.save(scripts) });
  const { ods, now } = options;
  spine.restore(options.log.load());
  const known = new Set(spine.scripts().map((script) => script.longId));
  const folder =
    options.prescriptions === undefined ? undefined : await loadFolder(options.prescriptions, ods, now());
  const first = folder ? folder.scripts : known.size > 0 ? [] : scriptsOfFile(seeds, { ods, now: now() });
  // A script that is known already keeps its state.
  const fresh = first.filter((script) => !known.has(script.longId));
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
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.token === undefined ? {} : { token: options.token }),
  });
  return { server, spine, ods, prescribe, loaded: fresh.length, leftOut: folder?.leftOut ?? [] };
};
