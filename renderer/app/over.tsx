import { LocumNotice } from '../features/identity/locum-notice';
import type { CommandReply, EngineClient } from '../usecases/commands';
import type { EngineStatus } from '../usecases/views';
import type { IssueKey } from '../domain/kernel/ids';
import { CameraPlace } from './camera-place';
import { IntakeDialog } from './intake';
import { KeysDialog } from './keys-dialog';
import type { Place } from './places';
import type { useCounter } from './use-counter';
import type { ImportEnds } from './use-import-ends';

type Props = {
  readonly engine: EngineClient;
  readonly status: Extract<EngineStatus, { kind: 'running' }>;
  readonly broker: boolean;
  readonly intake: ReturnType<typeof useCounter>['intake'];
  readonly ends: ImportEnds;
  readonly scans: ReturnType<typeof useCounter>['scans'];
  /** The place whose keys are shown; undefined where nobody asked for them. */
  readonly keysOf: Place['kind'] | undefined;
  readonly onHideKeys: () => void;
  readonly onDesk: () => void;
  readonly onOpen: (key: IssueKey) => void;
  readonly onReply: (reply: CommandReply) => void;
};

/** What stands over the screen until it is answered. */
export const Over = (props: Props) => {
  const { engine, status, broker, intake, ends, scans, keysOf, onHideKeys, onDesk, onOpen, onReply } = props;
  return (
    <>
      <IntakeDialog
        intake={intake}
        ends={ends}
        engine={engine}
        now={status.now}
        importing={status.importing}
        onDesk={onDesk}
      />
      <LocumNotice
        smartcard={status.smartcard}
        onSignOut={() => void engine.execute({ kind: 'EndSmartcard' }).then(onReply)}
      />
      <CameraPlace scans={scans} broker={broker} onOpen={onOpen} />
      {keysOf === undefined ? null : <KeysDialog place={keysOf} broker={broker} onClose={onHideKeys} />}
    </>
  );
};
