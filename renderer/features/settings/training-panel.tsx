import { useEffect, useState } from 'react';
import type { TrainingAction, TrainingReply } from '../../../electron/contract/training-action';
import { Button, ScriptIdField, Said } from '../../ui';

/** Steers the training Spine; undefined when it could not be asked. */
export type TrainingActions = (action: TrainingAction) => Promise<TrainingReply | undefined>;

const faults: readonly {
  readonly how: Extract<TrainingAction, { kind: 'break' }>['how'];
  readonly label: string;
}[] = [
  { how: 'unreachable', label: 'Broker unreachable' },
  { how: 'silent', label: 'Broker silent' },
  { how: 'errors', label: 'Broker answers “unavailable”' },
  { how: 'lose-next-answer', label: 'Lose the next answer' },
];

type LeversProps = { readonly act: (action: TrainingAction) => void };

const SendAgain = ({ act }: LeversProps) => {
  const [again, setAgain] = useState('');
  return (
    <form
      className="hf-again"
      onSubmit={(event) => {
        event.preventDefault();
        act({ kind: 'prescribe-again', shortId: again });
      }}
    >
      <ScriptIdField
        label="Let the prescriber send a script again, by its id"
        value={again}
        onChange={setAgain}
      />
      <Button type="submit" onPress={() => undefined} disabled={again.trim() === ''}>
        Send it again
      </Button>
    </form>
  );
};

const Levers = ({ act }: LeversProps) => (
  <>
    <div className="hf-actions">
      <Button onPress={() => act({ kind: 'prescribe', count: 10 })}>Prescribe 10 more</Button>
      {faults.map(({ how, label }) => (
        <Button key={how} onPress={() => act({ kind: 'break', how })}>
          {label}
        </Button>
      ))}
      <Button onPress={() => act({ kind: 'make-pack' })}>Make a recovery pack…</Button>
      <Button onPress={() => act({ kind: 'mend' })}>Mend the broker</Button>
    </div>
    <SendAgain act={act} />
  </>
);

const Steered = ({ reply, act }: { readonly reply: TrainingReply } & LeversProps) =>
  reply.kind === 'not-steered' ? (
    <p>{reply.sentence}</p>
  ) : (
    <>
      <p>
        {reply.waiting === 1 ? '1 prescription waits' : `${reply.waiting} prescriptions wait`} to be
        downloaded.
      </p>
      {reply.sentence === '' ? null : (
        <Said look={reply.broken === '' ? 'info' : 'attention'}>{reply.sentence}</Said>
      )}
      <Levers act={act} />
    </>
  );

/** Practise an outage before one comes; a Spine that runs by itself has no levers here. */
export const TrainingPanel = ({ actions }: { readonly actions: TrainingActions }) => {
  const [reply, setReply] = useState<TrainingReply | undefined>(undefined);
  useEffect(() => {
    void actions({ kind: 'status' }).then(setReply);
  }, [actions]);
  const act = (action: TrainingAction) => void actions(action).then(setReply);
  return (
    <section className="hf-panel">
      <h2>Training Spine</h2>
      {reply === undefined ? <p>Asking the training Spine…</p> : <Steered reply={reply} act={act} />}
    </section>
  );
};
