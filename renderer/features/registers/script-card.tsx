import { useCallback, type ReactNode } from 'react';
import { formatDate, formatDateTime } from '../../domain/kernel/instant';
import { formatNhsNumber } from '../../domain/kernel/nhs-number';
import type { IssueKey } from '../../domain/kernel/ids';
import { amountSaid } from '../../domain/prescriptions/item-said';
import type { Patient, Prescription, PrescriptionState, Work } from '../../domain/prescriptions/model';
import { standingSupplies } from '../../domain/prescriptions/supplied';
import { Button, useLive, Word } from '../../ui';
import type { PrescriptionView, Reads } from '../../usecases/views';

/** A script, live; undefined while it is read or where it is not here. */
export const useScript = (reads: Reads, key: IssueKey | undefined): PrescriptionState | undefined =>
  useLive(
    useCallback(
      (onValue: (view: PrescriptionView | undefined) => void) =>
        key === undefined ? () => undefined : reads.prescription(key, onValue),
      [reads, key],
    ),
  )?.state;

const workWords: Readonly<Record<Work, string>> = {
  locked: 'locked',
  'to-check': 'to be checked',
  'to-assemble': 'to be assembled',
  'to-accuracy-check': 'to be accuracy-checked',
  ready: 'ready to hand out',
  'part-supplied': 'supplied in part',
  supplied: 'supplied',
  'not-dispensed': 'not dispensed',
};

const where = ({ custody, work, hold, closed }: PrescriptionState): string => {
  if (custody.kind === 'returning') return 'on its way back to the Spine';
  if (custody.kind === 'returned') return 'went back to the Spine';
  if (custody.kind === 'ended') return 'ended';
  if (closed) return 'closed by EPS';
  return hold.kind === 'none' ? workWords[work] : `held, ${workWords[work]}`;
};

const Fact = ({
  name,
  children,
  differs,
}: {
  readonly name: string;
  readonly children: ReactNode;
  readonly differs: boolean;
}) => (
  <div className={differs ? 'hf-fact hf-fact--differs' : 'hf-fact'}>
    <dt>{name}</dt>
    <dd>
      {children}
      {differs ? <Word look="attention">differs</Word> : null}
    </dd>
  </div>
);

const person = ({ family, given, title }: Patient): string =>
  `${family.toUpperCase()}, ${given}${title === '' ? '' : ` (${title})`}`;
const address = ({ addressLines, postcode }: Patient): string =>
  [...addressLines, postcode].filter((line) => line !== '').join(', ');
const itemText = ({ items }: Prescription): readonly string[] =>
  items.map((item) => `${item.medication.display} × ${amountSaid(item)}`);

const SupplyFacts = ({ state }: { readonly state: PrescriptionState }) => (
  <>
    {standingSupplies(state).map((supply) => (
      <p key={supply.messageId}>
        <Word look="attention">handed out</Word>
        {formatDateTime(supply.handedOverAt)} by {supply.by}
      </p>
    ))}
  </>
);

type Props = {
  readonly title: string;
  readonly state: PrescriptionState;
  readonly other: PrescriptionState | undefined;
  readonly goes: boolean;
  readonly onOpen: (key: IssueKey) => void;
  readonly children?: ReactNode;
};

/** One script of a pair; what differs from the other one says so. */
export const ScriptCard = ({ title, state, other, goes, onOpen, children }: Props) => {
  const { prescription } = state;
  const { patient, prescriber } = prescription;
  const unlike = (pick: (one: Prescription) => string): boolean =>
    other !== undefined && pick(other.prescription) !== pick(prescription);
  const others = other ? itemText(other.prescription) : undefined;
  return (
    <section className={goes ? 'hf-panel hf-compare__goes' : 'hf-panel'} aria-label={title}>
      <h2>
        {title}{' '}
        <Word look={goes ? 'stop' : state.hold.kind === 'none' ? 'good' : 'attention'}>
          {goes ? 'goes back' : where(state)}
        </Word>
      </h2>
      <dl>
        <Fact name="Prescription" differs={false}>
          <strong>{prescription.shortId}</strong> {goes ? `(${where(state)})` : ''}
        </Fact>
        <Fact name="Patient" differs={unlike((one) => person(one.patient))}>
          {person(patient)}
        </Fact>
        <Fact name="Born" differs={unlike((one) => one.patient.birthDate)}>
          {formatDate(patient.birthDate)}
        </Fact>
        <Fact name="NHS No." differs={unlike((one) => one.patient.nhsNumber ?? '')}>
          {patient.nhsNumber ? formatNhsNumber(patient.nhsNumber) : 'none'}
        </Fact>
        <Fact name="Address" differs={unlike((one) => address(one.patient))}>
          {address(patient)}
        </Fact>
        <Fact name="Signed" differs={false}>
          {prescription.signedAt === undefined ? 'not said' : formatDateTime(prescription.signedAt)}
        </Fact>
        <Fact name="For the days from" differs={false}>
          {formatDate(prescription.startDate.slice(0, 10))}
        </Fact>
        <Fact name="Prescriber" differs={unlike((one) => one.prescriber.name)}>
          {prescriber.name}, {prescriber.organisation}
        </Fact>
      </dl>
      <ol className="hf-compare__items">
        {itemText(prescription).map((text, i) => (
          <li key={`${i} ${text}`}>
            {text}
            {others && !others.includes(text) ? <Word look="attention">differs</Word> : null}
            <div className="hf-key hf-lines">{prescription.items[i]?.directions}</div>
          </li>
        ))}
      </ol>
      <SupplyFacts state={state} />
      <div className="hf-actions">
        {children}
        <Button onPress={() => onOpen(prescription.key)}>Open this script</Button>
      </div>
    </section>
  );
};
