import { useState } from 'react';
import type { Site } from '../../domain/kernel/context';
import { asInstant } from '../../domain/kernel/instant';
import type { PrintPage, PrintUse } from '../../domain/kernel/print-page';
import type { Refusal } from '../../domain/kernel/refusal';
import type { DrawBarcode } from '../../domain/labels/barcode';
import { bagForScript, labelsForScript } from '../../domain/labels/for-script';
import { dispensingToken } from '../../domain/labels/token';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import type { CommandReply } from '../../usecases/commands';
import { useClock } from '../../ui';
import type { PaperPort, PaperReply } from '../../usecases/paper';

/** What a script can be printed with. */
export type Press = { readonly paper: PaperPort; readonly draw: DrawBarcode };

/** A page that found no printer: it can still be saved. */
export type Unprinted = { readonly page: PrintPage; readonly sentence: string };

type Printing = {
  readonly labels: () => void;
  readonly token: () => void;
  readonly bag: () => void;
  readonly unprinted: Unprinted | undefined;
  readonly save: () => void;
  readonly leave: () => void;
};

/** Labels, bag label and token of a script; where there is no printer, a PDF. */
export const usePrinting = (
  state: PrescriptionState,
  site: Site,
  { paper, draw }: Press,
  onReply: (reply: CommandReply) => void,
): Printing => {
  const clock = useClock();
  const [unprinted, setUnprinted] = useState<Unprinted | undefined>(undefined);
  const say = (reply: PaperReply) => {
    if (reply.kind !== 'cancelled') onReply(reply);
  };
  const print = async (page: PrintPage | Refusal, use: PrintUse) => {
    if ('kind' in page) return onReply(page);
    const reply = await paper.print(page, use);
    if (reply.kind === 'refused' && reply.code === 'NoPrinter')
      setUnprinted({ page, sentence: reply.sentence });
    else say(reply);
  };
  const now = () => asInstant(clock());
  const save = async ({ page }: Unprinted) => {
    setUnprinted(undefined);
    say(await paper.savePdf(page, page.title));
  };
  return {
    labels: () => void print(labelsForScript(state, site, now()), 'label'),
    bag: () => void print(bagForScript(state, site, now(), draw), 'label'),
    token: () => void print(dispensingToken(state.prescription, site, now(), draw), 'token'),
    unprinted,
    save: () => {
      if (unprinted) void save(unprinted);
    },
    leave: () => setUnprinted(undefined),
  };
};
