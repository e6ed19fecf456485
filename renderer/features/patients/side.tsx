import { mayNote, mayRecord } from '../../domain/patients/decide';
import { formatDate, readWall } from '../../domain/kernel/instant';
import { allergyWords } from '../../domain/patients/words';
import type { PatientRecord, Said } from '../../domain/patients/model';
import type { Role } from '../../domain/users/model';
import { Button } from '../../ui';

const SaidBy = ({ said }: { readonly said: Said }) => (
  <p className="hf-key">
    {said.by}, {formatDate(readWall(said.at).date)}
  </p>
);

type PartProps = {
  readonly record: PatientRecord | undefined;
  readonly may: boolean;
  readonly onWrite: () => void;
};

const AllergiesPart = ({ record, may, onWrite }: PartProps) => {
  const allergies = record?.allergies;
  return (
    <section className="hf-panel" aria-label="Allergies">
      <h2>Allergies</h2>
      {allergies === undefined ? <p>Nobody here has asked yet.</p> : null}
      {allergies?.kind === 'none-known' ? <p>None known.</p> : null}
      {allergies?.kind === 'known' ? (
        <ul>
          {allergies.list.map((one) => (
            <li key={allergyWords(one)}>{allergyWords(one)}</li>
          ))}
        </ul>
      ) : null}
      {allergies ? <SaidBy said={allergies} /> : null}
      {may ? (
        <Button look={allergies ? 'secondary' : 'primary'} onPress={onWrite} hint="A">
          {allergies ? 'Ask again…' : 'Record allergies…'}
        </Button>
      ) : (
        <p className="hf-key">A pharmacist or a technician records them: ask one to sign in here.</p>
      )}
    </section>
  );
};

const NotePart = ({ record, may, onWrite }: PartProps) => {
  const note = record?.note;
  const text = note?.text ?? '';
  return (
    <section className="hf-panel" aria-label="Note">
      <h2>Note</h2>
      {text === '' ? <p>No note.</p> : <p className="hf-lines">{text}</p>}
      {note && text !== '' ? <SaidBy said={note} /> : null}
      {may ? (
        <Button onPress={onWrite} hint="N">
          {text === '' ? 'Write a note…' : 'Change the note…'}
        </Button>
      ) : (
        <p className="hf-key">Whoever serves patients writes it: ask one of them to sign in here.</p>
      )}
    </section>
  );
};

type Props = {
  readonly record: PatientRecord | undefined;
  readonly role: Role;
  readonly onAllergies: () => void;
  readonly onNote: () => void;
};

/** What is kept about a patient beside their scripts. */
export const PatientSide = ({ record, role, onAllergies, onNote }: Props) => (
  <div>
    <AllergiesPart record={record} may={mayRecord.includes(role)} onWrite={onAllergies} />
    <NotePart record={record} may={mayNote.includes(role)} onWrite={onNote} />
  </div>
);
