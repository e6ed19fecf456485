import type { Page } from '@playwright/test';

export type Frames = {
  readonly frames: number;
  readonly over50: number;
  readonly over50Share: number;
  readonly p95Ms: number;
  readonly maxMs: number;
};

type Recording = { readonly gaps: number[]; stop: boolean };

/** Gaps between the frames that the screen painted while something was done. */
export const framesDuring = async (page: Page, deed: () => Promise<unknown>): Promise<Frames> => {
  const handle = await page.evaluateHandle((): Recording => {
    const recording: Recording = { gaps: [], stop: false };
    let last = performance.now();
    const frame = (now: number): void => {
      recording.gaps.push(now - last);
      last = now;
      if (!recording.stop) requestAnimationFrame(frame);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(frame);
    });
    return recording;
  });
  await deed();
  const gaps = await handle.evaluate((recording) => {
    recording.stop = true;
    return recording.gaps;
  });
  const sorted = [...gaps].sort((a, b) => a - b);
  const over50 = gaps.filter((gap) => gap > 50).length;
  return {
    frames: gaps.length,
    over50,
    over50Share: over50 / Math.max(1, gaps.length),
    p95Ms: Math.round((sorted[Math.floor(sorted.length * 0.95)] ?? 0) * 10) / 10,
    maxMs: Math.round((sorted.at(-1) ?? 0) * 10) / 10,
  };
};
