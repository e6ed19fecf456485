/** Tells what comes of each work in the order in which the works were begun, whichever ends first. */
export const inTurn = () => {
  let before: Promise<unknown> = Promise.resolve();
  return <T>(work: Promise<T>, tell: (found: T) => void): void => {
    const last = before;
    before = work.then(async (found) => {
      await last.catch(() => undefined);
      tell(found);
    });
  };
};
