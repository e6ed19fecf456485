import {
  open,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  statfs,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { join } from 'node:path';
import { moveOver } from './move';

/** A file that is only ever appended to, or cut back to a length that it had. */
export type AppendFile = {
  readonly write: (bytes: Uint8Array, at: number) => Promise<void>;
  /** Resolves when all that was written is on the disk. */
  readonly sync: () => Promise<void>;
  readonly cut: (length: number) => Promise<void>;
  readonly read: (at: number, length: number) => Promise<Buffer>;
  /** How long it is; undefined where another file, or none, stands in its place by now. */
  readonly lengthInPlace: () => Promise<number | undefined>;
  readonly close: () => Promise<void>;
};

/** What the journal asks of a disk; tests hand in one that fails. */
export type Disk = {
  readonly prepare: (folder: string) => Promise<void>;
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly readAll: (path: string) => Promise<Buffer>;
  /** Up to `length` bytes, or fewer where the file is shorter. */
  readonly readAt: (path: string, at: number, length: number) => Promise<Buffer>;
  readonly size: (path: string) => Promise<number>;
  readonly writeAll: (path: string, bytes: Uint8Array) => Promise<void>;
  readonly openAppend: (path: string) => Promise<AppendFile>;
  readonly remove: (path: string) => Promise<void>;
  readonly move: (from: string, to: string) => Promise<void>;
  readonly freeBytes: (folder: string) => Promise<number>;
};

const writeWhole = async (handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> => {
  let done = 0;
  while (done < bytes.byteLength) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.byteLength - done, at + done);
    if (bytesWritten === 0) throw new Error('ENOSPC: nothing was written');
    done += bytesWritten;
  }
};

const readWhole = async (handle: FileHandle, at: number, length: number): Promise<Buffer> => {
  const out = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(out, done, length - done, at + done);
    if (bytesRead === 0) return out.subarray(0, done);
    done += bytesRead;
  }
  return out;
};

/** A new file's name is on the disk only when its folder is; Windows has no such call and needs none. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const ifThere = (failure: NodeJS.ErrnoException): undefined => {
  if (failure.code !== 'ENOENT') throw failure;
};

const openAppend = async (path: string): Promise<AppendFile> => {
  const handle = await open(path, 'r+').catch((failure: NodeJS.ErrnoException) => {
    if (failure.code === 'ENOENT') return open(path, 'wx+', 0o600);
    throw failure;
  });
  return {
    write: (bytes, at) => writeWhole(handle, bytes, at),
    sync: () => handle.datasync(),
    cut: async (length) => {
      await handle.truncate(length);
      await handle.datasync();
    },
    read: (at, length) => readWhole(handle, at, length),
    lengthInPlace: async () => {
      const [own, there] = await Promise.all([handle.stat(), stat(path).catch(ifThere)]);
      // Windows numbers files differently by path and by handle on some disks.
      const same = there && (process.platform === 'win32' || there.ino === own.ino);
      return same ? own.size : undefined;
    },
    close: () => handle.close(),
  };
};

const writeAll = async (path: string, bytes: Uint8Array): Promise<void> => {
  const part = `${path}.part`;
  const handle = await open(part, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await moveOver(part, path);
  await syncFolder(join(path, '..'));
};

/** The disk of this computer. */
export const realDisk: Disk = {
  prepare: async (folder) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const probe = join(folder, '.probe');
    await writeFile(probe, '');
    await rm(probe);
  },
  list: (folder) => readdir(folder),
  readAll: (path) => readFile(path),
  readAt: async (path, at, length) => {
    const handle = await open(path, 'r');
    try {
      return await readWhole(handle, at, length);
    } finally {
      await handle.close();
    }
  },
  size: async (path) => (await stat(path)).size,
  writeAll,
  openAppend: async (path) => {
    const file = await openAppend(path);
    await syncFolder(join(path, '..'));
    return file;
  },
  remove: (path) => rm(path, { force: true }),
  move: (from, to) => moveOver(from, to),
  freeBytes: async (folder) => {
    const stats = await statfs(folder);
    return stats.bavail * stats.bsize;
  },
};
