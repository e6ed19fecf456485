import { useId, useState, type KeyboardEvent } from 'react';
import { notDispensedReasons } from '../../domain/prescriptions/decide-line';
import type { Item, Unit } from '../../domain/prescriptions/model';
import { quantityIsKnown, tidyAmount } from '../../domain/prescriptions/supplied';
import { hasOwnUnit, numberOf, type Chosen, type ProductFields } from './chosen';
import type { Choosing } from './use-choices';

type Kinds = readonly (readonly [kind: Chosen['kind'], label: string])[];

const handedOut: Kinds = [
  ['full', 'All'],
  ['part', 'Part'],
  ['owing', 'Owing'],
  ['not-dispensed', 'Not dispensed'],
];
const ofRest: Kinds = [
  ['full', 'All'],
  ['part', 'Part'],
  ['owing', 'None yet'],
  ['not-dispensed', 'Not dispensed'],
];
const bagged: Kinds = [
  ['full', 'All'],
  ['part', 'Part'],
  ['owing', 'None'],
];

/** What is put into the bag is said, not what leaves. */
const isOfBag = (choosing: Choosing | undefined): boolean => choosing === 'assembly' || choosing === 'rest';

type Props = {
  readonly item: Item;
  readonly choosing: Choosing | undefined;
  readonly remaining: number;
  /** [PRX-26] What another product may be counted in, the prescribed unit first. */
  readonly units: readonly Unit[];
  /** So much was in the bag when it was checked. */
  readonly checked: number | undefined;
  /** Why this person cannot say that the rest is in it. */
  readonly notTheirs: string | undefined;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
};
/** `fresh`: somebody has just opened the field; one that was there before leaves the keys alone. */
type FieldProps = Props & { readonly fresh: boolean };

/** Enter in a field leads back to the choice, where letters are keys again. */
const backToChoice = ({ key, currentTarget }: KeyboardEvent<HTMLInputElement>): void => {
  if (key === 'Enter') currentTarget.closest('fieldset')?.querySelector<HTMLElement>(':checked')?.focus();
};

/** [PRX-23] Who has more in hand than was put into the bag says so. */
const Rest = ({ item, remaining, checked, notTheirs, chosen, onChoose }: Props) => {
  const leaves = chosen.kind === 'full' ? remaining : chosen.kind === 'part' ? numberOf(chosen.quantity) : 0;
  if (checked === undefined || leaves <= checked) return null;
  const rest = `The rest, ${tidyAmount(leaves - checked)} ${item.quantity.unit}`;
  if (notTheirs !== undefined)
    return (
      <p>
        {rest}, was not said to be in the bag. {notTheirs}
      </p>
    );
  return (
    <label>
      <input
        type="checkbox"
        checked={chosen.restIsIn}
        onChange={(event) => onChoose({ ...chosen, restIsIn: event.target.checked })}
      />
      {rest}, is in the bag now and I have checked it
    </label>
  );
};

