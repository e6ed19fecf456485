import type { PrintPage, PrintUse } from '../domain/kernel/print-page';
import type { CommandReply } from './commands';

/** What came of paper or a file: a sentence, or nothing where the person thought better of it. */
export type PaperReply = CommandReply | { readonly kind: 'cancelled' };

export type FileKind = 'pdf' | 'csv' | 'text' | 'markdown' | 'json' | 'picture' | 'pack';
export type OpenedFile = { readonly name: string; readonly bytes: Uint8Array };
export type OpenReply =
  | {
      readonly kind: 'opened';
      readonly files: readonly OpenedFile[];
      /** Chosen and not read, each with the reason. */
      readonly leftOut: readonly { readonly name: string; readonly sentence: string }[];
    }
  | { readonly kind: 'cancelled' };

export type Printers = {
  readonly printers: readonly { readonly name: string; readonly display: string }[];
  readonly goesTo: { readonly [U in PrintUse]?: string };
  readonly chosen: { readonly [U in PrintUse]?: string };
};

/** Paper and files as the screen knows them. Suggested names and titles never name a patient or a script. */
export type PaperPort = {
  readonly print: (page: PrintPage, use: PrintUse) => Promise<PaperReply>;
  readonly savePdf: (page: PrintPage, suggestedName: string) => Promise<PaperReply>;
  readonly save: (file: {
    readonly suggestedName: string;
    readonly kind: FileKind;
    readonly bytes: Uint8Array;
  }) => Promise<PaperReply>;
  readonly open: (kinds: readonly FileKind[], multiple: boolean) => Promise<OpenReply | PaperReply>;
  readonly printers: () => Promise<Printers | undefined>;
  readonly choosePrinter: (use: PrintUse, name: string | null) => Promise<Printers | undefined>;
};
