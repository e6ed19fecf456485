import { useEffect, useState } from 'react';
import type { Refusal } from '../../domain/kernel/refusal';
import type { ListReport } from '../../domain/recovery/list-report';
import { Button, Dialog, NotTheirs } from '../../ui';
import type { EngineClient } from '../../usecases/commands';
import type { ImportProgress, ImportReply } from '../../usecases/recovery/pack-commands';
import { ImportGoesOn } from './import-bar';
import { ListFindings } from './import-list-findings';
import { ImportOver } from './import-over';
import type { GivenList, ReadingProgress, ReadList } from './import-types';
import { useImport, type LeaveImport } from './use-import';

type Props = LeaveImport & {
  readonly list: GivenList;
  readonly engine: EngineClient;
  readonly read: ReadList;
  readonly importing: ImportProgress | undefined;
  /** [PCK-15] Why whoever is here may not import. */
  readonly notTheirs: Refusal | undefined;
  readonly onDesk: () => void;
  readonly onClose: () => void;
};

type Step =
  | { readonly kind: 'reading'; readonly progress: ReadingProgress | undefined }
  | Refusal
  | ListReport
  | { readonly kind: 'importing' }
  | { readonly kind: 'over'; readonly reply: ImportReply };

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

const countsOf = ({ entries, counts: { malformed, duplicated, unreadable } }: ListReport) => ({
  read: entries.length,
  malformed,
  duplicated,
  unreadable,
});

type ReportProps = {
  readonly report: ListReport;
  readonly notTheirs: Refusal | undefined;
  readonly onStart: () => void;
  readonly onClose: () => void;
};

/** Enter on anything but another button is for the primary one, which has the keys first. */
const Report = ({ report, notTheirs, onStart, onClose }: ReportProps) => {
  const count = notTheirs ? 0 : report.entries.length;
  return (
    <div
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || count === 0 || event.target instanceof HTMLButtonElement) return;
        event.preventDefault();
        onStart();
      }}
    >
      <ListFindings report={report} />
      <NotTheirs refusal={notTheirs} />
      <div className="hf-actions">
        {count > 0 ? (
          <Button look="primary" onPress={onStart} hint="Enter" autoFocus>
            Put {count} {count === 1 ? 'id' : 'ids'} on the PWAD desk
          </Button>
        ) : null}
        <Button onPress={onClose} hint="Esc" autoFocus={count === 0}>
          Not now
        </Button>
      </div>
    </div>
  );
};

const ifStopped =
  'If Holdfast stops meanwhile, what is on the desk by then stays there. Open the list again for the rest.';

/** A list on its way in: read with progress, looked at, put on the desk. */
export const ImportListDialog = (props: Props) => {
  const { list, read, importing, onDesk, onClose, onAway } = props;
  const runImport = useImport({ ...props, name: list.name });
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
    runImport({ kind: 'ImportList', source, entries, counts: countsOf(report) }, (reply) =>
      setStep({ kind: 'over', reply }),
    );
  };
  const reply = step.kind === 'over' ? step.reply : step.kind === 'refused' ? step : undefined;
  return (
    <Dialog title={titles[step.kind]} onClose={step.kind === 'importing' ? onAway : onClose}>
      <p className="hf-import__file">{list.name}</p>
      {step.kind === 'reading' ? (
        <>
          <ReadingBar progress={step.progress} />
          <div className="hf-actions">
            <Button onPress={onClose} hint="Esc">
              Stop reading
            </Button>
          </div>
        </>
      ) : null}
      {step.kind === 'report' ? (
        <Report report={step} notTheirs={props.notTheirs} onStart={() => start(step)} onClose={onClose} />
      ) : null}
      {step.kind === 'importing' ? (
        <ImportGoesOn progress={importing} ifStopped={ifStopped} onAway={onAway} />
      ) : null}
      {reply ? <ImportOver reply={reply} onDesk={onDesk} onClose={onClose} /> : null}
    </Dialog>
  );
};
