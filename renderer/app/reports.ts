import type { DeliverReport } from '../features/outage/outage-screen';
import type { DeliverWaiting } from '../features/outage/waiting-panel';
import type { DeliverSheet } from '../features/recovery/desk-sheet-dialog';
import type { PrintKind } from '../domain/prints/model';
import { paper } from '../platform/paper';
import type { CommandReply } from '../usecases/commands';
import type { PaperReply, Press, PrintJob } from '../usecases/paper';

const orUnsaved = (reply: PaperReply): CommandReply =>
  reply.kind === 'cancelled' ? { kind: 'done', sentence: 'Nothing was printed or saved.' } : reply;

/** Prints a report or saves it as a file. */
export const deliverReport =
  ({ toPaper, toPdf }: Press): DeliverReport =>
  async ({ title, name, text }, format) => {
    const job: PrintJob = {
      of: 'incident-report',
      page: () => ({ title: 'Incident report', html: text, page: 'A4' }),
      fileName: name,
    };
    if (format === 'pdf') return orUnsaved(await toPdf(job));
    if (format !== 'paper')
      return orUnsaved(
        await paper.save({ suggestedName: name, kind: format, bytes: new TextEncoder().encode(text) }),
      );
    const reply = await toPaper(job);
    return reply.kind === 'done' ? { ...reply, sentence: `Printed: ${title}.` } : orUnsaved(reply);
  };

/** Prints a list or saves it as a PDF. */
const deliverList =
  (of: PrintKind) =>
  ({ toPaper, toPdf }: Press): DeliverSheet & DeliverWaiting =>
  (page, how) =>
    (how === 'paper' ? toPaper : toPdf)({ of, byClock: true, page: () => page });

export const deliverSheet = deliverList('result-sheet');
export const deliverBarcodes = deliverList('barcode-sheet');
export const deliverWaiting = deliverList('waiting-list');
