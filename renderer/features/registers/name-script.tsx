import { useState } from 'react';
import type { IssueKey } from '../../domain/kernel/ids';
import { comparePatients } from '../../domain/patients/match';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import type { UnscriptedCommand } from '../../domain/unscripted/commands';
import { guessLines, openLines } from '../../domain/unscripted/fit';
import { openItems } from '../../domain/unscripted/matches';
import type { UnscriptedState } from '../../domain/unscripted/model';
import { Button, isChanged, Said, unsaved, useKeys } from '../../ui';
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

/** What is chosen for an item that the script is not for. */
const notOnIt = 'none';

type LinesProps = Pick<Props, 'state'> & {
  readonly script: PrescriptionState;
  readonly lines: readonly string[];
  readonly onLines: (lines: readonly string[]) => void;
};

const Lines = ({ state, script, lines, onLines }: LinesProps) => (
  <div className="hf-name-lines">
    {openItems(state).map((n) => (
      <div className="hf-field" key={n}>
        <label htmlFor={`line-${n}`}>{`${itemWords(state, n)} is line`}</label>
        <select
          id={`line-${n}`}
          value={lines[n]}
          onChange={(event) => onLines(lines.map((one, i) => (i === n ? event.target.value : one)))}
        >
          <option value="">Choose the line</option>
          {openLines(script).map(({ itemId, line, medication, quantity: asked }) => (
            <option key={itemId} value={itemId}>
              {`${line}. ${medication.display} × ${asked.value} ${asked.unit}`}
            </option>
          ))}
          <option value={notOnIt}>It is not on this script</option>
        </select>
      </div>
    ))}
  </div>
);

const itemWords = ({ entry }: UnscriptedState, n: number): string => {
  const { display = '', quantity = 0, unit = '' } = entry.items[n] ?? {};
  return `${display} × ${quantity} ${unit}`.trim();
};

/** What was chosen, as the register takes it; what nobody chose is told as missing. */
const chosenOf = (
  state: UnscriptedState,
  { prescription }: PrescriptionState,
  lines: readonly string[],
): Pick<Naming, 'lines' | 'items'> => {
  const items = openItems(state).filter((n) => lines[n] !== notOnIt);
  return {
    lines: items.flatMap((n) =>
      prescription.items.filter(({ itemId }) => itemId === lines[n]).map(({ itemId }) => itemId),
    ),
    ...(items.length < state.entry.items.length ? { items } : {}),
  };
};

type Naming = Extract<UnscriptedCommand, { kind: 'NameSupplyScript' }>;

type ChosenProps = Pick<Props, 'state' | 'send' | 'onOpen'> & {
  readonly script: PrescriptionState;
  readonly title: string;
  readonly onAnother: (() => void) | undefined;
};

/** [USC-13] [USC-20] Says which line of a script each item of a supply is. */
export const ChooseLines = ({ state, script, title, send, onOpen, onAnother }: ChosenProps) => {
  const { entry, id } = state;
  const [guessed] = useState<readonly string[]>(() =>
    guessLines(script, state).map((line) => line?.itemId ?? ''),
  );
  const [lines, setLines] = useState(guessed);
  const { key, patient } = script.prescription;
  const name = () => send({ kind: 'NameSupplyScript', id, key, ...chosenOf(state, script, lines) });
  useKeys({ 'Ctrl+enter': name });
  return (
    <ScriptCard title={title} state={script} other={undefined} goes={false} onOpen={onOpen}>
      {comparePatients(patient, entry.patient) === 'different' ? (
        <Said look="attention">
          Not all of name, birth date and NHS number are as in the entry. Compare them before you name it.
        </Said>
      ) : null}
      <div {...unsaved('the lines that you chose', isChanged(guessed, lines))}>
        <Lines state={state} script={script} lines={lines} onLines={setLines} />
      </div>
      <Button look="primary" onPress={name} hint="Ctrl+Enter">
        Name it and hold it
      </Button>
      {onAnother ? <Button onPress={onAnother}>Another script</Button> : null}
    </ScriptCard>
  );
};

/** [USC-13] A person finds the script of a supply where none was proposed. */
export const NameScript = ({ state, engine, reads, send, onOpen }: Props) => {
  const [text, setText] = useState('');
  const [key, setKey] = useState<IssueKey | undefined>(undefined);
  const script = useScript(reads, key);
  if (script)
    return (
      <ChooseLines
        {...{ state, script, send, onOpen }}
        title="Its script?"
        onAnother={() => setKey(undefined)}
      />
    );
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
