import { startTransition, useEffect, useState } from 'react';
import type { ProfileInfo } from '../../electron/contract/channels';
import type { EngineReady } from '../engine/protocol';
import type { EngineStatus, Reads } from '../usecases/views';
import { callMain } from '../platform/bridge';
import { painted } from '../platform/painted';
import { AroundDrill } from './around-drill';
import { Opening, ScriptsPulse } from '../ui';
import { lateReads } from './late-reads';
import { Shell } from './shell';
import { TrainingBand } from './training-band';

type Ready = { readonly facts: EngineReady; readonly reads: Reads };

/** The index is opened for reading once the first screen is there, which needs nothing of it. */
const openReads = async ({ keys }: EngineReady, onDamaged: () => void): Promise<Reads | undefined> => {
  await painted();
  const opening = import('../store/open-reads').then((store) => store.openReads(keys, onDamaged));
  return opening.catch(() => undefined);
};

const unreadable: EngineStatus = {
  kind: 'stopped',
  sentence: 'The index of this profile is open, but this window cannot read it. Nothing is lost.',
  next: 'Close Holdfast and start it again. If this stays, call the supplier.',
};

const Rebuilding = ({ status }: { readonly status: Extract<EngineStatus, { kind: 'rebuilding' }> }) => (
  <div className="hf-panel hf-narrow">
    <h1>Reading the journal</h1>
    <p>The index is made anew from the journal, because {status.why}. Nothing is lost; this happens once.</p>
    <progress className="hf-progress" max={status.total} value={status.done} aria-label="Entries read" />
    <p role="status">
      {status.done.toLocaleString('en-GB')} of {status.total.toLocaleString('en-GB')} entries
    </p>
  </div>
);

const Waiting = ({ status }: { readonly status: EngineStatus }) => {
  switch (status.kind) {
    case 'rebuilding':
      return <Rebuilding status={status} />;
    case 'stopped':
      return (
        <div className="hf-panel hf-narrow" role="alert">
          <h1>Holdfast has stopped</h1>
          <p>{status.sentence}</p>
          <p>
            <strong>What to do: </strong>
            {status.next}
          </p>
          <button
            type="button"
            className="nhsuk-button"
            onClick={() => void callMain('window.quit', undefined)}
          >
            Close Holdfast
          </button>
        </div>
      );
    case 'starting':
    case 'running':
      return <Opening />;
  }
};

type Props = { readonly profile: ProfileInfo; readonly notices: readonly string[] };

/** The program with an open profile. */
export const SessionScreen = ({ profile, notices }: Props) => {
  const { engine } = window.begun;
  const [status, setStatus] = useState<EngineStatus>({ kind: 'starting' });
  const [ready, setReady] = useState<Ready | undefined>(undefined);
  const [blind, setBlind] = useState<EngineReady | undefined>(undefined);
  useEffect(() => {
    let mended: EngineReady | undefined;
    return engine.listen({
      onReady: (facts) => {
        /** The index is made anew, once, whatever else of it does not open; one that is damaged again is said. */
        const onDamaged = (): void => {
          if (mended === facts) return;
          if (mended) return setBlind(facts);
          mended = facts;
          engine.mendIndex();
        };
        const opening = openReads(facts, onDamaged);
        setReady({ facts, reads: lateReads(opening) });
        void opening.then((reads) => (reads ? undefined : setBlind(facts)));
      },
      // Nobody's key waits until it is drawn how things stand.
      onStatus: (next) => startTransition(() => setStatus(next)),
    });
  }, [engine]);
  // An engine that begins anew has made the index anew too.
  const isBlind = blind !== undefined && blind === ready?.facts;
  if (ready && status.kind === 'running' && !isBlind)
    return (
      <AroundDrill profile={ready.facts.profile} engine={engine}>
        <ScriptsPulse value={status.needs}>
          <Shell engine={engine} status={status} reads={ready.reads} facts={ready.facts} notices={notices} />
        </ScriptsPulse>
      </AroundDrill>
    );
  return (
    <div className="hf-app">
      <TrainingBand profile={profile} />
      <div />
      <main className="hf-main">
        <Waiting status={isBlind ? unreadable : status} />
      </main>
    </div>
  );
};
