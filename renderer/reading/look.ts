import { isFromReader, type ToReader } from './protocol';

/** A picture that takes longer than this will not be read. */
const stallMs = 10_000;

export type Looking = {
  /** The texts of the codes in a picture, one picture at a time; undefined where no more can be read. */
  readonly look: (frame: ImageBitmap) => Promise<readonly string[] | undefined>;
  readonly end: () => void;
};

/** Looks at a camera's pictures in a Worker that lives as long as somebody looks. */
export const startLooking = (makeWorker: () => Worker): Looking => {
  const worker = makeWorker();
  let settle = (_texts: readonly string[] | undefined): void => undefined;
  let over = false;
  const end = (): void => {
    over = true;
    worker.terminate();
    settle(undefined);
  };
  worker.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isFromReader(data) && data.kind === 'looked') settle(data.texts);
  };
  worker.onerror = end;
  const look = (frame: ImageBitmap): Promise<readonly string[] | undefined> =>
    new Promise((resolve) => {
      if (over) return resolve(undefined);
      const timer = setTimeout(end, stallMs);
      settle = (texts) => {
        clearTimeout(timer);
        resolve(texts);
      };
      worker.postMessage({ kind: 'look', frame } satisfies ToReader, [frame]);
    });
  return { look, end };
};
