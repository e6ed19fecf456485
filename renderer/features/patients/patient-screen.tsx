import { useCallback, useContext, useState } from 'react';
import { bestTime, type ClockFault } from '../../domain/kernel/clock-fault';
import type { Site } from '../../domain/kernel/context';
import type { IssueKey, UnscriptedId } from '../../domain/kernel/ids';
import { asInstant } from '../../domain/kernel/instant';
import type { PatientCommand } from '../../domain/patients/commands';
import { asksOnePerson, mayNote, mayRecord } from '../../domain/patients/decide';
import type { PatientRef } from '../../domain/patients/match';
import { patientPage } from '../../domain/patients/page';
import { nameOf } from '../../domain/patients/words';
import { Answer, Button, ScriptsPulse, useAsked, useChosen, useKeys, useNow } from '../../ui';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { Press } from '../../usecases/paper';
import type { PatientView } from '../../usecases/patients/patient-page';
import type { PersonView } from '../../usecases/views';
import { AllergiesDialog } from './allergies-dialog';
import { HandedOutTable } from './handed-out-table';
import { NoteDialog } from './note-dialog';
import { PatientBanner } from './patient-banner';
import { ScriptRows } from './script-rows';
import { PatientSide } from './side';
import { Whose } from './whose';

type Props = {
  readonly of: PatientRef;
  /** The script to begin with. */
  readonly row: IssueKey | undefined;
  readonly engine: EngineClient;
  readonly person: PersonView;
  readonly site: Site;
  readonly clock: ClockFault | undefined;
  readonly training: boolean;
  readonly press: Press;
  readonly onScript: (key: IssueKey) => void;
  readonly onEntry: (id: UnscriptedId) => void;
  /** A supply without the script, for the patient of this script; of none where none is here. */
  readonly onSupply: (script: IssueKey | undefined) => void;
  readonly backTo: 'patients' | 'the script';
  readonly onBack: () => void;
};

/** The page, asked for anew whenever scripts change or something was written down here. */
const usePatient = ({ of, engine }: Pick<Props, 'of' | 'engine'>) => {
  const scripts = useContext(ScriptsPulse);
  const [written, setWritten] = useState(0);
  const [reply, setReply] = useState<CommandReply | undefined>(undefined);
  const question = useCallback(
    async () => ({ view: await engine.ask({ kind: 'Patient', of }) }),
    [engine, of],
  );
  const asked = useAsked(question, `${scripts} ${written}`);
  /** Answers with why it was not written, or with nothing. */
  const write = async (command: PatientCommand): Promise<string> => {
    const answer = await engine.execute(command);
    if (answer.kind === 'refused' && !answer.mayBeDone) return `${answer.sentence} ${answer.next}`;
    setReply(answer);
    setWritten((n) => n + 1);
    return '';
  };
  return { asked, write, reply, clear: () => setReply(undefined), say: setReply };
};

type Ask = 'none' | 'allergies' | 'note';

type DialogsProps = {
  readonly ask: Ask;
  readonly view: PatientView;
  readonly onClose: () => void;
  readonly onWrite: (command: PatientCommand) => Promise<string>;
};

const Dialogs = ({ ask, view: { patient, own }, onClose, onWrite }: DialogsProps) => {
  const write = async (command: PatientCommand): Promise<string> => {
    const refusal = await onWrite(command);
    if (refusal === '') onClose();
    return refusal;
  };
  if (ask === 'allergies')
    return (
      <AllergiesDialog
        patient={patient}
        record={own}
        onClose={onClose}
        onSave={(allergies) => write({ kind: 'RecordAllergies', patient, allergies })}
      />
    );
  if (ask === 'note')
    return (
      <NoteDialog
        patient={patient}
        text={own?.note?.text ?? ''}
        onClose={onClose}
        onSave={(text) => write({ kind: 'WritePatientNote', patient, text })}
      />
    );
  return null;
};

type LoadedProps = Props & {
  readonly view: PatientView;
  readonly held: ReturnType<typeof usePatient>;
};

