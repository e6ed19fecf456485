import type { ReactNode } from 'react';
import type { ProfileInfo } from '../../electron/contract/channels';
import { asInstant, formatDateTime } from '../domain/kernel/instant';
import { useNow } from '../ui';
import { clockGoes } from '../features/drill/words';
import { useDrillSeat } from './around-drill';
import type { DrillSeat } from './use-drill';

/** What time it is in a drill, on every screen, and whether it passes. */
const DrillClock = ({ drill: { status, pace, act } }: { readonly drill: DrillSeat }) => {
  const now = useNow(60_000);
  return (
    <>
      <span>
        DRILL {status.title} · {formatDateTime(asInstant(now))}
        {status.phase === 'running' ? '' : ` · ${stands[status.phase]}`}
      </span>
      {clockGoes(status) ? (
        <button type="button" onClick={() => act({ kind: 'pause' })}>
          Stop the clock
        </button>
      ) : null}
      {status.phase === 'paused' ? (
        <button type="button" onClick={() => act({ kind: 'run', pace })}>
          Set the clock going
        </button>
      ) : null}
    </>
  );
};

const stands = {
  stepping: 'goes on for ten minutes',
  paused: 'the clock stands',
  closed: 'closed until the morning',
  over: 'over',
} as const;

type Props = {
  readonly profile: ProfileInfo | undefined;
  /** Things to practise with: shown in training, and never anywhere else. */
  readonly children?: ReactNode;
};

/** Training says so on every screen; so does a runtime that is older than the pinned one. */
export const TrainingBand = ({ profile, children }: Props) => {
  const drill = useDrillSeat();
  if (!profile || (profile.kind !== 'training' && !profile.runtime.older && !profile.loopback))
    return <div />;
  return (
    <aside className="hf-band" aria-label="Kind of profile">
      {profile.kind === 'training' ? <span>TRAINING · invented patients</span> : null}
      {drill ? <DrillClock drill={drill} /> : null}
      {profile.runtime.older ? (
        <span>Electron {profile.runtime.version}: older than Holdfast is made for</span>
      ) : null}
      {profile.loopback ? (
        <span>Test switch: services on this computer are spoken to unencrypted</span>
      ) : null}
      {profile.kind === 'training' ? children : null}
    </aside>
  );
};