const Part = ({ item, choosing, remaining, chosen, fresh, onChoose }: FieldProps) => (
  <label className="hf-inline">
    {choosing === 'hand-out' ? 'How many now?' : 'How many?'}
    <input
      type="text"
      inputMode="decimal"
      size={6}
      autoFocus={fresh}
      value={chosen.quantity}
      onKeyDown={backToChoice}
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

type UnitProps = {
  readonly units: readonly Unit[];
  /** Undefined for the first of them. */
  readonly unit: Unit | undefined;
  readonly onChange: (unit: Unit | undefined) => void;
};

/** [PRX-26] */
const UnitField = ({ units, unit, onChange }: UnitProps) => (
  <label>
    Unit
    <select
      value={unit?.unit ?? units[0]?.unit}
      onChange={(event) => onChange(units.find(({ unit: word }, n) => n > 0 && word === event.target.value))}
    >
      {units.map(({ unit: word }) => (
        <option key={word} value={word}>
          {word || 'not said'}
        </option>
      ))}
    </select>
  </label>
);

type ProductProps = {
  readonly product: ProductFields;
  /** Undefined for the prescribed product, which counts as the script does. */
  readonly units: readonly Unit[] | undefined;
  readonly n: number;
  readonly fresh: boolean;
  readonly onChange: (product: ProductFields) => void;
  readonly onRemove: () => void;
};

const Product = ({ product, units, n, fresh, onChange, onRemove }: ProductProps) => (
  <div className="hf-product" role="group" aria-label={`Product ${n}`}>
    <label>
      Product
      <input
        type="text"
        autoFocus={fresh}
        value={product.name}
        onChange={(event) => onChange({ ...product, name: event.target.value })}
      />
    </label>
    <label>
      dm+d code
      <input
        type="text"
        inputMode="numeric"
        size={16}
        value={product.code}
        onChange={(event) => onChange({ ...product, code: event.target.value })}
      />
    </label>
    <label>
      Quantity
      <input
        type="text"
        inputMode="decimal"
        size={6}
        value={product.quantity}
        onChange={(event) => onChange({ ...product, quantity: event.target.value })}
      />
    </label>
    {units ? (
      <UnitField units={units} unit={product.unit} onChange={(unit) => onChange({ ...product, unit })} />
    ) : null}
    <button type="button" className="hf-plain" onClick={onRemove}>
      Remove<span className="hf-visually-hidden"> product {n}</span>
    </button>
  </div>
);

/** Other products for a line; the first one begins as what was prescribed. */
const Products = ({ item, remaining, units, chosen, fresh, onChoose }: FieldProps) => {
  const { products } = chosen;
  const set = (next: readonly ProductFields[]) => onChoose({ ...chosen, products: next });
  const prescribed = {
    name: item.medication.display,
    code: item.medication.code,
    quantity: chosen.kind === 'part' ? chosen.quantity : remaining > 0 ? String(remaining) : '',
    unit: undefined,
  };
  const empty = { name: '', code: '', quantity: '', unit: undefined };
  const add = () => set([...products, products.length === 0 ? prescribed : empty]);
  return (
    <>
      {products.map((product, n) => (
        <Product
          key={n}
          product={product}
          units={hasOwnUnit(item, product) ? units : undefined}
          n={n + 1}
          fresh={fresh}
          onChange={(next) => set(products.map((one, i) => (i === n ? next : one)))}
          onRemove={() => set(products.filter((_, i) => i !== n))}
        />
      ))}
      <button type="button" className="hf-plain" onClick={add}>
        {products.length > 0
          ? 'Add a product…'
          : quantityIsKnown(item)
            ? 'Another product…'
            : 'How much leaves…'}
      </button>
    </>
  );
};

/** The choice of an item, for the keys. */
export const choiceId = (line: number): string => `choice-${line}`;

/** What is in the bag of one item, or what happens with it at this hand-out: all, part, owing, not dispensed. */
export const SupplyChoice = (props: Props) => {
  const { item, choosing, remaining, chosen } = props;
  const name = useId();
  const [fresh, setFresh] = useState(false);
  const onChoose = (next: Chosen): void => {
    setFresh(true);
    props.onChoose(next);
  };
  const fields = { ...props, fresh, onChoose };
  const toBag = isOfBag(choosing);
  const known = quantityIsKnown(item);
  const all = choosing === 'assembly' ? bagged : choosing === 'rest' ? ofRest : handedOut;
  // [PRX-27] There is no part of what nobody knows.
  const kinds = known ? all : all.filter(([kind]) => kind !== 'part');
  return (
    <fieldset className="hf-supply" id={choiceId(item.line)}>
      <legend className="hf-visually-hidden">
        {toBag ? 'In the bag of' : 'Hand out'} item {item.line}
      </legend>
      {toBag ? <span aria-hidden="true">In the bag:</span> : null}
      {kinds.map(([kind, label]) => (
        <label key={kind}>
          <input
            type="radio"
            name={name}
            checked={chosen.kind === kind}
            onChange={() => onChoose({ ...chosen, kind })}
          />
          {kind === 'full' && known ? `${label} ${remaining}` : label}
        </label>
      ))}
      {chosen.kind === 'part' ? <Part {...fields} /> : null}
      {chosen.kind === 'not-dispensed' ? <Reason {...props} /> : null}
      {chosen.kind === 'full' || chosen.kind === 'part' ? <Products {...fields} /> : null}
      <Rest {...props} />
    </fieldset>
  );
};
