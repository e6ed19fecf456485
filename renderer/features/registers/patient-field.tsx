import { useLayoutEffect, useRef } from 'react';
import { formatDate } from '../../domain/kernel/instant';
import type { IssueKey } from '../../domain/kernel/ids';
import { nobody } from '../../domain/patients/match';
import type { Patient, PrescriptionState } from '../../domain/prescriptions/model';
import { Button, Field } from '../../ui';
import type { EngineClient } from '../../usecases/commands';
import type { Reads } from '../../usecases/views';
import { FindScript } from './find-script';
import { useScript } from './script-card';

/** A patient who is known from a script that is here, or as somebody typed. */
export type ChosenPatient =
  | { readonly kind: 'searching'; readonly text: string }
  | { readonly kind: 'known'; readonly key: IssueKey }
  | { readonly kind: 'typed'; readonly patient: Patient };

type SearchProps = {
  readonly engine: EngineClient;
  readonly text: string;
  readonly onChange: (chosen: ChosenPatient) => void;
};

const typedFrom = (text: string): Patient => {
  const [family = '', given = ''] = text.split(/,|\s+/).filter((part) => part !== '');
  return { ...nobody, family, given };
};

const Search = ({ engine, text, onChange }: SearchProps) => (
  <FindScript
    engine={engine}
    label="Patient"
    hint="A name or an NHS number. ↑ ↓ choose, Enter takes."
    list="Patients found"
    text={text}
    onText={(typed) => onChange({ kind: 'searching', text: typed })}
    onTake={({ key }) => onChange({ kind: 'known', key })}
    other="Somebody who is not here: type the details"
    onOther={() => onChange({ kind: 'typed', patient: typedFrom(text) })}
    autoFocus
  />
);

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

/** The keys go on to what is asked next: left nowhere, letters would act as commands. */
const useNextField = () => {
  const known = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const form = known.current?.closest('.hf-form');
    const fields = [
      ...(form?.querySelectorAll<HTMLElement>('input:not([type="radio"]), input:checked, select, textarea') ??
        []),
    ];
    fields.find((one) => known.current && follows(known.current, one))?.focus();
  }, []);
  return known;
};

const follows = (one: Node, other: Node): boolean =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

const Known = ({
  state,
  onAnother,
}: {
  readonly state: PrescriptionState | undefined;
  readonly onAnother: () => void;
}) => {
  const patient = state?.prescription.patient;
  const known = useNextField();
  return (
    <div className="hf-known" ref={known}>
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
