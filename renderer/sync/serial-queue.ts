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
