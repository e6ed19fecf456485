/** The engine's one queue: whatever changes anything goes through it, one after the other. */
export type SerialQueue = { readonly run: <T>(task: () => Promise<T>) => Promise<T> };

export const makeSerialQueue = (): SerialQueue => {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    run: (task) => {
      const result = tail.then(task);
      // A task's failure is its caller's; the queue goes on.
      tail = result.catch(() => undefined);
      return result;
    },
  };
};

/**
 * A task that answers before it has ended; the next one waits for its end all the same. After the answer nobody waits
 * for a failure, so `failed` is told of it.
 */
export const runAnswering = <T>(
  queue: SerialQueue,
  task: (answer: (value: T) => void) => Promise<void>,
  failed: (failure: unknown) => void,
): Promise<T> =>
  new Promise((done, fail) => {
    let answered = false;
    const answer = (value: T): void => {
      answered = true;
      done(value);
    };
    queue.run(() => task(answer)).catch((failure: unknown) => (answered ? failed : fail)(failure));
  });
