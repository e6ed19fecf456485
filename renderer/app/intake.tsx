import { useCallback } from 'react';
import type { Instant } from '../domain/kernel/instant';
import { FilesLeftDialog } from '../features/recovery/files-left-dialog';
import { ImportListDialog } from '../features/recovery/import-list-dialog';
import { ImportPackDialog } from '../features/recovery/import-pack-dialog';
import type { Intake, ReadList } from '../features/recovery/import-types';
import { startReading } from '../reading/client';
import type { EngineClient } from '../usecases/commands';
import type { ImportProgress } from '../usecases/pack-commands';

const readList: ReadList = (list, tell) => startReading(() => window.begun.newReader(), list, tell);

type Props = {
  readonly intake: Intake | undefined;
  readonly over: boolean;
  readonly engine: EngineClient;
  readonly now: Instant;
  readonly importing: ImportProgress | undefined;
  readonly onDesk: () => void;
  /** With the code of the refusal that was read, or empty. */
  readonly onClose: (refused: string) => void;
};

/** The dialog of what waits to be looked at, over whatever screen is shown. */
export const IntakeDialog = ({ intake, over, engine, now, importing, onDesk, onClose }: Props) => {
  const close = useCallback(() => onClose(''), [onClose]);
  const toDesk = useCallback(() => {
    close();
    onDesk();
  }, [close, onDesk]);
  const shared = { engine, importing, onDesk: toDesk };
  return (
    <>
      {over ? (
        <div className="hf-import__drop">Drop a recovery pack, a list or a picture of barcodes</div>
      ) : null}
      {intake?.kind === 'left' ? <FilesLeftDialog left={intake.left} onClose={close} /> : null}
      {intake?.kind === 'pack' ? (
        <ImportPackDialog
          key={intake.offer.offerId}
          offer={intake.offer}
          now={now}
          onClose={onClose}
          {...shared}
        />
      ) : null}
      {intake?.kind === 'list' ? (
        <ImportListDialog list={intake.list} read={readList} onClose={close} {...shared} />
      ) : null}
    </>
  );
};
