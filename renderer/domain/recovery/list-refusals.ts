import { refuse, type Refusal } from '../kernel/refusal';

const nothingRead = (code: string, sentence: string, next: string): Refusal =>
  refuse(code, 'LST-7', sentence, next);

/** [LST-7] Why a file of ids was not read; each says what to do. */
export const listRefusals = {
  tooLarge: () =>
    nothingRead(
      'ListTooLarge',
      'This file is too large to be a list of scripts, so it was not read.',
      'Check that it is the right file. If it is, ask the supplier for it in parts.',
    ),
  tooManyPages: (most: number) =>
    nothingRead(
      'ListTooLong',
      `This PDF has more than ${most} pages, so it was not read.`,
      'Ask the supplier for it in parts, or print some of its pages to a new PDF.',
    ),
  locked: () =>
    nothingRead(
      'ListLocked',
      'This PDF is locked with a password, so it was not read.',
      'Open it in a PDF program with its password, print it to a new PDF without one, and open that here.',
    ),
  damaged: () =>
    nothingRead(
      'ListDamaged',
      'This file is damaged or not whole, so it was not read.',
      'Ask the supplier to send it again.',
    ),
  workbook: () =>
    nothingRead(
      'ListIsWorkbook',
      'This is a workbook, such as of Excel, which Holdfast does not read.',
      'Open it in Excel, save it as CSV, and open the CSV here.',
    ),
  isPack: () =>
    nothingRead('ListIsPack', 'This is a recovery pack, not a list.', 'Open it with Open a recovery pack.'),
  unknown: () =>
    nothingRead(
      'ListUnknown',
      'This is no text, CSV, PDF, PNG or JPEG, so it was not read.',
      'Ask the supplier for one of these, or scan the barcodes one by one.',
    ),
  nothing: () =>
    nothingRead(
      'ListEmpty',
      'No prescription id was found in this file.',
      'Check that it is the right file. A blurred picture can be taken again, closer and straight from above.',
    ),
  stalled: () =>
    nothingRead(
      'ListStalled',
      'Reading this file did not go on, so it was stopped. Nothing of it was used.',
      'Open it again. If it stops again, print it and scan the barcodes one by one.',
    ),
} as const;
