import type { EngineStatus } from '../usecases/views';
import { FolderBar } from './folder-bar';
import { IncidentBar } from './incident-bar';
import type { Place } from './places';
import type { useCounter } from './use-counter';

type Props = {
  readonly status: Extract<EngineStatus, { kind: 'running' }>;
  readonly intake: ReturnType<typeof useCounter>['intake'];
  readonly onPlace: (place: Place) => void;
};

/** Lines under the top of every screen, for whoever is signed in: each stands until it is over. */
export const Bars = ({ status, intake, onPlace }: Props) =>
  status.person ? (
    <>
      <IncidentBar incident={status.incident} now={status.now} onOpen={() => onPlace({ kind: 'outage' })} />
      <FolderBar folder={intake.folder} now={status.now} onOpen={() => onPlace({ kind: 'settings' })} />
    </>
  ) : null;
