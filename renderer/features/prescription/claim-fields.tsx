import {
  chargeWords,
  dispenserEndorsements,
  exemptions,
  paidCodes,
  welshExemptions,
} from '../../domain/claims/codes';
import type { Charge, ClaimDetails, ClaimLine } from '../../domain/claims/model';
import type { Item } from '../../domain/prescriptions/model';

type Props = {
  readonly items: readonly Item[];
  readonly details: ClaimDetails;
  readonly wales: boolean;
  readonly onChange: (details: ClaimDetails) => void;
};

type LineProps = {
  readonly item: Item;
  readonly line: ClaimLine;
  readonly paid: boolean;
  readonly wales: boolean;
  readonly onChange: (line: ClaimLine) => void;
};

const isCharge = (value: string): value is Charge => Object.hasOwn(chargeWords, value);

const Endorsements = ({ item, line, wales, onChange }: Omit<LineProps, 'paid'>) => {
  const offered = dispenserEndorsements.filter(({ code }) => wales || code !== 'WR');
  const { endorsements } = line;
  const set = (next: ClaimLine['endorsements']) => onChange({ ...line, endorsements: next });
  return (
    <>
      {endorsements.map(({ code, text }, n) => (
        <span key={n} className="hf-inline">
          <select
            aria-label={`Endorsement ${n + 1} of item ${item.line}`}
            value={code}
            onChange={(event) =>
              set(endorsements.map((one, i) => (i === n ? { ...one, code: event.target.value } : one)))
            }
          >
            {offered.map((known) => (
              <option key={known.code} value={known.code}>
                {known.code} {known.display}
              </option>
            ))}
          </select>
          {dispenserEndorsements.find((known) => known.code === code)?.needsText ? (
            <input
              type="text"
              aria-label={`Supporting information ${n + 1} of item ${item.line}`}
              placeholder="Supporting information"
              value={text}
              onChange={(event) =>
                set(endorsements.map((one, i) => (i === n ? { ...one, text: event.target.value } : one)))
              }
            />
          ) : null}
          {endorsements.length > 1 ? (
            <button
              type="button"
              className="hf-plain"
              onClick={() => set(endorsements.filter((_, i) => i !== n))}
            >
              Remove
              <span className="hf-visually-hidden">
                {' '}
                endorsement {n + 1} of item {item.line}
              </span>
            </button>
          ) : null}
        </span>
      ))}
      <button
        type="button"
        className="hf-plain"
        onClick={() => set([...endorsements.filter(({ code }) => code !== 'NDEC'), { code: 'BB', text: '' }])}
      >
        Add an endorsement<span className="hf-visually-hidden"> to item {item.line}</span>
      </button>
    </>
  );
};

const Line = ({ item, line, paid, wales, onChange }: LineProps) => (
  <li className="hf-claim__line">
    <span>
      {item.line}. {item.medication.display}
    </span>
    <span className="hf-inline">
      {paid ? (
        <select
          aria-label={`Charge for item ${item.line}`}
          value={line.charge}
          onChange={(event) => {
            const charge = event.target.value;
            if (isCharge(charge)) onChange({ ...line, charge });
          }}
        >
          {Object.entries(chargeWords).map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
      ) : null}
      <Endorsements item={item} line={line} wales={wales} onChange={onChange} />
    </span>
  </li>
);

/** What a claim says: the charge of the script, and charge and endorsements of each line. */
export const ClaimFields = ({ items, details, wales, onChange }: Props) => {
  const paid = paidCodes.includes(details.exemption);
  const known = wales ? [...exemptions, ...welshExemptions] : exemptions;
  const choose = (exemption: string) => {
    const charge: Charge = paidCodes.includes(exemption) ? 'paid-once' : 'not-paid';
    // Evidence was seen of one reason, not of another.
    const lines = details.lines.map((line) => ({ ...line, charge }));
    onChange({ ...details, exemption, evidenceSeen: false, lines });
  };
  return (
    <>
      <div className="hf-inline">
        <label className="hf-inline">
          Charge
          <select value={details.exemption} onChange={(event) => choose(event.target.value)}>
            <option value="">Choose: paid, or why not</option>
            {known.map(({ code, display }) => (
              <option key={code} value={code}>
                {display}
              </option>
            ))}
          </select>
        </label>
        {paid || details.exemption === '' ? null : (
          <label className="hf-inline">
            <input
              type="checkbox"
              checked={details.evidenceSeen}
              onChange={(event) => onChange({ ...details, evidenceSeen: event.target.checked })}
            />
            Evidence seen
          </label>
        )}
      </div>
      <ol className="nhsuk-list" aria-label="Claim lines">
        {items.map((item) => {
          const line = details.lines.find((one) => one.itemId === item.itemId);
          return line ? (
            <Line
              key={item.itemId}
              item={item}
              line={line}
              paid={paid}
              wales={wales}
              onChange={(next) =>
                onChange({
                  ...details,
                  lines: details.lines.map((one) => (one.itemId === next.itemId ? next : one)),
                })
              }
            />
          ) : null;
        })}
      </ol>
    </>
  );
};
