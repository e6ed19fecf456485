import { useEffect, useState } from 'react';
import type { BackUpReply, LastBackUp } from '../../../electron/contract/files';
import { asInstant, dayMs, formatDateTime } from '../../domain/kernel/instant';
import { Button, Said, useNow } from '../../ui';

export type BackUpActions = {
  readonly last: () => Promise<LastBackUp | undefined>;
  readonly backUp: () => Promise<BackUpReply | undefined>;
};

/** After so long without one the panel speaks up. */
const overdueMs = 7 * dayMs;

const Outcome = ({ reply }: { readonly reply: BackUpReply }) => {
  switch (reply.kind) {
    case 'cancelled':
      return null;
    case 'saved':
      return (
        <Said look="done">
          Everything up to entry {reply.lastSeq.toLocaleString('en-GB')} is in {reply.folder}. Keep it on
          another disk, and the recovery code on paper.
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

/** A copy of the whole profile, encrypted as it is here. */
export const BackUpPanel = ({ actions }: { readonly actions: BackUpActions }) => {
  const now = useNow(60_000);
  const [last, setLast] = useState<LastBackUp | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [reply, setReply] = useState<BackUpReply | undefined>(undefined);
  useEffect(() => {
    void actions.last().then(setLast);
  }, [actions, reply]);
  const start = () => {
    setBusy(true);
    void actions
      .backUp()
      .then(setReply)
      .finally(() => setBusy(false));
  };
  const overdue = last === undefined || now - last.at > overdueMs;
  return (
    <section className="hf-panel" aria-label="Backup">
      <h2>Backup</h2>
      {reply ? <Outcome reply={reply} /> : null}
      <p>
        {last
          ? `Last backed up on ${formatDateTime(asInstant(last.at))}.`
          : 'This profile was never backed up from here.'}{' '}
        {overdue ? 'Back it up at least once a week, to a disk that is not in this computer.' : ''}
      </p>
      <p>
        A backup is the whole profile, encrypted as it is here. To go back to it, close Holdfast and put its
        files in the place of this folder.
      </p>
      <div className="hf-actions">
        <Button onPress={start} disabled={busy}>
          {busy ? 'Backing up…' : 'Back up now…'}
        </Button>
      </div>
    </section>
  );
};
