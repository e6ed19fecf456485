import { bestTime, type ClockFault } from '../../domain/kernel/clock-fault';
import { asInstant, formatDate, formatDateTime, readWall, type Instant } from '../../domain/kernel/instant';
import { closedWords, owedUntil } from '../../domain/prescriptions/clean-up';
import { timeAlert } from '../../domain/prescriptions/time-alert';
import { dateAlerts, nextIssueOn } from '../../domain/prescriptions/windows';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import { Said } from '../../ui';
import { custodySentence, typeSentence } from './words';

/** The day on which the first of its items ends; before it, a script's own end says something. */
const firstEnd = ({ prescription: { items } }: PrescriptionState): string =>
  items.flatMap(({ expiresAt }) => (expiresAt === undefined ? [] : [readWall(expiresAt).date])).sort()[0] ??
  '9999';

/** The dates that a script has, each where it is said. */
const Dates = ({ state }: { readonly state: PrescriptionState }) => {
  const { prescription } = state;
  const { lastDispensedDate, reviewDate, startDate, endDate = '', signedAt, daysSupply } = prescription;
  const signed = signedAt === undefined ? '' : readWall(signedAt).date;
  const next = nextIssueOn(prescription);
  const owed = owedUntil(state);
  const dates: readonly (readonly [name: string, when: string])[] = [
    ['Valid from', startDate === signed ? '' : formatDate(startDate)],
    ['Meant to be dispensed by', endDate !== '' && endDate < firstEnd(state) ? formatDate(endDate) : ''],
    ['Days of treatment', daysSupply === undefined ? '' : `${daysSupply}`],
    ['Last dispensed', lastDispensedDate && `${formatDate(lastDispensedDate)}, as the Spine says`],
    ['Review', reviewDate && formatDate(reviewDate)],
    ['Next issue', next === undefined ? '' : `from ${formatDate(next)}`],
    ['EPS closes it', owed === undefined ? '' : formatDateTime(owed)],
  ];
  return (
    <>
      {dates.map(([name, when]) =>
        when === '' ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{when}</dd>
          </div>
        ),
      )}
    </>
  );
};

/** The line under the patient: id, type, prescriber, dates, where it is. */
export const Strip = ({ state, now }: { readonly state: PrescriptionState; readonly now: number }) => {
  const { prescription } = state;
  const { prescriber } = prescription;
  const phone = prescriber.phone || prescriber.organisationPhone;
  const otherPhone = prescriber.organisationPhone === phone ? '' : prescriber.organisationPhone;
  return (
    <dl className="hf-strip">
      <div>
        <dt>Prescription</dt>
        <dd>
          <strong data-testid="short-id">{prescription.shortId}</strong>
        </dd>
      </div>
      <div>
        <dt>Type</dt>
        <dd>{typeSentence(state)}</dd>
      </div>
      <div>
        <dt>Signed</dt>
        <dd>{prescription.signedAt === undefined ? 'not said' : formatDateTime(prescription.signedAt)}</dd>
      </div>
      <Dates state={state} />
      <div>
        <dt>Where it is</dt>
        <dd>{custodySentence(state.custody, asInstant(now))}</dd>
      </div>
      <div>
        <dt>Prescriber</dt>
        <dd>
          {prescriber.name || 'not named'}
          {prescriber.professionalCode === '' ? '' : ` (${prescriber.professionalCode})`}
          {phone === '' ? '' : `, ${phone}`}
          {[prescriber.organisation, prescriber.organisationOds, otherPhone, prescriber.address]
            .filter((words) => words !== '')
            .map((words) => `, ${words}`)
            .join('')}
        </dd>
      </div>
    </dl>
  );
};

const isEnded = (state: PrescriptionState): boolean =>
  state.work === 'supplied' || state.work === 'not-dispensed' || state.custody.kind === 'returned';

type WarningsProps = {
  readonly state: PrescriptionState;
  readonly now: number;
  readonly clock: ClockFault | undefined;
};

const alertsOf = (
  state: PrescriptionState,
  now: Instant,
  clock: ClockFault | undefined,
): readonly string[] => {
  const dates = isEnded(state) ? [] : dateAlerts(state, bestTime(now, clock));
  const time = timeAlert(state, now, clock);
  return time === undefined ? dates : [...dates, time];
};

/** What a person should know before acting on the script. */
export const Warnings = ({ state, now, clock }: WarningsProps) => (
  <>
    {alertsOf(state, asInstant(now), clock).map((sentence) => (
      <Said key={sentence} look="attention">
        {sentence}
      </Said>
    ))}
    {state.closed ? <Said look="info">{closedWords(state)}</Said> : null}
    {state.prescription.patientInstructions.map((words) => (
      <Said key={words} look="info">
        <span className="hf-lines">From the prescriber to the patient: {words}</span>
      </Said>
    ))}
    {state.prescription.repeatList === undefined ? null : (
      <Said look="info">Authorised repeats, for re-ordering: {state.prescription.repeatList.join('; ')}</Said>
    )}
    {state.prescription.warnings.map((warning) => (
      <Said key={`${warning.code} ${warning.place} ${warning.sentence}`} look="attention">
        {warning.sentence} <span className="hf-key">{warning.place}</span>
      </Said>
    ))}
  </>
);
