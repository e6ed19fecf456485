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
  { how: 'errors', label: 'Broker answers errors' },
  { how: 'lose-next-answer', label: 'Lose the next answer' },
];

/** Practise an outage before one comes. */
export const TrainingPanel = ({ actions }: { readonly actions: TrainingActions }) => {
  const [reply, setReply] = useState<TrainingReply | undefined>(undefined);
  useEffect(() => {
    void actions({ kind: 'status' }).then(setReply);
  }, [actions]);
  const [again, setAgain] = useState('');
  const act = (action: TrainingAction) => void actions(action).then(setReply);
  return (
    <section className="hf-panel">
      <h2>Training Spine</h2>
      <p>
        {reply === undefined
          ? 'Asking the training Spine…'
          : `${reply.waiting === 1 ? '1 prescription waits' : `${reply.waiting} prescriptions wait`} to be downloaded.`}
      </p>
      {reply && reply.sentence !== '' ? (
        <Said look={reply.broken === '' ? 'info' : 'attention'}>{reply.sentence}</Said>
      ) : null}
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
    </section>
  );
};
