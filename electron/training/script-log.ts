import { scriptKey, type Memory, type Release, type Script } from './model';
import { openSealedLog } from './sealed-log';

/** The Spine's memory between two runs: one sealed line for each script or release that changed, the last one counts. */
export type ScriptLog = {
  readonly load: () => Memory;
  readonly save: (changed: Memory) => void;
};

/** [TSP-12] A log in a file, sealed with the profile's own key. */
export const openScriptLog = (path: string, key: Uint8Array): ScriptLog => {
  const log = openSealedLog(path, key);
  return {
    load: () => {
      const scripts = new Map<string, Script>();
      const releases = new Map<string, Release>();
      for (const line of log.load()) {
        const kept = JSON.parse(line) as Script | Release; // written by `save`
        if ('requestId' in kept) releases.set(kept.requestId, kept);
        else scripts.set(scriptKey(kept), kept);
      }
      return { scripts: [...scripts.values()], releases: [...releases.values()] };
    },
    // In one write: an answer is never forgotten that took its scripts along.
    save: ({ scripts, releases }) => log.save([...scripts, ...releases].map((kept) => JSON.stringify(kept))),
  };
};

/** Memory that ends with the process. */
export const forgetful: ScriptLog = {
  load: () => ({ scripts: [], releases: [] }),
  save: () => undefined,
};
