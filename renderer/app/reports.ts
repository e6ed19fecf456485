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

/** Prints a report or saves it as a file. */
export const deliverReport: DeliverReport = async ({ title, name, text }, format) => {
  const page = { title: 'Incident report', html: text, page: 'A4' } as const;
  if (format === 'paper') {
    const reply = await callMain('print.paper', { ...page, use: 'sheet' });
    if (!reply.ok) return failed(reply.refusal.sentence, 'Try again.');
    return reply.value.kind === 'printed'
      ? { kind: 'done', sentence: `Printed: ${title}.` }
      : failed(reply.value.sentence, reply.value.next);
  }
  if (format !== 'pdf') return save(name, format, new TextEncoder().encode(text));
  const reply = await callMain('print.pdf', page);
  if (!reply.ok) return failed(reply.refusal.sentence, 'Try again.');
  return reply.value.kind === 'pdf'
    ? save(name, 'pdf', reply.value.bytes)
    : failed(reply.value.sentence, reply.value.next);
};

/** Prints the desk's result sheet or saves it as a PDF. */
export const deliverSheet: DeliverSheet = async (page, how) => {
  if (how === 'paper') {
    const reply = await callMain('print.paper', { ...page, use: 'sheet' });
    if (!reply.ok) return notPrinted(reply.refusal.sentence, 'Try again.');
    return reply.value.kind === 'printed'
      ? { kind: 'done', sentence: `The result sheet was sent to ${reply.value.printer}.` }
      : notPrinted(reply.value.sentence, reply.value.next);
  }
  const reply = await callMain('print.pdf', page);
  if (!reply.ok) return notPrinted(reply.refusal.sentence, 'Try again.');
  return reply.value.kind === 'pdf'
    ? save(page.title, 'pdf', reply.value.bytes)
    : notPrinted(reply.value.sentence, reply.value.next);
};