/** What the keys and buttons of this page do. */
const useDoing = ({
  view,
  held,
  row,
  person,
  site,
  clock,
  training,
  press,
  onScript,
  onSupply,
  onBack,
}: LoadedProps) => {
  const [ask, setAsk] = useState<Ask>('none');
  const rows = [...view.scripts, ...view.perhapsScripts];
  const { at, move } = useChosen(
    rows.map(({ key }) => key),
    row,
  );
  const chosen = rows[at]?.key;
  const now = useNow(30_000);
  const print = () =>
    press.print(
      {
        of: 'patient-record',
        byClock: true,
        page: () =>
          patientPage(view, { site, training, madeBy: person.name, now: bestTime(asInstant(now), clock) }),
      },
      held.say,
    );
  // A script that is only perhaps theirs says nothing about whom it is for.
  const supply = () => onSupply((view.scripts.find(({ key }) => key === chosen) ?? view.scripts[0])?.key);
  const allergies = () => setAsk('allergies');
  const note = () => setAsk('note');
  const { patient, wordings } = view;
  const onePerson = asksOnePerson(view, person.role)
    ? () => void held.write({ kind: 'SayOnePerson', patient, wordings })
    : undefined;
  useKeys({
    Escape: onBack,
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => (chosen === undefined ? undefined : onScript(chosen)),
    ...(mayRecord.includes(person.role) ? { a: allergies } : {}),
    ...(onePerson ? { i: onePerson } : {}),
    ...(mayNote.includes(person.role) ? { n: note } : {}),
    p: print,
    e: supply,
  });
  return { ask, chosen, now, print, supply, allergies, note, onePerson, close: () => setAsk('none') };
};

const olderWords = (older: number): string =>
  older === 1
    ? '1 older script is found by its id; what was handed out for it is not listed here.'
    : `${older} older scripts are found by their ids; what was handed out for them is not listed here.`;

const Loaded = (props: LoadedProps) => {
  const { view, held, onScript, onEntry, onBack } = props;
  const { ask, chosen, now, print, supply, allergies, note, onePerson, close } = useDoing(props);
  return (
    <>
      <div className="hf-register-head">
        <Button onPress={onBack} hint="Esc">
          Back to {props.backTo}
        </Button>
        <div className="hf-actions">
          <Button onPress={supply} hint="E">
            Supply without the script
          </Button>
          <Button onPress={print} hint="P">
            Print the record
          </Button>
        </div>
      </div>
      <h1 className="hf-visually-hidden">Patient {nameOf(view.patient)}</h1>
      <PatientBanner patient={view.patient} records={view} now={now} />
      <Answer reply={held.reply} onClose={held.clear} />
      <Whose said={view} onOnePerson={onePerson} />
      {view.complete ? null : (
        <p role="status">Holdfast has just started and still reads its scripts; more may be found.</p>
      )}
      <div className="hf-columns">
        <div>
          <ScriptRows
            title="Scripts"
            empty="No script of theirs is here."
            rows={view.scripts}
            chosen={chosen}
            onOpen={onScript}
          />
          {view.perhapsScripts.length > 0 ? (
            <ScriptRows
              title="Perhaps of the same person"
              empty=""
              rows={view.perhapsScripts}
              chosen={chosen}
              onOpen={onScript}
            />
          ) : null}
          {view.older > 0 ? <p>{olderWords(view.older)}</p> : null}
          <HandedOutTable lines={view.handedOut} onScript={onScript} onEntry={onEntry} />
        </div>
        <PatientSide record={view.own} role={props.person.role} onAllergies={allergies} onNote={note} />
      </div>
      <Dialogs ask={ask} view={view} onClose={close} onWrite={held.write} />
    </>
  );
};

/** [PAT-5] One patient: what waits, what was handed out, what is to be known. */
export const PatientScreen = (props: Props) => {
  const held = usePatient(props);
  const view = held.asked?.view;
  useKeys({ Escape: props.onBack }, view === undefined);
  if (!held.asked) return <p role="status">Opening the record…</p>;
  if (!view)
    return (
      <>
        <p role="status">
          Nothing is here about this patient. Scripts of theirs appear once one is downloaded.
        </p>
        <Button onPress={props.onBack} hint="Esc">
          Back to {props.backTo}
        </Button>
      </>
    );
  return <Loaded {...props} view={view} held={held} />;
};
