/** A problem that the person at the keyboard can solve: what is missing and what to do. */
export class Missing extends Error {
  /** @param {string} sentence @param {string} next */
  constructor(sentence, next) {
    super(`${sentence} ${next}`);
    this.name = 'Missing';
  }
}

/** @param {string} line */
export const say = (line) => {
  process.stdout.write(`holdfast: ${line}\n`);
};

/** Runs a launcher's main function; a `Missing` becomes a sentence, anything else keeps its trace.
 * @param {() => Promise<number>} main */
export const runMain = async (main) => {
  try {
    process.exitCode = await main();
  } catch (failure) {
    if (!(failure instanceof Missing)) throw failure;
    process.stderr.write(`holdfast: ${failure.message}\n`);
    process.exitCode = 1;
  }
};
