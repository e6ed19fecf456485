import { bytesSource, type PackSource } from '../../electron/packs/source';

/** Files that came from the supplier, by their names. */
export class Shelf {
  readonly #files = new Map<string, Buffer>();

  put(name: string, bytes: Buffer): void {
    this.#files.set(name, bytes);
  }
  nameOf(name: string): string {
    return name;
  }
  async sourceOf(name: string): Promise<PackSource | undefined> {
    const bytes = this.#files.get(name);
    return bytes && bytesSource(bytes);
  }
  async dismiss(name: string): Promise<void> {
    this.#files.delete(name);
  }
}
