import { useId } from 'react';
import { notDispensedReasons } from '../../domain/prescriptions/decide-line';
import type { Item } from '../../domain/prescriptions/model';
import type { Chosen, ProductFields } from './chosen';

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

type ProductProps = {
  readonly product: ProductFields;
  readonly n: number;
  readonly onChange: (product: ProductFields) => void;
  readonly onRemove: () => void;
};

const Product = ({ product, n, onChange, onRemove }: ProductProps) => (
  <div className="hf-product" role="group" aria-label={`Product ${n}`}>
    <label>
      Product
      <input
        type="text"
        autoFocus
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
    <button type="button" className="hf-plain" onClick={onRemove}>
      Remove<span className="hf-visually-hidden"> product {n}</span>
    </button>
  </div>
);

/** Other products for a line; the first one begins as what was prescribed. */
const Products = ({ item, remaining, chosen, onChoose }: Props) => {
  const { products } = chosen;
  const set = (next: readonly ProductFields[]) => onChoose({ ...chosen, products: next });
  const prescribed = {
    name: item.medication.display,
    code: item.medication.code,
    quantity: chosen.kind === 'part' ? chosen.quantity : String(remaining),
  };
  const add = () =>
    set([...products, products.length === 0 ? prescribed : { name: '', code: '', quantity: '' }]);
  return (
    <>
      {products.map((product, n) => (
        <Product
          key={n}
          product={product}
          n={n + 1}
          onChange={(next) => set(products.map((one, i) => (i === n ? next : one)))}
          onRemove={() => set(products.filter((_, i) => i !== n))}
        />
      ))}
      <button type="button" className="hf-plain" onClick={add}>
        {products.length === 0 ? 'Another product…' : 'Add a product…'}
      </button>
    </>
  );
};

/** What happens with one item at this hand-out: all, part, owing, or not dispensed with the reason. */
export const SupplyChoice = (props: Props) => {
  const { item, remaining, chosen, onChoose } = props;
  const name = useId();
  return (
    <fieldset className="hf-supply">
      <legend className="hf-visually-hidden">Hand out item {item.line}</legend>
      {kinds.map(([kind, label]) => (
        <label key={kind}>
          <input
            type="radio"
            name={name}
            checked={chosen.kind === kind}
            onChange={() => onChoose({ ...chosen, kind })}
          />
          {kind === 'full' ? `${label} ${remaining}` : label}
        </label>
      ))}
      {chosen.kind === 'part' ? <Part {...props} /> : null}
      {chosen.kind === 'not-dispensed' ? <Reason {...props} /> : null}
      {chosen.kind === 'full' || chosen.kind === 'part' ? <Products {...props} /> : null}
    </fieldset>
  );
};
