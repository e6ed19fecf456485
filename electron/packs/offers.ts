import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DropReply, PackOffer } from '../contract/packs';
import { packLimits } from './limits';
import { fileSource, type PackSource } from './source';

type Held = PackOffer & { readonly path: string; readonly ours: boolean; readonly version: string };
/** A copy that is being made: `size` bytes of it are there. */
type Copy = { readonly handle: FileHandle; readonly size: number };
type Piece = {
  readonly offerId: string;
  readonly name: string;
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly last: boolean;
};

const whyLeft = {
  tooLarge: 'It is larger than a recovery pack may be. Check that it is the file the supplier sent.',
  torn: 'It did not come whole. Drop it again, or open it with Ctrl+O.',
  notCopied: 'It could not be copied into the profile. Make room on the disk, then drop it again.',
} as const;

/**
 * Files that were offered and not yet dealt with. A dropped one has no path that the page may know, so it is
 * copied, sealed as it is, into the profile; the copy goes when the offer does.
 */
export class Offers {
  readonly #folder: string;
  readonly #changed: () => void;
  readonly #held = new Map<string, Held>();
  readonly #writing = new Map<string, Copy>();

  readonly #mostBytes: number;

  constructor(profileFolder: string, changed: () => void, mostBytes: number = packLimits.fileBytes) {
    this.#folder = join(profileFolder, 'packs-dropped');
    this.#changed = changed;
    this.#mostBytes = mostBytes;
  }

  /** Copies that a crash left behind go first. A folder that does not let them go stops no start. */
  async begin(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true }).catch(() => undefined);
  }

  get all(): readonly PackOffer[] {
    return [...this.#held.values()].map(({ offerId, name, watched, reported }) => ({
      offerId,
      name,
      watched,
      reported,
    }));
  }

  /** The same file is offered once; what a person asked for stays asked for. */
  offer(path: string): PackOffer {
    return this.#offer(path, { watched: false, reported: '', version: '' });
  }

  /** One that lies in the watched folder; `reported` is the refusal of it that a person has read, or empty. */
  found(path: string, version: string, reported: string): PackOffer {
    return this.#offer(path, { watched: true, reported, version });
  }

  /** [LST-9] One piece of a dropped file. Where one cannot be taken, nothing of the file stays. */
  async drop(piece: Piece): Promise<DropReply> {
    const why = await this.#write(piece).catch(() => whyLeft.notCopied);
    if (why === undefined) return { kind: 'taken' };
    await this.dismiss(piece.offerId);
    return { kind: 'left', sentence: why };
  }

  /** Which version of which file that was found in the watched folder it is; undefined of any other. */
  versionOf(offerId: string): string | undefined {
    return this.#held.get(offerId)?.version || undefined;
  }

  nameOf(offerId: string): string | undefined {
    return this.#held.get(offerId)?.name;
  }

  async sourceOf(offerId: string): Promise<PackSource | undefined> {
    const held = this.#held.get(offerId);
    return held && fileSource(held.path).catch(() => undefined);
  }

  /** Lets go of a file; of a dropped one, whole or not, the copy goes too. */
  async dismiss(offerId: string): Promise<void> {
    const held = this.#held.get(offerId);
    const copy = this.#writing.get(offerId);
    this.#held.delete(offerId);
    this.#writing.delete(offerId);
    await copy?.handle.close().catch(() => undefined);
    if (copy || held?.ours) await rm(this.#pathOf(offerId), { force: true });
  }

  #offer(path: string, how: Pick<Held, 'watched' | 'reported' | 'version'>): PackOffer {
    const known = [...this.#held.values()].find((held) => held.path === path);
    const asked = known?.watched === false || !how.watched;
    const held: Held = {
      offerId: known?.offerId ?? randomUUID(),
      name: basename(path),
      path,
      ours: false,
      watched: !asked,
      reported: asked ? '' : how.reported,
      version: how.version || (known?.version ?? ''),
    };
    this.#held.set(held.offerId, held);
    if (held.watched !== known?.watched) this.#changed();
    return held;
  }

  #pathOf(offerId: string): string {
    return join(this.#folder, `${offerId}.epspack`);
  }

  async #begin(offerId: string): Promise<Copy> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    return { handle: await open(this.#pathOf(offerId), 'wx', 0o600), size: 0 };
  }

  /** Why a piece was not taken; undefined where it was. */
  async #write({ offerId, name, at, bytes, last }: Piece): Promise<string | undefined> {
    const copy = this.#writing.get(offerId) ?? (at === 0 ? await this.#begin(offerId) : undefined);
    if (copy?.size !== at) return whyLeft.torn;
    const size = at + bytes.byteLength;
    this.#writing.set(offerId, { ...copy, size });
    if (size > this.#mostBytes) return whyLeft.tooLarge;
    const { bytesWritten } = await copy.handle.write(bytes, 0, bytes.byteLength, at);
    if (bytesWritten < bytes.byteLength) return whyLeft.notCopied;
    if (!last) return undefined;
    await copy.handle.close();
    this.#writing.delete(offerId);
    const path = this.#pathOf(offerId);
    const how = { ours: true, watched: false, reported: '', version: '' };
    this.#held.set(offerId, { ...how, offerId, name, path });
    this.#changed();
    return undefined;
  }
}
