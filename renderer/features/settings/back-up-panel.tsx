import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ProfileInfo } from '../../../electron/contract/channels';
import type { BackUpReply, LastBackUp } from '../../../electron/contract/files';
import { asInstant, formatDateTime } from '../../domain/kernel/instant';
import { aloneForMs } from '../../domain/settings/second-copy';
import { Button, Said, useNow } from '../../ui';
import type { HeldState } from '../../ui/held-state';

/** Whether one is being made, and what came of the last that was asked for since the start. */
export type BackUpState = { readonly busy: boolean; readonly reply: BackUpReply | undefined };

export type BackUpActions = HeldState<BackUpState> & {
  readonly last: () => Promise<LastBackUp | undefined>;
  readonly start: () => void;
};

type OutcomeProps = { readonly reply: BackUpReply; readonly isTraining: boolean };

const Outcome = ({ reply, isTraining }: OutcomeProps) => {
  switch (reply.kind) {
    case 'cancelled':
      return null;
    case 'saved':
      return (
        <Said look="done">
          Everything up to entry {reply.lastSeq.toLocaleString('en-GB')} is in {reply.folder}. Keep it on
          another disk{isTraining ? '.' : ', and the recovery code on paper.'}
        </Said>
      );
    case 'refused':
      return (
        <Said look="refused">
          {reply.sentence} {reply.next}
        </Said>
      );
  }
};

type Props = { readonly actions: BackUpActions; readonly profile: Pick<ProfileInfo, 'kind' | 'folder'> };

/** A copy of the whole profile, encrypted as it is here. */
export const BackUpPanel = ({ actions, profile }: Props) => {
  const now = useNow(60_000);
  const [last, setLast] = useState<LastBackUp | undefined>(undefined);
  const { busy, reply } = useSyncExternalStore(actions.listen, actions.state);
  useEffect(() => {
    void actions.last().then(setLast);
  }, [actions, reply]);
  const overdue = last === undefined || now - last.at > aloneForMs[profile.kind];
  return (
    <section className="hf-panel" aria-label="Backup">
      <h2>Backup</h2>
      {busy ? (
        <p role="status">
          The backup is being made. Work goes on meanwhile; it goes on too when you leave Settings.
        </p>
      ) : null}
      {reply ? <Outcome reply={reply} isTraining={profile.kind === 'training'} /> : null}
      <p>
        {last
          ? `Last backed up on ${formatDateTime(asInstant(last.at))}.`
          : 'This profile was never backed up from here.'}{' '}
        {overdue
          ? `Back it up ${profile.kind === 'live' ? 'every day' : 'at least once a week'}, to a disk that is not in this computer, or keep a second copy.`
          : ''}
      </p>
      <p>
        A backup is the whole profile, encrypted as it is here. To go back to it, close Holdfast, move what is
        in {profile.folder} to another place, and copy the files of the backup into that folder.
      </p>
      <div className="hf-actions">
        <Button onPress={actions.start}>{busy ? 'Backing up…' : 'Back up now…'}</Button>
      </div>
    </section>
  );
};
