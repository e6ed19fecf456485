import * as z from 'zod';
import type { DeviceFile } from '../system/device-file';
import { digestOf } from './keys';

/** More than this many refused packs do not lie in one folder. */
const kept = 500;

/** The file `pack-folder.json`, version 1. Stored: do not rename. Which file it was is told by its digest alone. */
export const reportedSchema = z.array(z.strictObject({ file: z.string(), code: z.string() })).max(kept);
type Reported = z.infer<typeof reportedSchema>;

const digest = (version: string): string => digestOf(Buffer.from(version));

/** [PCK-26] Which refused packs of the watched folder somebody has read about, so that each is news once. */
export class ReportedPacks {
  readonly #file: DeviceFile<Reported>;
  #known: Reported = [];

  constructor(file: DeviceFile<Reported>) {
    this.#file = file;
  }

  async load(): Promise<void> {
    this.#known = (await this.#file.load()) ?? [];
  }

  /** The code of the refusal that was read, or empty. */
  codeOf(version: string): string {
    const file = digest(version);
    return this.#known.find((one) => one.file === file)?.code ?? '';
  }

  async note(version: string, code: string): Promise<void> {
    const file = digest(version);
    const others = this.#known.filter((one) => one.file !== file);
    this.#known = [...others, { file, code }].slice(-kept);
    // Where it cannot be kept, the pack is news once more after a restart.
    await this.#file.save(this.#known).catch(() => undefined);
  }
}
