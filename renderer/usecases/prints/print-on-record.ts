import { dateToLookAt } from '../../domain/kernel/clock-fault';
import type { PrintEnd, PrintOrder, PrintTicket } from '../../domain/prints/model';
import { printUses } from '../../domain/prints/model';
import { saidOfReprint } from '../../domain/prints/words';
import type { PrintCommand } from '../../domain/prints/decide';
import type { Execute } from '../commands';
import type { PaperPort, PaperReply, PrintJob } from '../paper';

/** What is told of it afterwards; where it cannot be written, the entry before it stands and counts as printed. */
const endOf = (reply: PaperReply, done: PrintEnd): { readonly end: PrintEnd; readonly said?: string } => {
  switch (reply.kind) {
    case 'done':
      return { end: done, ...(reply.printer === undefined ? {} : { said: reply.printer }) };
    case 'cancelled':
      return { end: 'stopped' };
    case 'refused':
      return { end: 'failed', said: reply.sentence };
  }
};

/** [WAT-17] Of what bears a time that may be wrong, whoever printed it is told so. */
const withDate = (reply: PaperReply, { byClock }: PrintJob, isSure: boolean): PaperReply =>
  reply.kind === 'done' && byClock && !isSure
    ? { ...reply, sentence: `${reply.sentence} ${dateToLookAt}` }
    : reply;

/** [PRN-1] Prints and saves pages, each between its two entries in the journal. */
export const printOnRecord = (
  engine: { readonly execute: Execute<PrintCommand['kind']> },
  paper: Pick<PaperPort, 'print' | 'savePdf'>,
  /** Whether anything says that the time it bears is right. */
  isSure: boolean,
) => {
  const onRecord = async (
    order: PrintOrder,
    done: PrintEnd,
    make: (ticket: PrintTicket) => Promise<PaperReply>,
  ): Promise<PaperReply> => {
    const asked = await engine.execute({ kind: 'AskToPrint', ...order });
    if (asked.kind === 'refused') return asked;
    const { ticket } = asked;
    const reply = await make(ticket);
    await engine.execute({ kind: 'EndPrint', ticket, ...endOf(reply, done) });
    return reply.kind === 'done' ? { ...reply, sentence: reply.sentence + saidOfReprint(ticket) } : reply;
  };
  const orderOf = ({ of, key }: PrintJob) => ({ of, ...(key === undefined ? {} : { key }) });
  return {
    toPaper: async (job: PrintJob) => {
      const reply = await onRecord({ ...orderOf(job), to: 'paper' }, 'printed', ({ before }) =>
        paper.print(job.page(before), printUses[job.of]),
      );
      return withDate(reply, job, isSure);
    },
    toPdf: async (job: PrintJob) => {
      const reply = await onRecord({ ...orderOf(job), to: 'pdf' }, 'saved', ({ before }) => {
        const page = job.page(before);
        return paper.savePdf(page, job.fileName ?? page.title);
      });
      return withDate(reply, job, isSure);
    },
  };
};
