import { useState } from 'react';
import type { Quarantined } from '../../domain/inbox/model';
import { formatDateTime } from '../../domain/kernel/instant';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import { Button, ReasonDialog, Word } from '../../ui';

type Props = {
  readonly kept: readonly Quarantined[];
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
};

const nameOf = ({ shortId }: Quarantined): string => (shortId === '' ? 'No id' : shortId);

/** What came and could not be used, and needs a person until it comes right or is closed. */
export const Kept = ({ kept, engine, onReply }: Props) => {
  const [closing, setClosing] = useState<Quarantined | undefined>(undefined);
  const close = ({ id: keptId }: Quarantined, reason: string): void => {
    setClosing(undefined);
    void engine.execute({ kind: 'CloseUnusable', keptId, reason }).then(onReply);
  };
  return (
    <section className="hf-panel" aria-label="Received and not usable">
      <h2>
        Received and not usable <span className="hf-count hf-count--attention">{kept.length}</span>
      </h2>
      <p>
        Nothing of these is lost: each lies in the journal as it came. Call the prescriber or the supplier;
        what was put right is asked for by its id, in the search box, and leaves this list once it is here.
      </p>
      <ul className="nhsuk-list">
        {kept.map((one) => (
          <li key={one.id}>
            <Word look="stop">kept raw</Word>
            {nameOf(one)}: {one.sentence}{' '}
            <span className="hf-key">
              {formatDateTime(one.at)}, journal entry {one.source.seq}
            </span>
            <div className="hf-actions">
              <Button onPress={() => setClosing(one)}>Close it…</Button>
            </div>
          </li>
        ))}
      </ul>
      {closing ? (
        <ReasonDialog
          title={`Close ${closing.shortId === '' ? 'the prescription without an id' : closing.shortId}?`}
          label="What was done about it?"
          action="Close it in my name"
          onDone={(reason) => close(closing, reason)}
          onClose={() => setClosing(undefined)}
        >
          <p>
            {closing.sentence} Closed, nothing on this computer reminds anybody of it any more. Nothing is
            told to EPS, which counts it as with this pharmacy.
          </p>
        </ReasonDialog>
      ) : null}
    </section>
  );
};
