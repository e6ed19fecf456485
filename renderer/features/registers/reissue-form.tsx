import { useState } from 'react';
import type { IssueKey } from '../../domain/kernel/ids';
import type { RegisterReissue } from '../../domain/reissue/commands';
import { whoRegisters } from '../../domain/reissue/register';
import { Button, Field, isChanged, ScriptIdField, unsaved, useKeys } from '../../ui';
import type { EngineClient } from '../../usecases/commands';
import type { PersonView, Reads } from '../../usecases/views';
import { emptyItem, ItemsField, type DraftItem } from './items-field';
import { NotTheirs } from './not-theirs';
import { PatientField, useKnown, type ChosenPatient } from './patient-field';
import { ScriptCard, useScript } from './script-card';

type Props = {
  readonly engine: EngineClient;
  readonly person: PersonView;
  readonly reads: Reads;
  readonly companion: boolean;
  /** The script that is open, if the registration begins there. */
  readonly issue: IssueKey | undefined;
  readonly onSave: (command: RegisterReissue) => void;
  readonly onOpen: (key: IssueKey) => void;
  readonly onBack: () => void;
};

const useRegistration = (issue: IssueKey | undefined, reads: Reads, onSave: Props['onSave']) => {
  const [patient, setPatient] = useState<ChosenPatient>({ kind: 'searching', text: '' });
  const [items, setItems] = useState<readonly DraftItem[]>([emptyItem]);
  const [typedId, setTypedId] = useState('');
  const [replacementId, setReplacementId] = useState('');
  const [note, setNote] = useState('');
  const filled = { patient, items, typedId, replacementId, note };
  const [first] = useState(filled);
  const known = useKnown(reads, patient);
  const who = patient.kind === 'typed' ? patient.patient : known?.prescription.patient;
  const save = () =>
    onSave({
      kind: 'RegisterReissue',
      note,
      replacementId,
      ...(issue === undefined ? { typedId } : { key: issue }),
      ...(issue === undefined && who ? { patient: who, items } : {}),
    });
  return {
    ...{ patient, setPatient, items, setItems, typedId, setTypedId, replacementId, setReplacementId },
    ...{ note, setNote, known, save, isFilled: isChanged(first, filled) },
  };
};

type Registration = ReturnType<typeof useRegistration>;

/** The original where it is not here: patient and items, or its id. */
const NotHere = ({ form, engine }: { readonly form: Registration; readonly engine: EngineClient }) => (
  <>
    <PatientField chosen={form.patient} onChange={form.setPatient} engine={engine} known={form.known} brief />
    <ItemsField
      items={form.items}
      onItems={form.setItems}
      route={undefined}
      known={form.known?.prescription.items ?? []}
    />
    <ScriptIdField
      label="Id of the original, if it is known"
      hint="Scan or type it. With the id nothing else is needed."
      value={form.typedId}
      onChange={form.setTypedId}
    />
  </>
);

/** "The GP re-sends this": for the script that is open, by its id, or by patient and items. */
export const ReissueForm = ({ engine, person, reads, companion, issue, onSave, onOpen, onBack }: Props) => {
  const here = useScript(reads, issue);
  const form = useRegistration(issue, reads, onSave);
  useKeys({ Escape: onBack, 'Ctrl+enter': form.save });
  return (
    <section
      className="hf-panel hf-form"
      aria-label="The GP re-sends a script"
      {...unsaved('this registration', form.isFilled)}
    >
      <h1>The GP re-sends {issue === undefined ? 'a script' : 'this script'}</h1>
      <NotTheirs refusal={whoRegisters(person)} />
      <p>
        {companion
          ? 'Nothing here sees the other system. Supply one of the two there, return the other one, and mark in Registers what became of each.'
          : 'Whichever comes first is matched by itself. The original is held and goes back once, when its replacement is here; never both are supplied here.'}
      </p>
      {here ? (
        <ScriptCard title="The original" state={here} other={undefined} goes={false} onOpen={onOpen} />
      ) : null}
      {issue === undefined ? <NotHere form={form} engine={engine} /> : null}
      <ScriptIdField
        label="Id of the replacement, if the prescriber said it"
        value={form.replacementId}
        onChange={form.setReplacementId}
      />
      <Field
        label="Note: who promised it, and when"
        value={form.note}
        onChange={form.setNote}
        autoFocus={issue !== undefined}
      />
      <div className="hf-actions">
        <Button look="primary" onPress={form.save} hint="Ctrl+Enter">
          Register it
        </Button>
        <Button onPress={onBack} hint="Esc">
          Leave
        </Button>
      </div>
    </section>
  );
};
