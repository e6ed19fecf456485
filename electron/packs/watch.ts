import { watch, type FSWatcher } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export const isPackName = (name: string): boolean => /\.epspack$/i.test(name);

type Parts = {
  readonly found: (path: string) => void;
  /** Calls back after a while; hands back how to give it up. */
  readonly after: (ms: number, then: () => void) => () => void;
};

/** A file is taken for whole when it has not changed for this long. */
const settleMs = 1_500;

/** Looks after one folder for packs. Files that lie there at the start count too; each is reported once. */
export class FolderWatch {
  readonly #parts: Parts;
  readonly #seen = new Set<string>();
  #folder: string | undefined;
  #watcher: FSWatcher | undefined;
  #cancel: (() => void) | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** False where the folder cannot be watched. */
  async follow(folder: string | undefined): Promise<boolean> {
    this.end();
    this.#folder = folder;
    if (folder === undefined) return true;
    try {
      await this.#look();
      this.#watcher = watch(folder, { persistent: false }, () => this.#again());
      this.#watcher.on('error', () => this.end());
      return true;
    } catch {
      return false;
    }
  }

  end(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #again(): void {
    this.#cancel?.();
    this.#cancel = this.#parts.after(settleMs, () => void this.#look().catch(() => undefined));
  }

  async #look(): Promise<void> {
    const folder = this.#folder;
    if (folder === undefined) return;
    for (const name of (await readdir(folder)).filter(isPackName)) {
      const path = join(folder, name);
      const { size, mtimeMs, isFile } = await stat(path).then((s) => ({
        size: s.size,
        mtimeMs: s.mtimeMs,
        isFile: s.isFile(),
      }));
      const version = `${path}|${size}|${mtimeMs}`;
      if (!isFile || this.#seen.has(version)) continue;
      this.#seen.add(version);
      this.#parts.found(path);
    }
  }
}
