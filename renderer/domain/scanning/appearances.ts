/** The codes before a camera, each with when it was last seen, in ms of one clock. */
export type InPicture = ReadonlyMap<string, number>;

/** A code that was not seen for this long has left the picture; one that is only blurred comes back sooner. */
export const goneAfterMs = 2000;

/** [SCN-20] What a look at the picture brings: `fresh` are the codes that were not there before, each once. */
export const look = (
  before: InPicture,
  texts: readonly string[],
  at: number,
): { readonly now: InPicture; readonly fresh: readonly string[] } => {
  const there = new Map([...before].filter(([, seenAt]) => at - seenAt < goneAfterMs));
  const seen = new Set(texts.filter((text) => text !== ''));
  const fresh = [...seen].filter((text) => !there.has(text));
  for (const text of seen) there.set(text, at);
  return { now: there, fresh };
};
