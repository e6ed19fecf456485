import type {
  PaperReply,
  PdfReply,
  PrintDocument,
  PrinterStatus,
  PrintRefused,
  PrintUse,
} from '../contract/printing';
import { inches, microns, sheetHtml, turned } from './page';

/** One page that is drawn in a window of its own and gone afterwards. */
export type Sheet = {
  readonly toPdf: (size: { width: number; height: number }) => Promise<Uint8Array>;
  /** Answers with Chromium's word for what went wrong, or nothing. */
  readonly toPaper: (printer: string, size: { width: number; height: number }) => Promise<string | undefined>;
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
  readonly deadline: (ms: number) => { readonly passed: Promise<void>; readonly cancel: () => void };
};

const drawMs = 60_000;

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
const noPrinter: PaperReply = {
  kind: 'no-printer',
  sentence: 'This computer has no printer, so nothing was printed.',
  next: 'Connect a printer in the settings of this computer, or save the page as a PDF.',
};
const printerGone = (name: string): PaperReply => ({
  kind: 'no-printer',
  sentence: `The printer ${name}, chosen for this, is not connected, so nothing was printed.`,
  next: 'Connect it again, or choose another printer in Settings (F8).',
});

const notTaken = (printer: string): PrintRefused => ({
  kind: 'refused',
  sentence: `The printer ${printer} did not take the page.`,
  next: 'Look whether it is switched on and has paper, or choose another printer in Settings (F8).',
});

const uses = ['label', 'token', 'sheet'] as const satisfies readonly PrintUse[];

/** The system's own choice has no name for Electron, only for a person. */
const systemDefault: Printer = { name: '', display: 'the default printer of this computer' };

type Destination = Printer | 'none' | 'gone';
/** [PRT-5] The chosen printer and no other; where none was chosen, the one that the system prefers. */
const printerFor = (use: PrintUse, printers: readonly Printer[], choices: PrinterChoices): Destination => {
  if (choices[use] !== undefined) return printers.find(({ name }) => name === choices[use]) ?? 'gone';
  return printers.length === 0 ? 'none' : systemDefault;
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
    return this.#draw(document, async (sheet) => ({
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
    return this.#draw(document, async (sheet): Promise<PaperReply> => {
      const wrong = await sheet.toPaper(printer.name, {
        width: microns(widthMm),
        height: microns(heightMm),
      });
      return wrong === undefined ? { kind: 'printed', printer: printer.display } : notTaken(printer.display);
    });
  }

  async status(): Promise<PrinterStatus> {
    const [printers, chosen] = await this.#known();
    const goesTo = uses.flatMap((use) => {
      const printer = printerFor(use, printers, chosen);
      return typeof printer === 'string' ? [] : [[use, printer.display] as const];
    });
    return {
      printers,
      goesTo: Object.fromEntries(goesTo),
      chosen,
    };
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
  #draw<R>(document: PrintDocument, use: (sheet: Sheet) => Promise<R>): Promise<R | PrintRefused> {
    const result = this.#tail.then(async () => {
      const { host, training, deadline } = this.#parts;
      const limit = deadline(drawMs);
      let sheet: Sheet | undefined;
      let ended = false;
      const drawn = (async (): Promise<R | PrintRefused> => {
        sheet = await host.open(sheetHtml(document, training));
        if (ended) sheet.close();
        return ended ? tooSlow : use(sheet);
      })().catch(() => notDrawn);
      const reply = await Promise.race([drawn, limit.passed.then(() => tooSlow)]);
      ended = true;
      limit.cancel();
      sheet?.close();
      return reply;
    });
    this.#tail = result.catch(() => undefined);
    return result;
  }
}
