import { open } from 'node:fs/promises';

/** A file of bounded size that is read piece by piece. */
export type PackSource = {
  readonly size: number;
  readonly read: (at: number, length: number) => Promise<Buffer>;
  readonly close: () => Promise<void>;
};

export const bytesSource = (bytes: Buffer): PackSource => ({
  size: bytes.length,
  read: async (at, length) => bytes.subarray(at, at + length),
  close: async () => undefined,
});

export const fileSource = async (path: string): Promise<PackSource> => {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    size,
    read: async (at, length) => {
      const out = Buffer.alloc(Math.min(length, Math.max(0, size - at)));
      let done = 0;
      while (done < out.length) {
        const { bytesRead } = await handle.read(out, done, out.length - done, at + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return out.subarray(0, done);
    },
    close: () => handle.close(),
  };
};
