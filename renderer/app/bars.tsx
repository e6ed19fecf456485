import type { EngineStatus } from '../usecases/views';
import type { ClaimsBatch } from '../features/claims/batch';
import { BatchLine } from '../features/claims/batch-said';
import { ImportEndLine, ImportLine } from '../features/recovery/import-bar';
import type { ProfileKind } from '../domain/settings/model';
import { ClockBar } from './clock-bar';
import { CopyBar } from './copy-bar';
import { FolderBar } from './folder-bar';
import { IncidentBar } from './incident-bar';
import { settingsAt, type Place } from './places';
import type { useCounter } from './use-counter';
import type { ImportEnds } from './use-import-ends';

type Props = {
  readonly kind: ProfileKind;
  readonly status: Extract<EngineStatus, { kind: 'running' }>;
  readonly intake: ReturnType<typeof useCounter>['intake'];
  readonly ends: ImportEnds;
  readonly claims: ClaimsBatch;
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
};

/** Lines under the top of every screen: each stands until it is over; all but the clock's are for whoever is signed in. */
export const Bars = ({ kind, status, intake, ends, claims, place, onPlace }: Props) => (
  <>
    <ClockBar fault={status.clock} now={status.now} />
    {status.person ? (
      <>
        <IncidentBar incident={status.incident} now={status.now} onOpen={() => onPlace({ kind: 'outage' })} />
        <CopyBar kind={kind} now={status.now} onOpen={() => onPlace(settingsAt('Second copy'))} />
        <FolderBar
          folder={intake.folder}
          now={status.now}
          onOpen={() => onPlace(settingsAt('Watched folder'))}
        />
        {place.kind === 'claims' ? null : (
          <BatchLine batch={claims} onOpen={() => onPlace({ kind: 'claims' })} />
        )}
        {status.importing ? <ImportLine progress={status.importing} /> : null}
        {ends.end ? (
          <ImportEndLine end={ends.end} more={ends.more} onLook={ends.look} onClose={ends.close} />
        ) : null}
      </>
    ) : null}
  </>
);
