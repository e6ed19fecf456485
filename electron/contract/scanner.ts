import * as z from 'zod';

const token = z.string().min(1).max(20);
const tokens = z.array(token).max(12);

/** How the scanner of this computer speaks, and whether Holdfast may sound. Stored: do not rename. */
export const scannerSchema = z.strictObject({
  sounds: z.boolean(),
  ways: z
    .strictObject({
      prefix: tokens,
      suffix: tokens,
      meant: z.record(z.string().max(2), z.string().max(2)),
      separator: tokens.optional(),
      gapMs: z.number().int().min(10).max(300),
    })
    .optional(),
  /** The camera that was chosen of several. */
  camera: z.strictObject({ id: z.string().min(1).max(200), name: z.string().max(200) }).optional(),
});
export type ScannerSettings = z.output<typeof scannerSchema>;
