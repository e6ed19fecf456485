import { rename } from 'node:fs/promises';

/** What Windows says of a file that somebody else has open: a virus scanner, the search index, a backup program. */
const heldCodes: readonly string[] = ['EACCES', 'EBUSY', 'EPERM'];
/** Ten waits, each twice the one before: ten seconds in all. Scanners let go well before that. */
const firstWaitMs = 10;
const lastWaitMs = 5_120;

/** What moving asks of a computer; tests hand in another one. */
type Computer = {
  readonly platform: NodeJS.Platform;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly wait: (ms: number) => Promise<void>;
};

const thisComputer: Computer = {
  platform: process.platform,
  rename,
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
};

/**
 * [JRN-14] Moves a file or folder, in place of a file that is there. Fails as `rename` does; on Windows not before it was
 * tried for ten seconds, for who looks at a new file there keeps it from being moved.
 */
export const moveOver = async (from: string, to: string, computer = thisComputer): Promise<void> => {
  for (let waitMs = firstWaitMs; ; waitMs *= 2)
    try {
      return await computer.rename(from, to);
    } catch (failure) {
      const { code = '' } = failure as NodeJS.ErrnoException; // fs errors carry a code
      if (computer.platform !== 'win32' || !heldCodes.includes(code) || waitMs > lastWaitMs) throw failure;
      await computer.wait(waitMs);
    }
};
