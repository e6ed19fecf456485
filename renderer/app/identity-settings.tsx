import { useCallback } from 'react';
import type { EngineReady } from '../engine/protocol';
import { ConnectionForm } from '../features/identity/connection-form';
import { ForReal } from '../features/identity/for-real';
import { PeoplePanel } from '../features/identity/people-panel';
import { SiteForm } from '../features/identity/site-form';
import { SmartcardPanel } from '../features/identity/smartcard-panel';
import { hasBroker } from './places';
import type { CollectionStates } from '../usecases/collections';
import { useLive } from '../ui';
import type { CommandReply, EngineClient } from '../usecases/commands';
import type { EngineStatus, PersonRow, PersonView, Reads } from '../usecases/views';

type Props = {
  readonly engine: EngineClient;
  readonly status: Extract<EngineStatus, { kind: 'running' }>;
  readonly reads: Reads;
  readonly facts: EngineReady;
  readonly person: PersonView;
  readonly onReply: (reply: CommandReply) => void;
  readonly onChooseKind: () => void;
};

/** Undefined while it is being read; a setting that nobody made is null. */
const useConnection = (reads: Reads) => {
  const setting = useLive(
    useCallback(
      (onValue: (found: CollectionStates['settings'] | null) => void) =>
        reads.one('settings', 'connection', (found) => onValue(found ?? null)),
      [reads],
    ),
  );
  if (setting === undefined) return undefined;
  return { connection: setting?.id === 'connection' ? setting.connection : undefined };
};

/** The part of the settings that says who we are: smartcard, people, pharmacy, connection. */
export const IdentitySettings = (props: Props) => {
  const { engine, status, reads, facts, person, onReply, onChooseKind } = props;
  const { kind } = facts.profile;
  const people = useLive(
    useCallback((onValue: (found: readonly PersonRow[]) => void) => reads.people(onValue), [reads]),
  );
  const set = useConnection(reads);
  return (
    <>
      {kind === 'live' ? (
        <div className="hf-panel">
          <SmartcardPanel smartcard={status.smartcard} now={status.now} engine={engine} onReply={onReply} />
        </div>
      ) : null}
      {kind === 'training' ? <ForReal onChoose={onChooseKind} /> : null}
      {people ? (
        <PeoplePanel people={people} me={person} forEps={hasBroker(kind)} engine={engine} onReply={onReply} />
      ) : null}
      {kind === 'training' ? null : (
        <SiteForm site={status.site} forEps={hasBroker(kind)} engine={engine} onReply={onReply} />
      )}
      {kind === 'live' && set ? (
        <ConnectionForm
          key={JSON.stringify(set.connection ?? null)}
          connection={set.connection}
          engine={engine}
          onReply={onReply}
        />
      ) : null}
    </>
  );
};
