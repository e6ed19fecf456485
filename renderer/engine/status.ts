import type { TimerPort } from '../sync/timer';
import { readStatus, type StatusParts } from './read-status';
import type { FromEngine } from './protocol';

type Parts = StatusParts & { readonly timer: TimerPort; readonly say: (message: FromEngine) => void };

/** Changes closer together than this are shown at once; so often at most while they go on and on. */
const gatherMs = 40;
const atMostEveryMs = 200;

/** Tells the screen how things stand, shortly after anything changed. */
export const makeStatus = (parts: Parts) => {
  const { deps, timer, say } = parts;
  let due = false;
  let lastAt = 0;

  const tell = async (): Promise<void> => {
    lastAt = deps.clock.now();
    say({ kind: 'status', status: await readStatus(parts) });
  };

  return {
    /** Without waiting for more: somebody waits for the first. */
    tell,
    changed: (): void => {
      if (due) return;
      due = true;
      const sinceLast = deps.clock.now() - lastAt;
      timer.after(Math.max(gatherMs, Math.min(atMostEveryMs, atMostEveryMs - sinceLast)), () => {
        due = false;
        void tell();
      });
    },
  };
};
