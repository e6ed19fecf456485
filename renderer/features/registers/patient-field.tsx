import { useEffect, useState } from 'react';
import { formatDate } from '../../domain/kernel/instant';
import type { IssueKey } from '../../domain/kernel/ids';
import { nobody } from '../../domain/patients/match';
import type { Patient, PrescriptionState } from '../../domain/prescriptions/model';
import { Button, Field } from '../../ui';
import type { EngineClient } from '../../usecases/commands';
import type { Reads, WorklistRow } from '../../usecases/views';
import { useScript } from './script-card';

/** A patient who is known from a script that is here, or as somebody typed. */
export type ChosenPatient =
  | { readonly kind: 'searching'; readonly text: string }
  | { readonly kind: 'known'; readonly key: IssueKey }
  | { readonly kind: 'typed'; readonly patient: Patient };

const limit = 6;

const useFound = (engine: EngineClient, text: string): readonly WorklistRow[] => {
  const [found, setFound] = useState<readonly WorklistRow[]>([]);
  useEffect(() => {
    let wanted = true;
    const nothing = { rows: [], complete: true };
    const asked = text.trim() === '' ? Promise.resolve(nothing) : engine.ask({ kind: 'Search', text, limit });
    void asked.then(({ rows }) => {
      if (wanted) setFound(rows);
    });
    return () => {
      wanted = false;
    };
  }, [engine, text]);
  return found;
};

type SearchProps = {
  readonly engine: EngineClient;
  readonly text: string;
  readonly onChange: (chosen: ChosenPatient) => void;
};

const typedFrom = (text: string): Patient => {
  const [family = '', given = ''] = text.split(/,|\s+/).filter((part) => part !== '');
  return { ...nobody, family, given };
};

type FoundProps = {
  readonly rows: readonly WorklistRow[];
  readonly at: number;
  readonly take: (row: WorklistRow) => void;
  readonly type: () => void;
};

const FoundList = ({ rows, at, take, type }: FoundProps) => (
  <ul id="found-patients" role="listbox" aria-label="Patients found" className="hf-find__list">
    {rows.map((row, i) => (
      <li
        key={row.key}
        id={`found-patient-${i}`}
        role="option"
        aria-selected={i === at}
        onMouseDown={() => take(row)}
      >
        <strong>
          {row.family.toUpperCase()}, {row.given}
        </strong>{' '}
        {formatDate(row.birthDate)} · {row.firstItem}
        {row.itemCount > 1 ? ` + ${row.itemCount - 1}` : ''}
      </li>
    ))}
    <li
      id={`found-patient-${rows.length}`}
      role="option"
      aria-selected={at === rows.length}
      onMouseDown={type}
    >
      Somebody who is not here: type the details
    </li>
  </ul>
);

const Search = ({ engine, text, onChange }: SearchProps) => {
  const rows = useFound(engine, text);
  const [cursor, setCursor] = useState(0);
  const at = Math.min(cursor, rows.length);
  const type = () => onChange({ kind: 'typed', patient: typedFrom(text) });
  const take = (row: WorklistRow | undefined) => (row ? onChange({ kind: 'known', key: row.key }) : type());
  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setCursor(Math.min(at + 1, rows.length)),
    ArrowUp: () => setCursor(Math.max(at - 1, 0)),
    Enter: () => take(rows[at]),
  };
  return (
    <div className="hf-field hf-find">
      <label htmlFor="find-patient">Patient</label>
      <p id="find-patient-hint">A name or an NHS number. ↑ ↓ choose, Enter takes.</p>
      <input
        id="find-patient"
        type="text"
        role="combobox"
        aria-expanded={text.trim() !== ''}
        aria-controls="found-patients"
        aria-describedby="find-patient-hint"
        aria-activedescendant={text.trim() === '' ? undefined : `found-patient-${at}`}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        value={text}
        onChange={(event) => {
          setCursor(0);
          onChange({ kind: 'searching', text: event.target.value });
        }}
        onKeyDown={(event) => {
          const act = acts[event.key];
          if (!act || text.trim() === '') return;
          event.preventDefault();
          act();
        }}
      />
      {text.trim() === '' ? null : <FoundList rows={rows} at={at} take={take} type={type} />}
    </div>
  );
};

type TypedProps = {
  readonly patient: Patient;
  readonly onPatient: (patient: Patient) => void;
  readonly brief: boolean;
};

const Typed = ({ patient, onPatient, brief }: TypedProps) => {
  const set = (change: Partial<Patient>) => onPatient({ ...patient, ...change });
  return (
    <div className="hf-form-grid">
      <Field label="Family name" value={patient.family} onChange={(family) => set({ family })} autoFocus />
      <Field label="Given names" value={patient.given} onChange={(given) => set({ given })} />
      <Field
        label="Birth date"
        hint="Such as 1950-03-12"
        value={patient.birthDate}
        onChange={(birthDate) => set({ birthDate: birthDate.trim() })}
      />
      <Field
        label="NHS number, if known"
        value={patient.nhsNumber ?? ''}
        onChange={(typed) => {
          const { nhsNumber: _old, ...rest } = patient;
          const digits = typed.replace(/\D/g, '');
          onPatient(digits === '' ? rest : { ...rest, nhsNumber: digits });
        }}
        numeric
      />
      {brief ? null : (
        <>
          <Field
            label="Address"
            value={patient.addressLines.join(', ')}
            onChange={(line) => set({ addressLines: [line] })}
          />
          <Field label="Postcode" value={patient.postcode} onChange={(postcode) => set({ postcode })} />
        </>
      )}
    </div>
  );
};

const Known = ({
  state,
  onAnother,
}: {
  readonly state: PrescriptionState | undefined;
  readonly onAnother: () => void;
}) => {
  const patient = state?.prescription.patient;
  return (
    <div className="hf-known">
      {patient ? (
        <p>
          <strong>
            {patient.family.toUpperCase()}, {patient.given}
          </strong>{' '}
          · born {formatDate(patient.birthDate)} · {[...patient.addressLines, patient.postcode].join(', ')}
        </p>
      ) : (
        <p role="status">Reading…</p>
      )}
      <Button onPress={onAnother}>Another patient</Button>
    </div>
  );
};

type Props = {
  readonly chosen: ChosenPatient;
  readonly onChange: (chosen: ChosenPatient) => void;
  readonly engine: EngineClient;
  readonly known: PrescriptionState | undefined;
  /** Name and birth date only. */
  readonly brief?: boolean;
};

/** A patient, found among those who are here or typed. */
export const PatientField = ({ chosen, onChange, engine, known, brief = false }: Props) => {
  switch (chosen.kind) {
    case 'searching':
      return <Search engine={engine} text={chosen.text} onChange={onChange} />;
    case 'known':
      return <Known state={known} onAnother={() => onChange({ kind: 'searching', text: '' })} />;
    case 'typed':
      return (
        <Typed
          patient={chosen.patient}
          onPatient={(patient) => onChange({ kind: 'typed', patient })}
          brief={brief}
        />
      );
  }
};

/** The script that tells who the patient is, once one was chosen. */
export const useKnown = (reads: Reads, chosen: ChosenPatient): PrescriptionState | undefined =>
  useScript(reads, chosen.kind === 'known' ? chosen.key : undefined);
