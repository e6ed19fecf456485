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
  readonly onClose: () => void;
};

/** The dialog of what waits to be looked at, over whatever screen is shown. */
export const IntakeDialog = ({ intake, over, engine, now, importing, onDesk, onClose }: Props) => {
  const toDesk = useCallback(() => {
    onClose();
    onDesk();
  }, [onClose, onDesk]);
  const shared = { engine, importing, onClose, onDesk: toDesk };
  return (
    <>
      {over ? (
        <div className="hf-import__drop">Drop a recovery pack, a list or a picture of barcodes</div>
      ) : null}
      {intake?.kind === 'left' ? <FilesLeftDialog left={intake.left} onClose={onClose} /> : null}
      {intake?.kind === 'pack' ? (
        <ImportPackDialog key={intake.offer.offerId} offer={intake.offer} now={now} {...shared} />
      ) : null}
      {intake?.kind === 'list' ? <ImportListDialog list={intake.list} read={readList} {...shared} /> : null}
    </>
  );
};
