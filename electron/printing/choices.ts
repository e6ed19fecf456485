import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ChoiceStore } from './printing';

const name = z.string().min(1).max(300).optional();
/** The file `printers.json`, version 1. Stored: do not rename. It names printers, nothing else. */
const fileSchema = z.strictObject({
  v: z.literal(1),
  chosen: z.strictObject({ label: name, token: name, sheet: name }),
});

/** The choice of printers of this computer. A file that cannot be read counts as no choice: the next one replaces it. */
export const printerChoices = (path: string): ChoiceStore => ({
  load: async () => {
    try {
      const { chosen } = fileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
      return Object.fromEntries(Object.entries(chosen).filter(([, printer]) => printer !== undefined));
    } catch {
      return {};
    }
  },
  save: async (chosen) => {
    await writeFile(`${path}.new`, `${JSON.stringify({ v: 1, chosen }, null, 2)}\n`, { mode: 0o600 });
    await rename(`${path}.new`, path);
  },
});
