import { useMemo, type ReactNode } from 'react';
import type { Site } from '../domain/kernel/context';
import type { EngineReady } from '../engine/protocol';
import type { BackUpActions } from '../features/settings/back-up-panel';
import { SettingsScreen } from '../features/settings/settings-screen';
import type { TrainingActions } from '../features/settings/training-panel';
import { callMain } from '../platform/bridge';
import type { EngineClient } from '../usecases/commands';
import type { Reads } from '../usecases/views';
import { packFilesOf } from './pack-files';

const trainingActions: TrainingActions = async (action) => {
  const reply = await callMain('training.act', action);
  return reply.ok ? reply.value : undefined;
};

const backUpActions: BackUpActions = {
  last: async () => {
    const reply = await callMain('profile.last-back-up', undefined);
    return (reply.ok ? reply.value : undefined) ?? undefined;
  },
  backUp: async () => {
    const reply = await callMain('profile.back-up', undefined);
    return reply.ok ? reply.value : undefined;
  },
};

type Props = {
  readonly engine: EngineClient;
  readonly reads: Reads;
  readonly facts: EngineReady;
  readonly site: Site;
  readonly notices: readonly string[];
  readonly children: ReactNode;
};

/** Settings, with what it asks of main. */
export const SettingsPlace = ({ engine, reads, facts, site, notices, children }: Props) => {
  const { ods, name } = site;
  const packFiles = useMemo(() => packFilesOf({ ods, name }), [ods, name]);
  return (
    <SettingsScreen
      profile={facts.profile}
      site={site}
      brokerName={facts.brokerName}
      notices={notices}
      training={facts.profile.kind === 'training' ? trainingActions : undefined}
      backUp={backUpActions}
      engine={engine}
      reads={reads}
      packFiles={packFiles}
    >
      {children}
    </SettingsScreen>
  );
};
