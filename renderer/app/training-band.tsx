import type { ProfileInfo } from '../../electron/contract/channels';

/** Training says so on every screen; so does a runtime that is older than the pinned one. */
export const TrainingBand = ({ profile }: { readonly profile: ProfileInfo | undefined }) => {
  if (!profile || (profile.kind !== 'training' && !profile.runtime.older && !profile.loopback))
    return <div />;
  return (
    <aside className="hf-band" aria-label="Kind of profile">
      {profile.kind === 'training' ? <span>TRAINING · invented patients</span> : null}
      {profile.runtime.older ? (
        <span>Electron {profile.runtime.version}: older than Holdfast is made for</span>
      ) : null}
      {profile.loopback ? (
        <span>Test switch: services on this computer are spoken to unencrypted</span>
      ) : null}
    </aside>
  );
};
