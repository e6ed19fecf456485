import { mayImport } from '../domain/recovery/decide-pack';
import { LocumNotice } from '../features/identity/locum-notice';
import type { CommandReply, EngineClient } from '../usecases/commands';
import type { EngineStatus } from '../usecases/views';
import type { IssueKey } from '../domain/kernel/ids';
import type { ProfileKind } from '../domain/settings/model';
import { CameraPlace } from './camera-place';
import { IntakeDialog } from './intake';
import { KeysDialog } from './keys-dialog';
import type { Screen } from './keys-of';
import { hasBroker } from './places';
import type { useCounter } from './use-counter';
import type { ImportEnds } from './use-import-ends';

type Props = {
  readonly engine: EngineClient;
  readonly status: Extract<EngineStatus, { kind: 'running' }>;
  readonly intake: ReturnType<typeof useCounter>['intake'];
  readonly ends: ImportEnds;
  readonly scans: ReturnType<typeof useCounter>['scans'];
  readonly kind: ProfileKind;
  /** The screen whose keys are shown; undefined where nobody asked for them. */
  readonly keysOf: Screen | undefined;
  readonly onHideKeys: () => void;
  readonly onDesk: () => void;
  readonly onOpen: (key: IssueKey) => void;
  readonly onReply: (reply: CommandReply) => void;
};

/** What stands over the screen until it is answered. */
export const Over = (props: Props) => {
  const { engine, status, kind, intake, ends, scans, keysOf, onHideKeys, onDesk, onOpen, onReply } = props;
  return (
    <>
      <IntakeDialog
        intake={intake}
        ends={ends}
        engine={engine}
        now={status.now}
        importing={status.importing}
        notTheirs={mayImport(status.person)}
        onDesk={onDesk}
      />
      <LocumNotice
        smartcard={status.smartcard}
        onSignOut={() => void engine.execute({ kind: 'EndSmartcard' }).then(onReply)}
      />
      <CameraPlace scans={scans} broker={hasBroker(kind)} onOpen={onOpen} />
      {keysOf === undefined ? null : <KeysDialog screen={keysOf} kind={kind} onClose={onHideKeys} />}
    </>
  );
};
