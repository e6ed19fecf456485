import { notDispensedReasons } from '../../domain/prescriptions/decide-line';
import type { LineChoice } from '../../domain/prescriptions/commands';
import type { Item } from '../../domain/prescriptions/model';

/** What was chosen for one line, as the fields hold it. */
export type Chosen = {
  readonly kind: LineChoice['kind'];
  readonly quantity: string;
  readonly reasonCode: string;
};
export const asPrescribed: Chosen = { kind: 'full', quantity: '', reasonCode: '' };

/** As the domain takes it; a quantity that is no number is none. */
export const choiceOf = (item: Item, { kind, quantity, reasonCode }: Chosen): LineChoice => {
  const { itemId } = item;
  switch (kind) {
    case 'part':
      return { kind, itemId, quantity: Number.parseFloat(quantity) || 0 };
    case 'not-dispensed':
      return { kind, itemId, reasonCode };
    case 'full':
    case 'owing':
      return { kind, itemId };
  }
};

const kinds = [
  ['full', 'All'],
  ['part', 'Part'],
  ['owing', 'Owing'],
  ['not-dispensed', 'Not dispensed'],
] as const;

type Props = {
  readonly item: Item;
  readonly remaining: number;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
};

const Part = ({ item, remaining, chosen, onChoose }: Props) => (
  <label className="hf-inline">
    How many now?
    <input
      type="text"
      inputMode="decimal"
      size={6}
      autoFocus
      value={chosen.quantity}
      onChange={(event) => onChoose({ ...chosen, quantity: event.target.value })}
    />
    of {remaining} {item.quantity.unit}
  </label>
);

const Reason = ({ chosen, onChoose }: Props) => (
  <label className="hf-inline">
    Why?
    <select
      value={chosen.reasonCode}
      onChange={(event) => onChoose({ ...chosen, reasonCode: event.target.value })}
    >
      <option value="">Choose a reason</option>
      {notDispensedReasons.map(({ code, display }) => (
        <option key={code} value={code}>
          {display}
        </option>
      ))}
    </select>
  </label>
);

/** What happens with one item at this hand-out: all, part, owing, or not dispensed with the reason. */
export const SupplyChoice = (props: Props) => {
  const { item, remaining, chosen, onChoose } = props;
  return (
    <fieldset className="hf-supply">
      <legend className="hf-visually-hidden">Hand out item {item.line}</legend>
      {kinds.map(([kind, label]) => (
        <label key={kind}>
          <input
            type="radio"
            name={`supply-${item.itemId}`}
            checked={chosen.kind === kind}
            onChange={() => onChoose({ ...chosen, kind })}
          />
          {kind === 'full' ? `${label} ${remaining}` : label}
        </label>
      ))}
      {chosen.kind === 'part' ? <Part {...props} /> : null}
      {chosen.kind === 'not-dispensed' ? <Reason {...props} /> : null}
    </fieldset>
  );
};
