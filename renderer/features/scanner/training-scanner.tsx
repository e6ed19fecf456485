import { useCallback, useState } from 'react';
import type { PrescriptionId } from '../../domain/kernel/ids';
import { trainingCodes } from '../../domain/labels/training-codes';
import { sayTypedId } from '../../domain/scanning/typed-id';
import { Button, ScriptIdField, useLive } from '../../ui';
import type { ListPage } from '../../usecases/collections';
import type { Reads, WorklistPage } from '../../usecases/views';

type Props = {
  readonly reads: Reads;
  readonly onScan: (text: string) => void;
  readonly onClose: () => void;
};

type Listed = { readonly id: PrescriptionId };
const many = 200;

/** Scripts at hand: those of the worklist, and those that wait on the desk to be scanned. */
const useAtHand = (reads: Reads) => {
  const worklist = useLive(
    useCallback(
      (onValue: (page: WorklistPage) => void) => reads.worklist({ tab: 'all', limit: many }, onValue),
      [reads],
    ),
  );
  const desk = useLive(
    useCallback(
      (onValue: (page: ListPage<Listed>) => void) =>
        reads.list('desk', { tab: 'to-scan', limit: many }, onValue),
      [reads],
    ),
  );
  const here = (worklist?.rows ?? []).map(({ shortId, family, given }) => ({
    id: shortId,
    name: `${family.toUpperCase()}, ${given}`,
  }));
  const listed = (desk?.rows ?? []).map(({ id }) => ({ id, name: 'On the desk, to scan' }));
  return [...listed, ...here];
};

/** [SCN-14] A scanner to practise with, beside whatever is on the screen: it sends keys, and knows nothing else. */
export const TrainingScanner = ({ reads, onScan, onClose }: Props) => {
  const [typed, setTyped] = useState('');
  const scripts = useAtHand(reads);
  const right = sayTypedId(typed).look === 'right';
  return (
    <section className="hf-training-scanner" data-training-scanner="" aria-label="Training scanner">
      <div className="hf-training-scanner__head">
        <h2>Training scanner</h2>
        <Button onPress={onClose} hint="Ctrl+B">
          Put it away
        </Button>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (right) onScan(typed);
        }}
      >
        <ScriptIdField label="Any id" value={typed} onChange={setTyped} />
        <Button type="submit" onPress={() => undefined} disabled={!right}>
          Scan it
        </Button>
      </form>
      <ul className="hf-training-scanner__others" aria-label="Other codes">
        {trainingCodes(scripts[0]?.id).map(({ name, text }) => (
          <li key={name}>
            <button type="button" className="hf-plain" onClick={() => onScan(text)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      <ul className="hf-training-scanner__codes" aria-label="Scripts at hand">
        {scripts.length === 0 ? <li>No script is here yet. D downloads; then they appear here.</li> : null}
        {scripts.map(({ id, name }) => (
          <li key={id}>
            <button type="button" onClick={() => onScan(id)}>
              <span>{name}</span>
              <span>{id}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
