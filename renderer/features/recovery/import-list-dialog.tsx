import { useEffect, useState } from 'react';
import type { Refusal } from '../../domain/kernel/refusal';
import type { ListReport } from '../../domain/recovery/list-report';
import { Answer, Button, Dialog } from '../../ui';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { ImportProgress } from '../../usecases/pack-commands';
import { ImportBar } from './import-bar';
import { LeftOutList } from './import-left-out';
import { ListFindings } from './import-list-findings';
import type { GivenList, ReadingProgress, ReadList } from './import-types';

type Props = {
  readonly list: GivenList;
  readonly engine: EngineClient;
  readonly read: ReadList;
  readonly importing: ImportProgress | undefined;
  readonly onDesk: () => void;
  readonly onClose: () => void;
};

type Step =
  | { readonly kind: 'reading'; readonly progress: ReadingProgress | undefined }
  | Refusal
  | ListReport
  | { readonly kind: 'importing' }
  | { readonly kind: 'over'; readonly reply: CommandReply };

const titles: Readonly<Record<Step['kind'], string>> = {
  reading: 'Reading the list',
  refused: 'This file was not read',
  report: 'What is on this list',
  importing: 'Putting the list on the desk',
  over: 'List of scripts',
};

const ReadingBar = ({ progress }: { readonly progress: ReadingProgress | undefined }) => (
  <>
    <progress
      className="hf-progress"
      aria-label="Pages read"
      {...(progress ? { max: progress.pages, value: progress.page - 1 } : {})}
    />
    <p role="status">
      {progress
        ? `Page ${progress.page} of ${progress.pages}, ${progress.found.toLocaleString('en-GB')} ids so far.`
        : 'Beginning…'}
    </p>
  </>
);

const countsOf = ({ entries, malformed, duplicated, unreadable }: ListReport) => ({
  read: entries.length,
  malformed: malformed.length,
  duplicated: duplicated.length,
  unreadable: unreadable.length,
});

/** A list on its way in: read with progress, looked at, put on the desk. */
export const ImportListDialog = ({ list, engine, read, importing, onDesk, onClose }: Props) => {
  const [step, setStep] = useState<Step>({ kind: 'reading', progress: undefined });
  useEffect(() => {
    let wanted = true;
    // The Worker takes the bytes it is given; these stay whole for another try.
    const copy = { name: list.name, bytes: list.bytes.slice() };
    const reading = read(copy, (progress) => wanted && setStep({ kind: 'reading', progress }));
    void reading.done.then((found) => wanted && setStep(found));
    return () => {
      wanted = false;
      reading.cancel();
    };
  }, [list, read]);
  const start = (report: ListReport): void => {
    setStep({ kind: 'importing' });
    const { source, entries } = report;
    void engine
      .execute({ kind: 'ImportList', source, entries, counts: countsOf(report) })
      .then((reply) => setStep({ kind: 'over', reply }));
  };
  const reply = step.kind === 'over' ? step.reply : step.kind === 'refused' ? step : undefined;
  return (
    <Dialog title={titles[step.kind]} onClose={step.kind === 'importing' ? () => undefined : onClose}>
      <p className="hf-import__file">{list.name}</p>
      {step.kind === 'reading' ? <ReadingBar progress={step.progress} /> : null}
      {step.kind === 'report' ? <ListFindings report={step} /> : null}
      {step.kind === 'importing' ? <ImportBar progress={importing} /> : null}
      <Answer reply={reply} />
      {reply?.kind === 'done' ? <LeftOutList leftOut={reply.leftOut} /> : null}
      <div className="hf-actions">
        {step.kind === 'report' && step.entries.length > 0 ? (
          <Button look="primary" onPress={() => start(step)}>
            Put {step.entries.length} {step.entries.length === 1 ? 'id' : 'ids'} on the PWAD desk
          </Button>
        ) : null}
        {reply?.kind === 'done' ? (
          <Button look="primary" onPress={onDesk}>
            Go to the PWAD desk
          </Button>
        ) : null}
        {step.kind === 'importing' ? null : (
          <Button onPress={onClose} hint="Esc">
            {step.kind === 'reading' ? 'Stop reading' : step.kind === 'report' ? 'Not now' : 'Close'}
          </Button>
        )}
      </div>
    </Dialog>
  );
};
