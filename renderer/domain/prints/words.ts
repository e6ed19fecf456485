import { formatDateTime } from '../kernel/instant';
import type { PrintEvent } from './events';
import type { PrintKind, PrintTicket, TokenPrint } from './model';

const names: Readonly<Record<PrintKind, string>> = {
  token: 'Dispensing token',
  labels: 'Dispensing labels',
  'bag-label': 'Bag label',
  'result-sheet': 'Result sheet of the desk',
  'incident-report': 'Incident report',
  'set-up-codes': 'Set-up codes of the scanner',
  'supply-record': 'Record of a supply without the script',
  'barcode-sheet': 'Sheet of barcodes',
  'drill-result': 'Result of a drill',
  'waiting-list': 'List of what waits, by need',
  'refusal-record': 'Record of an emergency supply refused',
  'supply-labels': 'Labels of a supply without the script',
  'patient-record': 'Medication record of a patient',
};

export const printName = (of: PrintKind): string => names[of];

const copyOf = (copy: number | undefined): string =>
  copy === undefined || copy < 2 ? '' : `, reprint (copy ${copy})`;

/** [PRN-4] A print as a line of a log. */
export const printWords = (event: PrintEvent): string => {
  const name = names[event.of];
  if (event.type === 'print.asked')
    return `${name}${copyOf(event.copy)}: asked for ${event.to === 'paper' ? 'on paper' : 'as PDF'}.`;
  switch (event.end) {
    case 'printed':
      return `${name}: sent to ${event.said ?? 'the printer'}.`;
    case 'saved':
      return `${name}: saved as PDF.`;
    case 'stopped':
      return `${name}: stopped by hand, not printed.`;
    case 'failed':
      return `${name}: not printed. ${event.said ?? ''}`.trim();
  }
};

/** [PRN-3] Which copy a token is, and what came before it; undefined for the first. */
export const reprintOf = (before: readonly TokenPrint[]): { copy: number; last: string } | undefined => {
  const last = before.at(-1);
  return last && { copy: before.length + 1, last: `${formatDateTime(last.at)} by ${last.by}` };
};

/** [PRN-3] What is added to the answer where a token is a reprint. */
export const saidOfReprint = ({ before }: PrintTicket): string => {
  const again = reprintOf(before);
  return again ? ` A reprint, copy ${again.copy}: the one before was printed on ${again.last}.` : '';
};
