import type { DrawBarcode } from '../domain/labels/barcode';
import type { IssueKey } from '../domain/kernel/ids';
import type { PlainPage, PrintPage, PrintUse } from '../domain/kernel/print-page';
import type { PrintKind, TokenPrint } from '../domain/prints/model';
import type { CommandReply } from './commands';

/** What came of paper or a file: a sentence, or nothing where the person thought better of it. */
export type PaperReply = (CommandReply & { readonly printer?: string }) | { readonly kind: 'cancelled' };

/** Something to print: what it is, the script that it is about, and its page. */
export type PrintJob = {
  readonly of: PrintKind;
  readonly key?: IssueKey;
  /** Of a token, with the tokens of the same script before it. */
  readonly page: (before: readonly TokenPrint[]) => PrintPage | PlainPage;
  /** [WAT-17] It bears the time at which it is made, which nobody said. */
  readonly byClock?: boolean;
  /** For a PDF, in the place of the page's title. */
  readonly fileName?: string;
};

/** What a screen prints with. Every print is on record. */
export type Press = {
  /** Prints and says what came of it, in the frame or where `say` puts it; without a printer a PDF is offered. */
  readonly print: (job: PrintJob, say?: (reply: CommandReply) => void) => void;
  /** For a dialog that says itself what came of it. */
  readonly toPaper: (job: PrintJob) => Promise<PaperReply>;
  readonly toPdf: (job: PrintJob) => Promise<PaperReply>;
  readonly draw: DrawBarcode;
};

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
  readonly chosen: { readonly [U in PrintUse]?: string };
};

/** Paper and files as the screen knows them. Suggested names and titles never name a patient or a script. */
export type PaperPort = {
  readonly print: (page: PrintPage | PlainPage, use: PrintUse) => Promise<PaperReply>;
  readonly savePdf: (page: PrintPage | PlainPage, suggestedName: string) => Promise<PaperReply>;
  readonly save: (file: {
    readonly suggestedName: string;
    readonly kind: FileKind;
    readonly bytes: Uint8Array;
  }) => Promise<PaperReply>;
  readonly open: (kinds: readonly FileKind[], multiple: boolean) => Promise<OpenReply | PaperReply>;
  readonly printers: () => Promise<Printers | undefined>;
  readonly choosePrinter: (use: PrintUse, name: string | null) => Promise<Printers | undefined>;
};
