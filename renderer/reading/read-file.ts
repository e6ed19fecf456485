import { findIds, linePlaces } from '../domain/recovery/find-ids';
import { listRefusals } from '../domain/recovery/list-refusals';
import { reportOf, type ListReport, type Met } from '../domain/recovery/list-report';
import { codesOfBoth, metInFile, metOnPage, type SeenCode } from '../domain/recovery/page-ids';
import type { Refusal } from '../domain/kernel/refusal';
import { mostPixels, type Pixels, type ReadCodes } from './barcodes';
import { decodeText } from './decode-text';
import { enlarge } from './enlarge';
import type { OpenPdf, PdfPage, PdfRefused } from './pdf';
import { sniff } from './sniff';

export type GivenFile = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
export type Progress = { readonly page: number; readonly pages: number; readonly found: number };

/** What the reading of files needs of the platform. */
export type Eyes = {
  readonly readCodes: ReadCodes;
  readonly openPdf: (bytes: Uint8Array<ArrayBuffer>) => Promise<OpenPdf | PdfRefused>;
  readonly decodePicture: (bytes: Uint8Array<ArrayBuffer>) => Promise<Pixels>;
};

const mib = 1024 * 1024;
/** [LST-4] Bounds of one file. */
const listLimits = { fileBytes: 100 * mib, textBytes: 32 * mib, pages: 1_000 } as const;

/** At 200 one code in twenty of a usual sheet is misread, and the second try costs four times the first. */
const dotsPerInch = 240;
/** The last is for paper that was copied at 150: three times as many are read best. */
const finerDots = [340, 450] as const;

const countIds = (met: readonly Met[]): number => met.filter(({ kind }) => kind === 'id').length;

const readText = ({ name, bytes }: GivenFile): ListReport | Refusal => {
  if (bytes.byteLength > listLimits.textBytes) return listRefusals.tooLarge();
  const text = decodeText(bytes);
  const kind = /\.csv$/i.test(name) || /^[^\n]*[,;\t][^\n]*\n/.test(text) ? 'csv' : 'text';
  return reportOf({ kind, name }, findIds(text, linePlaces(text)), 1);
};

const isLeftOpen = (met: readonly Met[]): boolean =>
  met.some(({ kind }) => kind === 'unreadable' || kind === 'disagreeing');

/**
 * Reads a page finely where reading it fast left something open, and where its ids stand in its codes alone: nobody
 * would hear of a code that a fast look does not see at all; more finely only while something is open. What either look
 * read is kept.
 */
const readPage = async (page: PdfPage, number: number, eyes: Eyes): Promise<readonly Met[]> => {
  const text = await page.text();
  const seen = async (dots: number, thorough: boolean): Promise<readonly SeenCode[]> =>
    eyes.readCodes(await page.draw(dots), thorough);
  let codes = await seen(dotsPerInch, false);
  let met = metOnPage({ number, text, codes });
  const isPrinted = () => countIds(metOnPage({ number, text, codes: [] })) > 0;
  if (!isLeftOpen(met) && isPrinted()) return met;
  for (const dots of finerDots) {
    codes = codesOfBoth(codes, await seen(dots, true));
    met = metOnPage({ number, text, codes });
    if (!isLeftOpen(met)) break;
  }
  return met;
};

const pageLost = (number: number): Met => ({
  kind: 'unreadable',
  trouble: {
    text: '',
    place: `page ${number}`,
    sentence: 'This page cannot be read. Type its numbers from the paper.',
  },
});

const readPdf = async (
  { name, bytes }: GivenFile,
  eyes: Eyes,
  tell: (progress: Progress) => void,
): Promise<ListReport | Refusal> => {
  const pdf = await eyes.openPdf(bytes);
  if (pdf.kind === 'pdf-refused') return pdf.locked ? listRefusals.locked() : listRefusals.damaged();
  if (pdf.pages > listLimits.pages) return listRefusals.tooManyPages(listLimits.pages);
  const pages: (readonly Met[])[] = [];
  let found = 0;
  for (let number = 1; number <= pdf.pages; number += 1) {
    tell({ page: number, pages: pdf.pages, found });
    const page = await pdf.page(number).catch(() => undefined);
    const met = (await (page && readPage(page, number, eyes).catch(() => undefined))) ?? [pageLost(number)];
    pages.push(met);
    found += countIds(met);
    page?.release();
  }
  await pdf.close().catch(() => undefined);
  return reportOf({ kind: 'pdf', name }, metInFile(pages), pdf.pages);
};

/** So much larger the narrowest bars of a sheet that was scanned coarsely, or sent small, are read. */
const largest = 3;
/** Less than this shows nothing new. */
const smallest = 1.3;

/**
 * [LST-6] The codes of a picture, which may be less than two pixels to a bar: looked at as it is and enlarged, and what
 * either look read counts.
 */
const codesIn = async (pixels: Pixels, readCodes: ReadCodes): Promise<readonly SeenCode[]> => {
  const codes = await readCodes(pixels, true);
  const scale = Math.min(largest, Math.sqrt(mostPixels / (pixels.width * pixels.height)));
  return scale < smallest ? codes : codesOfBoth(codes, await readCodes(enlarge(pixels, scale), true));
};

const readPicture = async ({ name, bytes }: GivenFile, eyes: Eyes): Promise<ListReport | Refusal> => {
  const pixels = await eyes.decodePicture(bytes).catch(() => undefined);
  if (!pixels) return listRefusals.damaged();
  const codes = await codesIn(pixels, eyes.readCodes);
  return reportOf({ kind: 'picture', name }, metOnPage({ number: 1, text: '', codes }), 1);
};

const withSomething = (read: ListReport | Refusal): ListReport | Refusal => {
  if (read.kind === 'refused') return read;
  const { entries, malformed, unreadable } = read;
  return entries.length + malformed.length + unreadable.length === 0 ? listRefusals.nothing() : read;
};

/** [LST-7] A file as a report of the ids in it, or why it was not read. */
export const readFile = async (
  file: GivenFile,
  eyes: Eyes,
  tell: (progress: Progress) => void,
): Promise<ListReport | Refusal> => {
  if (file.bytes.byteLength > listLimits.fileBytes) return listRefusals.tooLarge();
  switch (sniff(file.bytes)) {
    case 'text':
      return withSomething(readText(file));
    case 'pdf':
      return withSomething(await readPdf(file, eyes, tell));
    case 'png':
    case 'jpeg':
      return withSomething(await readPicture(file, eyes));
    case 'workbook':
      return listRefusals.workbook();
    case 'pack':
      return listRefusals.isPack();
    case 'unknown':
      return listRefusals.unknown();
  }
};
