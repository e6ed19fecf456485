import { watch, type FSWatcher } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { WatchedFolder } from '../contract/packs';
import { whyUnreadable } from './refusals';

export const isPackName = (name: string): boolean => /\.epspack$/i.test(name);

type Parts = {
  /** `version` is the file's path, size and time of change together. */
  readonly found: (path: string, version: string) => void;
  /** How things stand is another than before. */
  readonly changed: () => void;
  readonly now: () => number;
  /** Calls back after a while; hands back how to give it up. */
  readonly after: (ms: number, then: () => void) => () => void;
};

/** A file is taken for whole when it has not changed for this long. */
const settleMs = 1_500;
/** Something happened in the folder; more of the same comes at once, mostly. */
const soonMs = 100;
/** Not every disk says that something happened, and one that is gone may come back. */
const everyMs = 60_000;

type Found = { readonly path: string; readonly version: string };

/** Packs in a folder. A file that goes away meanwhile is none. */
const packsIn = async (folder: string): Promise<readonly Found[]> => {
  const names = (await readdir(folder)).filter(isPackName);
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const about = await stat(path).catch(() => undefined);
      return about?.isFile() ? [{ path, version: `${path}|${about.size}|${about.mtimeMs}` }] : [];
    }),
  );
  return files.flat();
};

/** One folder, from when it is chosen until it is left. */
class Following {
  readonly #folder: string;
  readonly #parts: Parts;
  readonly #seen: Set<string>;
  /** Versions that may still be written to: seen at the last look, and not before. */
  #settling: ReadonlySet<string> = new Set();
  #watcher: FSWatcher | undefined;
  #next: { readonly ms: number; readonly cancel: () => void } | undefined;
  /** Something happened while it was being looked at. */
  #missed = false;
  #ended = false;
  state: WatchedFolder = { kind: 'none' };

  constructor(folder: string, parts: Parts, seen: Set<string>) {
    this.#folder = folder;
    this.#parts = parts;
    this.#seen = seen;
  }

  end(): void {
    this.#ended = true;
    this.#next?.cancel();
    this.#unwatch();
  }

  async look(): Promise<void> {
    this.#next = undefined;
    this.#missed = false;
    try {
      const packs = await packsIn(this.#folder);
      if (this.#ended) return;
      this.#take(packs);
      this.#saw();
    } catch (failure) {
      if (this.#ended) return;
      this.#failed(failure);
    }
    this.#lookIn(this.#settling.size > 0 ? settleMs : this.#missed ? soonMs : everyMs);
  }

  #lookIn(ms: number): void {
    const cancel = this.#parts.after(ms, () => void this.look());
    this.#next = { ms, cancel };
  }

  #soon(): void {
    if (!this.#next) this.#missed = true;
    if (this.#next?.ms !== everyMs) return;
    this.#next.cancel();
    this.#lookIn(soonMs);
  }

  /** The look after one at which something was settling comes `settleMs` later, never sooner. */
  #take(packs: readonly Found[]): void {
    const fresh = packs.filter(({ version }) => !this.#seen.has(version));
    const settled = fresh.filter(({ version }) => this.#settling.has(version));
    for (const { path, version } of settled) {
      this.#seen.add(version);
      this.#parts.found(path, version);
    }
    this.#settling = new Set(fresh.map(({ version }) => version).filter((one) => !this.#seen.has(one)));
  }

  #saw(): void {
    const { state } = this;
    const lookedAt = this.#parts.now();
    const sinceAt = state.kind === 'watched' ? state.sinceAt : lookedAt;
    this.state = { kind: 'watched', folder: this.#folder, sinceAt, lookedAt };
    if (state.kind !== 'watched') this.#parts.changed();
    this.#watch();
  }

  #failed(failure: unknown): void {
    const { state } = this;
    this.#unwatch();
    const now = this.#parts.now();
    this.state = {
      kind: 'unreadable',
      folder: this.#folder,
      sinceAt: state.kind === 'unreadable' ? state.sinceAt : now,
      triedAt: now,
      ...whyUnreadable(failure),
    };
    if (state.kind !== 'unreadable') this.#parts.changed();
  }

  /** Where the disk does not say what happens, it is looked at every minute all the same. */
  #watch(): void {
    if (this.#watcher) return;
    try {
      this.#watcher = watch(this.#folder, { persistent: false }, () => this.#soon());
      this.#watcher.on('error', () => {
        this.#unwatch();
        this.#soon();
      });
    } catch {
      this.#watcher = undefined;
    }
  }

  #unwatch(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}

/** [PCK-26] Looks after one folder for packs. Files that lie there at the start count too; each is offered once. */
export class FolderWatch {
  readonly #parts: Parts;
  readonly #seen = new Set<string>();
  #following: Following | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get state(): WatchedFolder {
    return this.#following?.state ?? { kind: 'none' };
  }

  /** False where the folder cannot be read now; it is looked at again all the same, until another is followed. */
  async follow(folder: string | undefined): Promise<boolean> {
    this.end();
    if (folder === undefined) {
      this.#parts.changed();
      return true;
    }
    const following = new Following(folder, this.#parts, this.#seen);
    this.#following = following;
    await following.look();
    return following.state.kind === 'watched';
  }

  end(): void {
    this.#following?.end();
    this.#following = undefined;
  }
}
