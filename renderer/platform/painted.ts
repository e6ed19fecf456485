/** A window that is not on the screen paints nothing. */
const longEnoughMs = 250;

/** Comes when what was drawn last is on the screen. */
export const painted = (): Promise<void> =>
  new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done, 0));
    setTimeout(done, longEnoughMs);
  });
