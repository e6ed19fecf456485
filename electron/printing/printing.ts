import type {
  PaperReply,
  PdfReply,
  PrintDocument,
  PrinterStatus,
  PrintRefused,
  PrintUse,
} from '../contract/printing';
import { inches, microns, sheetHtml, turned } from './page';
import type { Deadline } from '../system/deadline';

/** One page that is drawn in a window of its own and gone afterwards. */
export type Sheet = {
  readonly toPdf: (size: { width: number; height: number }) => Promise<Uint8Array>;
  /** Silently to the printer of that name; without one the system's print window asks. */
  readonly toPaper: (
    printer: string | undefined,
    size: { width: number; height: number },
  ) => Promise<'printed' | 'cancelled' | 'failed'>;
  readonly close: () => void;
};

export type Printer = { readonly name: string; readonly display: string };

/** What printing asks of Electron; tests hand in another. */
export type PrintHost = {
  readonly open: (html: string) => Promise<Sheet>;
  readonly printers: () => Promise<readonly Printer[]>;
};

export type PrinterChoices = { readonly [U in PrintUse]?: string };
/** Where the choice of this computer is kept. */
export type ChoiceStore = {
  readonly load: () => Promise<PrinterChoices>;
  readonly save: (choices: PrinterChoices) => Promise<void>;
};

type Parts = {
  readonly host: PrintHost;
  readonly choices: ChoiceStore;
  readonly training: boolean;
  /** Resolves when a page has had time enough. */
  readonly deadline: (ms: number) => Deadline;
};

const notDrawn: PrintRefused = {
  kind: 'refused',
  sentence: 'The page could not be drawn, so nothing was printed.',
  next: 'Try again. If it happens again, close Holdfast and start it again; nothing recorded is lost.',
};
const tooSlow: PrintRefused = {
  kind: 'refused',
  sentence: 'The page was not drawn within a minute, so nothing was printed.',
  next: 'Try again with fewer pages.',
};
const leftOpen: PrintRefused = {
  kind: 'refused',
  sentence: 'The print window of this computer stood open for ten minutes, so it was given up.',
  next: 'Print again, or choose a printer under Printers in Settings (F8): then nothing asks.',
};
const noPrinter: PaperReply = {
  kind: 'no-printer',
  sentence: 'This computer has no printer, so nothing was printed.',
  next: 'Connect a printer in the settings of this computer, or save the page as a PDF.',
};
const printerGone = (name: string): PaperReply => ({
  kind: 'no-printer',
  sentence: `The printer ${name}, chosen for this, is not connected, so nothing was printed.`,
  next: 'Connect it again, choose another under Printers in Settings (F8), or save the page as a PDF.',
});

const noAnswer = (printer: string): PrintRefused => ({
  kind: 'refused',
  sentence: `The printer ${printer} did not answer within a minute. The page may still come out.`,
  next: 'Look at the printer before you print it again.',
});
const notTaken = (printer: string): PrintRefused => ({
  kind: 'refused',
  sentence: `The printer ${printer} did not take the page.`,
  next: 'Look whether it is switched on and has paper, or choose another under Printers in Settings (F8).',
});

type Limit = { readonly ms: number; readonly late: PrintRefused };
const minute = (late: PrintRefused): Limit => ({ ms: 60_000, late });
/** Somebody reads the system's print window. */
const whileAsked: Limit = { ms: 600_000, late: leftOpen };

/** A person chose it in the system's window, which does not tell its name. */
const asked = 'the printer chosen in the print window';

type Destination = Printer | 'none' | 'gone' | 'ask';
/** [PRT-5] The chosen printer and no other; where none was chosen, the system asks. */
const printerFor = (use: PrintUse, printers: readonly Printer[], choices: PrinterChoices): Destination => {
  if (choices[use] !== undefined) return printers.find(({ name }) => name === choices[use]) ?? 'gone';
  return printers.length === 0 ? 'none' : 'ask';
};

/** Draws pages one after the other and hands them out as PDF or to a printer. */
export class Printing {
  readonly #parts: Parts;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  pdf(document: PrintDocument): Promise<PdfReply> {
    const { widthMm, heightMm } = turned(document);
    return this.#draw(document, minute(tooSlow), async (sheet) => ({
      kind: 'pdf',
      bytes: await sheet.toPdf({ width: inches(widthMm), height: inches(heightMm) }),
    }));
  }

  async paper(document: PrintDocument, use: PrintUse): Promise<PaperReply> {
    const [printers, choices] = await this.#known();
    const printer = printerFor(use, printers, choices);
    if (printer === 'none') return noPrinter;
    if (printer === 'gone') return printerGone(choices[use] ?? '');
    const { widthMm, heightMm } = turned(document);
    const size = { width: microns(widthMm), height: microns(heightMm) };
    const [to, name, limit] =
      printer === 'ask'
        ? [undefined, asked, whileAsked]
        : [printer.name, printer.display, minute(noAnswer(printer.display))];
    return this.#draw(document, limit, async (sheet): Promise<PaperReply> => {
      const end = await sheet.toPaper(to, size);
      if (end === 'cancelled') return { kind: 'cancelled' };
      return end === 'printed' ? { kind: 'printed', printer: name } : notTaken(name);
    });
  }

  async status(): Promise<PrinterStatus> {
    const [printers, chosen] = await this.#known();
    return { printers, chosen };
  }

  async choose(use: PrintUse, name: string | null): Promise<PrinterStatus> {
    const { [use]: _before, ...others } = await this.#parts.choices.load();
    await this.#parts.choices.save(name === null ? others : { ...others, [use]: name });
    return this.status();
  }

  #known(): Promise<readonly [readonly Printer[], PrinterChoices]> {
    return Promise.all([this.#parts.host.printers(), this.#parts.choices.load()]);
  }

  /** [PRT-3] One page at a time; whatever happens, its window ends and the caller hears a sentence. */
  #draw<R>(
    document: PrintDocument,
    { ms, late }: Limit,
    use: (sheet: Sheet) => Promise<R>,
  ): Promise<R | PrintRefused> {
    const result = this.#tail.then(async () => {
      const { host, training, deadline } = this.#parts;
      const limit = deadline(ms);
      let sheet: Sheet | undefined;
      let ended = false;
      const made = (async (): Promise<R | PrintRefused> => {
        sheet = await host.open(sheetHtml(document, training));
        if (ended) sheet.close();
        return ended ? late : use(sheet);
      })().catch(() => notDrawn);
      const reply = await Promise.race([made, limit.passed.then(() => late)]);
      ended = true;
      limit.cancel();
      sheet?.close();
      return reply;
    });
    this.#tail = result.catch(() => undefined);
    return result;
  }
}
