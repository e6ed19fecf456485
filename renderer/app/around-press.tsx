import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { isTimeSure, type ClockFault } from '../domain/kernel/clock-fault';
import type { CommandReply, EngineClient } from '../usecases/commands';
import type { PaperReply, Press, PrintJob } from '../usecases/paper';
import { printOnRecord } from '../usecases/prints/print-on-record';
import { Button, Dialog } from '../ui';
import { drawBarcode } from '../platform/barcodes/draw';
import { paper } from '../platform/paper';

const PressContext = createContext<Press | undefined>(undefined);

/** What prints: this computer's paper and files, on record. */
export const usePress = (): Press => {
  const press = useContext(PressContext);
  if (!press) throw new Error('no press around');
  return press;
};

type Say = (reply: CommandReply) => void;

/** A job that found no printer: it can still be saved. */
type Unprinted = { readonly job: PrintJob; readonly sentence: string; readonly say: Say };

type UnprintedProps = {
  readonly sentence: string;
  readonly onSave: () => void;
  readonly onClose: () => void;
};

const UnprintedDialog = ({ sentence, onSave, onClose }: UnprintedProps) => (
  <Dialog title="Save it as a PDF instead?" onClose={onClose}>
    <p>{sentence} Printers are chosen under Printers in Settings (F8).</p>
    <p>
      The file holds what the page shows, readable by whoever opens it. Keep it where only the pharmacy can,
      and delete it when it is printed.
    </p>
    <div className="hf-actions">
      <Button look="primary" onPress={onSave} hint="Enter">
        Save as PDF
      </Button>
      <Button onPress={onClose} hint="Esc">
        Leave it
      </Button>
    </div>
  </Dialog>
);

type Props = {
  readonly engine: EngineClient;
  readonly clock: ClockFault | undefined;
  readonly onReply: Say;
  readonly children: ReactNode;
};

/** Lets every place below it print, and offers a PDF where there is no printer. */
export const AroundPress = ({ engine, clock, onReply, children }: Props) => {
  const [unprinted, setUnprinted] = useState<Unprinted | undefined>(undefined);
  const isSure = isTimeSure(clock);
  const onRecord = useMemo(() => printOnRecord(engine, paper, isSure), [engine, isSure]);
  const press = useMemo((): Press => {
    const hear = (job: PrintJob, say: Say, reply: PaperReply): void => {
      if (reply.kind === 'cancelled') return;
      if (reply.kind === 'refused' && reply.code === 'NoPrinter')
        setUnprinted({ job, sentence: reply.sentence, say });
      else say(reply);
    };
    return {
      ...onRecord,
      print: (job, say = onReply) => void onRecord.toPaper(job).then((reply) => hear(job, say, reply)),
      draw: drawBarcode,
    };
  }, [onRecord, onReply]);
  const leave = () => setUnprinted(undefined);
  const save = async ({ job, say }: Unprinted): Promise<void> => {
    leave();
    const reply = await press.toPdf(job);
    if (reply.kind !== 'cancelled') say(reply);
  };
  return (
    <PressContext value={press}>
      {children}
      {unprinted ? (
        <UnprintedDialog sentence={unprinted.sentence} onSave={() => void save(unprinted)} onClose={leave} />
      ) : null}
    </PressContext>
  );
};
