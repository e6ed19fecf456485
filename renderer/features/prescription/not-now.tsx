import type { PrescriptionState } from '../../domain/prescriptions/model';
import { refusalOf, type Asked, type Seat } from './actions';

type Deed = { readonly label: string; readonly command: Asked };

/** What EPS knows a script to be able to do, and this one cannot now. */
const told: readonly Asked['kind'][] = [
  'ReturnPrescription',
  'RecordNotDispensed',
  'BeginAmend',
  'WithdrawSupply',
];

type Props = {
  readonly deeds: readonly Deed[];
  readonly state: PrescriptionState;
  readonly seat: Seat;
  readonly now: number;
};

/** What is not offered, each with why: folded, for most people know. */
export const NotNow = ({ deeds, state, seat, now }: Props) => {
  const refused = deeds.flatMap(({ label, command }) => {
    const refusal = told.includes(command.kind) ? refusalOf(state, command, seat, now) : undefined;
    return refusal ? [{ label: label.replace('…', ''), why: `${refusal.sentence} ${refusal.next}` }] : [];
  });
  if (refused.length === 0) return null;
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">Not possible now</span>
      </summary>
      <div className="nhsuk-details__text">
        {refused.map(({ label, why }) => (
          <p key={label}>
            <strong>{label}:</strong> {why}
          </p>
        ))}
      </div>
    </details>
  );
};
