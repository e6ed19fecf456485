import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { app } from 'electron';

/**
 * Finds what is dead while the FinalizationRegistries can still do their work. Node empties its tasks as it ends,
 * when JavaScript may not run any more: a registry that learns of something only then (Electron's `fetch`
 * registers each request that can be aborted) fails and comes again, and the process never ends (Electron 25).
 */
const settleRegistries = async (): Promise<void> => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void; // there since the line above
  collect();
  // They are called back in turns of their own.
  await sleep(1);
};

/** [PRF-4] However the program is told to end, what is open is closed first. */
export const leaveInOrder = (
  there: () => { readonly isOpen: boolean; readonly close: () => Promise<void> } | undefined,
): void => {
  app.on('will-quit', (event) => {
    const program = there();
    if (!program?.isOpen) return;
    event.preventDefault();
    void program
      .close()
      .finally(settleRegistries)
      .finally(() => app.exit(0));
  });
};
