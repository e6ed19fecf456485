import type { IpcRefusal } from '../../electron/contract/channels';
import type { PlainPage, PrintPage } from '../domain/kernel/print-page';
import { refuse, type Refusal } from '../domain/kernel/refusal';
import type { PaperPort, PaperReply } from '../usecases/paper';
import { callMain } from './bridge';

const unheard = ({ sentence }: IpcRefusal): Refusal =>
  refuse('NotHeard', 'IPC-2', sentence, 'Try again; if it happens again, start Holdfast anew.');

const notDone = (code: string, said: { readonly sentence: string; readonly next: string }): Refusal =>
  refuse(code, 'PRT-3', said.sentence, said.next);

const documentOf = ({ html, ...page }: PrintPage | PlainPage) => ({ ...page, html: String(html) });

const save: PaperPort['save'] = async (file): Promise<PaperReply> => {
  const reply = await callMain('files.save', file);
  if (!reply.ok) return unheard(reply.refusal);
  switch (reply.value.kind) {
    case 'saved':
      return { kind: 'done', sentence: `Saved as ${reply.value.name} in ${reply.value.folder}.` };
    case 'cancelled':
      return reply.value;
    case 'refused':
      return notDone('NotSaved', reply.value);
  }
};

/** Paper and files by way of main. */
export const paper: PaperPort = {
  print: async (page, use) => {
    const reply = await callMain('print.paper', { ...documentOf(page), use });
    if (!reply.ok) return unheard(reply.refusal);
    const { value } = reply;
    switch (value.kind) {
      case 'printed':
        return { kind: 'done', sentence: `Sent to ${value.printer}.`, printer: value.printer };
      case 'cancelled':
        return value;
      case 'no-printer':
        return notDone('NoPrinter', value);
      case 'refused':
        return notDone('NotPrinted', value);
    }
  },
  savePdf: async (page, suggestedName) => {
    const reply = await callMain('print.pdf', documentOf(page));
    if (!reply.ok) return unheard(reply.refusal);
    return reply.value.kind === 'pdf'
      ? save({ suggestedName, kind: 'pdf', bytes: reply.value.bytes })
      : notDone('NotDrawn', reply.value);
  },
  save,
  open: async (kinds, multiple) => {
    const reply = await callMain('files.open', { kinds: [...kinds], multiple });
    return reply.ok ? reply.value : unheard(reply.refusal);
  },
  printers: async () => {
    const reply = await callMain('printer.status', undefined);
    return reply.ok ? reply.value : undefined;
  },
  choosePrinter: async (use, name) => {
    const reply = await callMain('printer.choose', { use, name });
    return reply.ok ? reply.value : undefined;
  },
};
