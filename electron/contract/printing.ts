import * as z from 'zod';

const millimetres = z.number().min(15).max(450);
/** Ten digits in a row could be an NHS number, and a title reaches the printer's queue. */
const namesNobody = (text: string): boolean => !/\d{10}/.test(text.replace(/[\s-]/g, ''));

/** The size of a page: a sheet by its name, or a label in millimetres. */
const pageSchema = z.union([
  z.literal('A4'),
  z.literal('A5'),
  z.strictObject({ widthMm: millimetres, heightMm: millimetres }),
]);
export type PageSize = z.infer<typeof pageSchema>;

/** Which printer of this computer a page goes to. Stored: do not rename. */
const printUseSchema = z.enum(['label', 'token', 'sheet']);
export type PrintUse = z.infer<typeof printUseSchema>;

/**
 * A page to draw. `html` is what stands in the body, with its own `<style>`; it reaches no network, runs no
 * script, and has pictures as `data:` only. `title` names the document, never a patient.
 */
export const documentSchema = z.strictObject({
  title: z.string().min(1).max(100).refine(namesNobody),
  html: z
    .string()
    .min(1)
    .max(32 * 1024 * 1024),
  page: pageSchema,
  landscape: z.boolean().default(false),
});
export type PrintDocument = z.output<typeof documentSchema>;

export const paperSchema = documentSchema.extend({ use: printUseSchema });
export const printerChoiceSchema = z.strictObject({
  use: printUseSchema,
  /** The name of a printer, or null where the system's print window is to ask each time. */
  name: z.string().min(1).max(300).nullable(),
});

export type PrintRefused = { readonly kind: 'refused'; readonly sentence: string; readonly next: string };
export type PdfReply = { readonly kind: 'pdf'; readonly bytes: Uint8Array } | PrintRefused;
export type PaperReply =
  | { readonly kind: 'printed'; readonly printer: string }
  | { readonly kind: 'no-printer'; readonly sentence: string; readonly next: string }
  /** Somebody closed the system's print window. */
  | { readonly kind: 'cancelled' }
  | PrintRefused;

export type PrinterStatus = {
  readonly printers: readonly { readonly name: string; readonly display: string }[];
  /** What a person chose on this computer; it may be gone. */
  readonly chosen: { readonly [U in PrintUse]?: string };
};
