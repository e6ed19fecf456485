import { useState } from 'react';
import type { IssueKey } from '../../domain/kernel/ids';
import { comparePatients } from '../../domain/patients/match';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import { lineIsOpen } from '../../domain/prescriptions/supplied';
import type { UnscriptedCommand } from '../../domain/unscripted/commands';
import { guessLine } from '../../domain/unscripted/match';
import type { UnscriptedState } from '../../domain/unscripted/model';
import { Button, Said, useKeys } from '../../ui';
import type { EngineClient } from '../../usecases/commands';
import type { Reads } from '../../usecases/views';
import { FindScript } from './find-script';
import { ScriptCard, useScript } from './script-card';

type Props = {
  readonly state: UnscriptedState;
  readonly engine: EngineClient;
  readonly reads: Reads;
  readonly send: (command: UnscriptedCommand) => void;
  readonly onOpen: (key: IssueKey) => void;
};

type LinesProps = Pick<Props, 'state'> & {
  readonly script: PrescriptionState;
  readonly lines: readonly string[];
  readonly onLines: (lines: readonly string[]) => void;
};

const Lines = ({ state, script, lines, onLines }: LinesProps) => (
  <div className="hf-name-lines">
    {state.entry.items.map(({ display, quantity, unit }, n) => (
      <div className="hf-field" key={`${n} ${display}`}>
        <label htmlFor={`line-${n}`}>{`${display} × ${quantity} ${unit}`.trim()} is line</label>
        <select
          id={`line-${n}`}
          value={lines[n]}
          onChange={(event) => onLines(lines.map((one, i) => (i === n ? event.target.value : one)))}
        >
          <option value="">Choose the line</option>
          {script.prescription.items
            .filter((item) => lineIsOpen(script, item))
            .map(({ itemId, line, medication, quantity: asked }) => (
              <option key={itemId} value={itemId}>
                {`${line}. ${medication.display} × ${asked.value} ${asked.unit}`}
              </option>
            ))}
        </select>
      </div>
    ))}
  </div>
);

type ChosenProps = Pick<Props, 'state' | 'send' | 'onOpen'> & {
  readonly script: PrescriptionState;
  readonly onAnother: () => void;
};

const Chosen = ({ state, script, send, onOpen, onAnother }: ChosenProps) => {
  const { entry, id } = state;
  const [lines, setLines] = useState<readonly string[]>(() =>
    entry.items.map((item) => guessLine(script, item)?.itemId ?? ''),
  );
  const { key, patient, items } = script.prescription;
  const name = () =>
    send({
      kind: 'NameSupplyScript',
      id,
      key,
      lines: lines.flatMap((line) =>
        items.filter(({ itemId }) => itemId === line).map(({ itemId }) => itemId),
      ),
    });
  useKeys({ 'Ctrl+enter': name });
  return (
    <ScriptCard title="Its script?" state={script} other={undefined} goes={false} onOpen={onOpen}>
      {comparePatients(patient, entry.patient) === 'different' ? (
        <Said look="attention">
          Not all of name, birth date and NHS number are as in the entry. Compare them before you name it.
        </Said>
      ) : null}
      <Lines state={state} script={script} lines={lines} onLines={setLines} />
      <Button look="primary" onPress={name} hint="Ctrl+Enter">
        Name it and hold it
      </Button>
      <Button onPress={onAnother}>Another script</Button>
    </ScriptCard>
  );
};

/** [USC-13] A person finds the script of a supply where none was proposed. */
export const NameScript = ({ state, engine, reads, send, onOpen }: Props) => {
  const [text, setText] = useState('');
  const [key, setKey] = useState<IssueKey | undefined>(undefined);
  const script = useScript(reads, key);
  if (script) return <Chosen {...{ state, script, send, onOpen }} onAnother={() => setKey(undefined)} />;
  return (
    <section className="hf-panel" aria-label="Its script is here">
      <h2>Its script is here?</h2>
      <p>It is proposed by itself when patient and items agree. Where they are written otherwise, name it.</p>
      <FindScript
        engine={engine}
        label="Script"
        hint="A name, an NHS number or the script’s id. ↑ ↓ choose, Enter takes."
        list="Scripts found"
        text={text}
        onText={setText}
        onTake={(row) => setKey(row.key)}
        other="Nothing here is found by that. The box at the top (/) asks the Spine for an id."
        onOther={undefined}
        ids
      />
    </section>
  );
};
