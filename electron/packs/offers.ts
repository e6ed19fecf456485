import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PackOffer } from '../contract/packs';
import { packLimits } from './limits';
import { fileSource, type PackSource } from './source';

type Held = PackOffer & { readonly path: string; readonly ours: boolean };
type Piece = {
  readonly offerId: string;
  readonly name: string;
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly last: boolean;
};

/**
 * Files that were offered and not yet dealt with. A dropped one has no path that the page may know, so it is
 * copied, sealed as it is, into the profile; the copy goes when the offer does.
 */
export class Offers {
  readonly #folder: string;
  readonly #changed: () => void;
  readonly #held = new Map<string, Held>();
  readonly #writing = new Map<string, FileHandle>();

  constructor(profileFolder: string, changed: () => void) {
    this.#folder = join(profileFolder, 'packs-dropped');
    this.#changed = changed;
  }

  /** Copies that a crash left behind go first. */
  async begin(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  get all(): readonly PackOffer[] {
    return [...this.#held.values()].map(({ offerId, name, watched }) => ({ offerId, name, watched }));
  }

  /** The same file is offered once. */
  offer(path: string, watched = false): PackOffer {
    const known = [...this.#held.values()].find((held) => held.path === path);
    if (known) return known;
    const held: Held = { offerId: randomUUID(), name: basename(path), path, ours: false, watched };
    this.#held.set(held.offerId, held);
    this.#changed();
    return held;
  }

  /** One piece of a dropped file; false where it does not follow the one before, or is too much. */
  async drop({ offerId, name, at, bytes, last }: Piece): Promise<boolean> {
    const path = join(this.#folder, `${offerId}.epspack`);
    if (at === 0) {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await this.#writing.get(offerId)?.close();
      this.#writing.set(offerId, await open(path, 'w', 0o600));
    }
    const handle = this.#writing.get(offerId);
    if (!handle || at + bytes.byteLength > packLimits.fileBytes + 1) return false;
    await handle.write(bytes, 0, bytes.byteLength, at);
    if (!last) return true;
    await handle.close();
    this.#writing.delete(offerId);
    this.#held.set(offerId, { offerId, name, path, ours: true, watched: false });
    this.#changed();
    return true;
  }

  nameOf(offerId: string): string | undefined {
    return this.#held.get(offerId)?.name;
  }

  async sourceOf(offerId: string): Promise<PackSource | undefined> {
    const held = this.#held.get(offerId);
    return held && fileSource(held.path).catch(() => undefined);
  }

  async dismiss(offerId: string): Promise<void> {
    const held = this.#held.get(offerId);
    this.#held.delete(offerId);
    if (held?.ours) await rm(held.path, { force: true });
  }
}
