import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { realDisk } from '../journal/disk';

/** A small file of this computer in the profile's folder. It names no patient and no secret. */
export type DeviceFile<T> = {
  /** What was saved last; undefined where nothing was, or the file cannot be read: the next saving replaces it. */
  readonly load: () => Promise<T | undefined>;
  readonly save: (value: T) => Promise<void>;
};

/** Version 1 of such a file. Stored: do not rename. */
const fileSchema = z.strictObject({ v: z.literal(1), value: z.unknown() });

export const deviceFile = <S extends z.ZodType>(path: string, schema: S): DeviceFile<z.output<S>> => ({
  load: async () => {
    try {
      return schema.parse(fileSchema.parse(JSON.parse(await readFile(path, 'utf8'))).value);
    } catch {
      return undefined;
    }
  },
  save: async (value) => {
    await realDisk.writeAll(path, Buffer.from(`${JSON.stringify({ v: 1, value }, null, 2)}\n`));
  },
});
