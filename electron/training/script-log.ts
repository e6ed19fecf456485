import { scriptKey, type Script } from './model';
import { openSealedLog } from './sealed-log';

/** The Spine's memory between two runs: one sealed line for each script that changed, the last one counts. */
export type ScriptLog = {
  readonly load: () => readonly Script[];
  readonly save: (scripts: readonly Script[]) => void;
};

/** [TSP-12] A log in a file, sealed with the profile's own key. */
export const openScriptLog = (path: string, key: Uint8Array): ScriptLog => {
  const log = openSealedLog(path, key);
  return {
    load: () => {
      const scripts = new Map<string, Script>();
      for (const line of log.load()) {
        const script = JSON.parse(line) as Script; // written by `save`
        scripts.set(scriptKey(script), script);
      }
      return [...scripts.values()];
    },
    save: (scripts) => log.save(scripts.map((script) => JSON.stringify(script))),
  };
};

/** Memory that ends with the process. */
export const forgetful: ScriptLog = { load: () => [], save: () => undefined };
