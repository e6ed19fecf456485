import type { IssueKey } from '../../domain/kernel/ids';
import type { RegisterReissue } from '../../domain/reissue/commands';
import { whoRegisters } from '../../domain/reissue/register';
import {
  Button,
  Field,
  isChanged,
  kept,
  LeftDraft,
  NotTheirs,
  ScriptIdField,
  useDraft,
  useKeys,
} from '../../ui';
import type { EngineClient } from '../../usecases/commands';
import type { PersonView, Reads } from '../../usecases/views';
import { emptyItem, ItemsField, type DraftItem } from './items-field';
import { PatientField, useKnown, type ChosenPatient } from './patient-field';
import { ScriptCard, useScript } from './script-card';

type Props = {
  readonly engine: EngineClient;
  readonly person: PersonView;
  readonly reads: Reads;
  readonly companion: boolean;
  /** The script that is open, if the registration begins there. */
  readonly issue: IssueKey | undefined;
  readonly onSave: (command: RegisterReissue, onDone: () => void) => void;
  readonly onOpen: (key: IssueKey) => void;
  readonly onBack: () => void;
};

type Filled = {
  readonly patient: ChosenPatient;
  readonly items: readonly DraftItem[];
  readonly typedId: string;
  readonly replacementId: string;
  readonly note: string;
};
const first: Filled = {
  patient: { kind: 'searching', text: '' },
  items: [emptyItem],
  typedId: '',
  replacementId: '',
  note: '',
};
const what = 'the registration you began';

/** [USR-15] The registration as it is filled in, kept for the script that it is about. */
const useRegistration = (issue: IssueKey | undefined, reads: Reads, onSave: Props['onSave']) => {
  const draft = useDraft<Filled>({
    ...{ id: `reissue ${issue ?? ''}`, of: '', what },
    isWorth: (filled) => isChanged(first, filled),
  });
  const filled = draft.value ?? first;
  const { patient, items, typedId, replacementId, note } = filled;
  const set =
    <Name extends keyof Filled>(name: Name) =>
    (value: Filled[Name]) =>
      draft.set({ ...filled, [name]: value });
  const known = useKnown(reads, patient);
  const who = patient.kind === 'typed' ? patient.patient : known?.prescription.patient;
  const save = () =>
    onSave(
      {
        kind: 'RegisterReissue',
        note,
        replacementId,
        ...(issue === undefined ? { typedId } : { key: issue }),
        ...(issue === undefined && who ? { patient: who, items } : {}),
      },
      draft.saved,
    );
  return { ...filled, set, known, save, draft, isFilled: isChanged(first, filled) };
};

type Registration = ReturnType<typeof useRegistration>;

/** The original where it is not here: patient and items, or its id. */
const NotHere = ({ form, engine }: { readonly form: Registration; readonly engine: EngineClient }) => (
  <>
    <PatientField
      chosen={form.patient}
      onChange={form.set('patient')}
      engine={engine}
      known={form.known}
      brief
    />
    <ItemsField
      items={form.items}
      onItems={form.set('items')}
      route={undefined}
      known={form.known?.prescription.items ?? []}
    />
    <ScriptIdField
      label="Id of the original, if it is known"
      hint="Scan or type it. With the id nothing else is needed."
      value={form.typedId}
      onChange={form.set('typedId')}
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
      {...kept(what, form.isFilled)}
    >
      <h1>The GP re-sends {issue === undefined ? 'a script' : 'this script'}</h1>
      <NotTheirs refusal={whoRegisters(person)} />
      <LeftDraft held={form.draft.held} what={what} gone="" onAnew={form.draft.drop} />
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
        onChange={form.set('replacementId')}
      />
      <Field
        label="Note: who promised it, and when"
        value={form.note}
        onChange={form.set('note')}
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
