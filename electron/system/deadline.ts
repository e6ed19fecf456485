/** The end of a wait. */
export type Deadline = { readonly passed: Promise<void>; readonly cancel: () => void };

/** A wait of so many milliseconds at most; `cancel` once nobody waits any more. */
export const deadlineIn = (ms: number): Deadline => {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<void>((done) => {
    timer = setTimeout(done, ms);
  });
  return { passed, cancel: () => clearTimeout(timer) };
};

/** What `work` comes to, if it comes within `ms`; undefined where it does not. */
export const within = async <T>(ms: number, work: Promise<T>): Promise<T | undefined> => {
  const { passed, cancel } = deadlineIn(ms);
  try {
    return (await Promise.race([work, passed])) ?? undefined;
  } finally {
    cancel();
  }
};
