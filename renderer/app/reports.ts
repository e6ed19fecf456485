import type { DeliverReport } from '../features/outage/outage-screen';
import type { DeliverSheet } from '../features/recovery/desk-sheet-dialog';
import { callMain } from '../platform/bridge';
import { refuse } from '../domain/kernel/refusal';
import type { CommandReply } from '../usecases/commands';

const failed = (sentence: string, next: string): CommandReply =>
  refuse('NotExported', 'INC-9', sentence, next);

const notPrinted = (sentence: string, next: string): CommandReply =>
  refuse('NotPrinted', 'DSK-16', sentence, next);

const save = async (
  name: string,
  kind: 'pdf' | 'markdown' | 'json',
  bytes: Uint8Array,
): Promise<CommandReply> => {
  const reply = await callMain('files.save', { suggestedName: name, kind, bytes });
  if (!reply.ok) return failed(reply.refusal.sentence, 'Try again.');
  const { value } = reply;
  switch (value.kind) {
    case 'saved':
      return { kind: 'done', sentence: `Saved as ${value.name} in ${value.folder}.` };
    case 'cancelled':
      return { kind: 'done', sentence: 'Nothing was saved.' };
    case 'refused':
      return failed(value.sentence, value.next);
  }
};

type Failed = typeof failed;
type Page = Parameters<typeof callMain<'print.pdf'>>[1];

const print = async (
  page: Page,
  notDone: Failed,
  done: (printer: string) => string,
): Promise<CommandReply> => {
  const reply = await callMain('print.paper', { ...page, use: 'sheet' });
  if (!reply.ok) return notDone(reply.refusal.sentence, 'Try again.');
  return reply.value.kind === 'printed'
    ? { kind: 'done', sentence: done(reply.value.printer) }
    : notDone(reply.value.sentence, reply.value.next);
};

const savePdf = async (page: Page, name: string, notDone: Failed): Promise<CommandReply> => {
  const reply = await callMain('print.pdf', page);
  if (!reply.ok) return notDone(reply.refusal.sentence, 'Try again.');
  return reply.value.kind === 'pdf'
    ? save(name, 'pdf', reply.value.bytes)
    : notDone(reply.value.sentence, reply.value.next);
};

/** Prints a report or saves it as a file. */
export const deliverReport: DeliverReport = async ({ title, name, text }, format) => {
  const page = { title: 'Incident report', html: text, page: 'A4' } as const;
  if (format === 'paper') return print(page, failed, () => `Printed: ${title}.`);
  if (format === 'pdf') return savePdf(page, name, failed);
  return save(name, format, new TextEncoder().encode(text));
};

/** Prints the desk's result sheet or saves it as a PDF. */
export const deliverSheet: DeliverSheet = (page, how) =>
  how === 'paper'
    ? print(page, notPrinted, (printer) => `The result sheet was sent to ${printer}.`)
    : savePdf(page, page.title, notPrinted);
