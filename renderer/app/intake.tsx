import { useCallback } from 'react';
import type { Instant } from '../domain/kernel/instant';
import type { Refusal } from '../domain/kernel/refusal';
import { FilesLeftDialog } from '../features/recovery/files-left-dialog';
import { ImportListDialog } from '../features/recovery/import-list-dialog';
import { ImportEndDialog } from '../features/recovery/import-over';
import { ImportPackDialog } from '../features/recovery/import-pack-dialog';
import type { Intake, ReadList } from '../features/recovery/import-types';
import { startReading } from '../reading/client';
import type { EngineClient } from '../usecases/commands';
import type { ImportEnd, ImportProgress } from '../usecases/recovery/pack-commands';
import type { useIntake } from './use-intake';
import type { ImportEnds } from './use-import-ends';

const readList: ReadList = (list, tell) => startReading(() => window.begun.newReader(), list, tell);

type Props = {
  readonly intake: ReturnType<typeof useIntake>;
  readonly ends: ImportEnds;
  readonly engine: EngineClient;
  readonly now: Instant;
  readonly importing: ImportProgress | undefined;
  readonly notTheirs: Refusal | undefined;
  readonly onDesk: () => void;
};

type ShownProps = Omit<Props, 'intake' | 'ends'> & {
  readonly shown: Intake;
  readonly close: ReturnType<typeof useIntake>['close'];
  readonly leave: ReturnType<typeof useIntake>['leave'];
  readonly onEnd: (end: ImportEnd) => void;
};

const Shown = ({ shown, close, leave, onEnd, engine, now, importing, notTheirs, onDesk }: ShownProps) => {
  const { kind, id } = shown;
  const onClose = useCallback((refused: string) => close({ kind, id }, refused), [close, kind, id]);
  const done = useCallback(() => onClose(''), [onClose]);
  const shared = {
    engine,
    importing,
    notTheirs,
    onDesk: () => {
      done();
      onDesk();
    },
    onAway: () => leave(shown),
    onEnd: (end: ImportEnd) => {
      done();
      onEnd(end);
    },
  };
  switch (shown.kind) {
    case 'left':
      return <FilesLeftDialog left={shown.left} onClose={done} />;
    case 'pack':
      return <ImportPackDialog offer={shown.offer} now={now} onClose={onClose} {...shared} />;
    case 'list':
      return <ImportListDialog list={shown.list} read={readList} onClose={done} {...shared} />;
  }
};

/** The dialog of what waits to be looked at, over whatever screen is shown. */
export const IntakeDialog = ({ intake, ends, onDesk, ...props }: Props) => {
  const { current: shown, over, close, leave } = intake;
  return (
    <>
      {over ? (
        <div className="hf-import__drop">Drop a recovery pack, a list or a picture of barcodes</div>
      ) : null}
      {shown ? (
        <Shown key={shown.id} {...props} {...{ shown, close, leave, onDesk }} onEnd={ends.add} />
      ) : null}
      {ends.end && ends.looking && !shown ? (
        <ImportEndDialog
          end={ends.end}
          onClose={ends.close}
          onDesk={() => {
            ends.close();
            onDesk();
          }}
        />
      ) : null}
    </>
  );
};
