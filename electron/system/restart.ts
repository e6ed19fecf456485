import { writeFileSync } from 'node:fs';
import { app } from 'electron';

/** What of the arguments is an option of ours; a new start gets its own. */
const isOption = (arg: string): boolean => arg.startsWith('--') && arg !== '--no-sandbox';

/**
 * Ends the program and starts it with other options: a profile is one process's from start to end.
 * Under the launcher the launcher starts it again, because a display may be the launcher's own.
 */
export const restartWith = (options: readonly string[]): void => {
  const askLauncher = process.env.HOLDFAST_NEXT;
  if (askLauncher) writeFileSync(askLauncher, JSON.stringify(options));
  else {
    const kept = process.argv.slice(1).filter((arg) => !isOption(arg));
    app.relaunch({ args: [...kept, ...options] });
  }
  app.quit();
};

/** Once more with the options that it has. */
export const restart = (): void => restartWith(process.argv.slice(1).filter(isOption));
