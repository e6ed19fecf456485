import { useMemo, type ReactNode } from 'react';
import type { Site } from '../domain/kernel/context';
import type { EngineReady } from '../engine/protocol';
import type { CopyActions } from '../features/settings/second-copy-panel';
import { SettingsScreen } from '../features/settings/settings-screen';
import type { LockActions } from '../features/settings/lock-panel';
import type { TrainingActions } from '../features/settings/training-panel';
import { callMain } from '../platform/bridge';
import { paper } from '../platform/paper';
import type { EngineClient } from '../usecases/commands';
import type { PersonView, Reads } from '../usecases/views';
import { backUps } from './back-ups';
import { packFilesOf } from './pack-files';
import type { Place } from './places';
import { askSecondCopy } from './use-second-copy';
import { ScannerPlace, type ScannerSeat } from './scanner-place';

const trainingActions: TrainingActions = async (action) => {
  const reply = await callMain('training.act', action);
  return reply.ok ? reply.value : undefined;
};

const lockActions: LockActions = async () => {
  const reply = await callMain('keys.locks', undefined);
  return reply.ok ? reply.value : undefined;
};

const copyActions: CopyActions = {
  state: askSecondCopy,
  ask: async () => {
    const reply = await callMain('copy.ask', undefined);
    return reply.ok ? reply.value : undefined;
  },
};

type Props = {
  readonly engine: EngineClient;
  readonly reads: Reads;
  readonly person: PersonView;
  readonly facts: EngineReady;
  readonly site: Site;
  readonly notices: readonly string[];
  readonly place: Extract<Place, { kind: 'settings' }>;
  readonly scanner: ScannerSeat;
  readonly onPlace: (place: Place) => void;
  readonly children: ReactNode;
};

/** Settings, with what it asks of main. */
export const SettingsPlace = (props: Props) => {
  const { engine, reads, person, facts, site, notices, place, scanner, onPlace, children } = props;
  const { ods, name } = site;
  const packFiles = useMemo(() => packFilesOf({ ods, name }), [ods, name]);
  if (place.at === 'scanner')
    return <ScannerPlace scanner={scanner} onBack={() => onPlace({ kind: 'settings' })} />;
  return (
    <SettingsScreen
      profile={facts.profile}
      site={site}
      brokerName={facts.brokerName}
      notices={notices}
      training={facts.profile.kind === 'training' ? trainingActions : undefined}
      locks={facts.profile.kind === 'training' ? undefined : lockActions}
      backUp={backUps}
      secondCopy={copyActions}
      printers={paper}
      engine={engine}
      reads={reads}
      person={person}
      packFiles={packFiles}
      scannerKnown={scanner.settings.ways !== undefined}
      ledTo={place.ledTo}
      onScanner={() => onPlace({ kind: 'settings', at: 'scanner' })}
    >
      {children}
    </SettingsScreen>
  );
};
