import { useCallback, useEffect, useState } from 'react';
import type { StartState } from '../../electron/contract/channels';
import { StartScreen, type StartActions } from '../features/start/start-screen';
import { callMain } from '../platform/bridge';
import { Opening, Said } from '../ui';
import { MustRead } from './must-read';
import { SessionScreen } from './session';
import { TrainingBand } from './training-band';

/** The program before and after its profile is open. */
export const App = () => {
  const [state, setState] = useState<StartState>({ kind: 'opening' });
  /** What main could not do, with what to do next. */
  const [failed, setFailed] = useState('');
  const then = useCallback((reply: Awaited<ReturnType<typeof callMain<'start.state'>>>) => {
    setFailed(reply.ok ? '' : reply.refusal.sentence);
    if (reply.ok) setState(reply.value);
  }, []);
  // Main answers when it is known how far it goes without a person.
  useEffect(() => void callMain('start.state', undefined).then(then), [then]);
  const [isRead, setIsRead] = useState(false);
  if (state.kind === 'ready' && (isRead || state.mustRead.length === 0)) {
    const { profile, mustRead, notices } = state;
    const still = mustRead.length === 0 ? [] : [mustRead.join(' ')];
    return <SessionScreen profile={profile} notices={[...still, ...notices]} />;
  }
  const actions: StartActions = {
    unlock: (passphrase) => void callMain('start.unlock', { passphrase }).then(then),
    unlockWithCode: (code) => void callMain('start.unlock-with-code', { code }).then(then),
    choosePassphrase: (passphrase) => void callMain('start.choose-passphrase', { passphrase }).then(then),
    renew: (how) => void callMain('start.renew', how).then(then),
    codeKept: () => void callMain('start.recovery-code-kept', undefined).then(then),
    proveCode: (code) => void callMain('start.prove-recovery-code', { code }).then(then),
    showCodeAgain: () => void callMain('start.show-recovery-code', undefined).then(then),
    salvage: () => void callMain('start.salvage', undefined).then(then),
    choose: (kind) => void callMain('start.choose', { kind }),
    takeUp: async () => {
      const reply = await callMain('start.take-up', undefined);
      return reply.ok ? reply.value : undefined;
    },
    quit: () => void callMain('window.quit', undefined),
  };
  return (
    <div className="hf-app">
      <TrainingBand profile={'profile' in state ? state.profile : undefined} />
      <div />
      <main className="hf-main">
        {failed === '' ? null : <Said look="refused">{failed}</Said>}
        {state.kind === 'opening' ? (
          <Opening />
        ) : state.kind === 'ready' ? (
          <MustRead sentences={state.mustRead} onRead={() => setIsRead(true)} />
        ) : (
          <div className={state.kind === 'choose' ? 'hf-panel' : 'hf-panel hf-narrow'}>
            <StartScreen state={state} actions={actions} />
          </div>
        )}
      </main>
    </div>
  );
};
