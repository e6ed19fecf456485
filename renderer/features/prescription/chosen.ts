import { choiceOfBag } from '../../domain/prescriptions/bag';
import type { LineChoice } from '../../domain/prescriptions/commands';
import { beforeCorrected } from '../../domain/prescriptions/decide-amend';
import { countOf, quantityIsKnown, standingSupplies, tidyAmount } from '../../domain/prescriptions/supplied';
import type {
  ChosenProduct,
  Item,
  PrescriptionState,
  SuppliedLine,
  Unit,
} from '../../domain/prescriptions/model';

/** A product in place of the one prescribed, as its fields hold it. */
export type ProductFields = {
  readonly name: string;
  readonly code: string;
  readonly quantity: string;
  /** [PRX-26] What was chosen as its unit; of the product prescribed it counts for nothing. */
  readonly unit: Unit | undefined;
};

/** [PRX-26] [PRX-27] The prescribed product is counted as the script counts, where that says how much. */
export const hasOwnUnit = (item: Item, { code }: Pick<ProductFields, 'code'>): boolean =>
  code.trim() !== item.medication.code || !quantityIsKnown(item);

/** What was chosen for one line, as the fields hold it. */
export type Chosen = {
  readonly kind: LineChoice['kind'];
  readonly quantity: string;
  readonly reasonCode: string;
  readonly products: readonly ProductFields[];
  /** The rest is in the bag now. */
  readonly restIsIn: boolean;
};
export const asPrescribed: Chosen = {
  kind: 'full',
  quantity: '',
  reasonCode: '',
  products: [],
  restIsIn: false,
};

/** A text that is no number is none, “1,000” and “14 of 28” among them. */
export const numberOf = (text: string): number => Number(text) || 0;

const productOf = (item: Item, fields: ProductFields): ChosenProduct => ({
  medication: { code: fields.code.trim(), display: fields.name.trim() },
  quantity: numberOf(fields.quantity),
  ...(fields.unit && hasOwnUnit(item, fields) ? { unit: fields.unit } : {}),
});

const leaving = (item: Item, chosen: Chosen) => ({
  ...(chosen.products.length === 0
    ? {}
    : { products: chosen.products.map((fields) => productOf(item, fields)) }),
  ...(chosen.restIsIn ? { restIsIn: true as const } : {}),
});

/** As the domain takes it; a quantity that is no number is none. */
export const choiceOf = (item: Item, chosen: Chosen): LineChoice => {
  const { itemId } = item;
  switch (chosen.kind) {
    case 'part':
      return { kind: 'part', itemId, quantity: numberOf(chosen.quantity), ...leaving(item, chosen) };
    case 'full':
      return { kind: 'full', itemId, ...leaving(item, chosen) };
    case 'not-dispensed':
      return { kind: 'not-dispensed', itemId, reasonCode: chosen.reasonCode };
    case 'owing':
      return { kind: 'owing', itemId };
  }
};

const productFields = ({ medication, quantity, unit }: ChosenProduct): ProductFields => ({
  name: medication.display,
  code: medication.code,
  quantity: String(quantity),
  unit,
});

/** [PRX-23] What is in the bag by the last word on it: where a new assembly and the hand-out start. */
export const inBag = (state: PrescriptionState, item: Item): Chosen => {
  const choice = choiceOfBag(state, item);
  return {
    ...asPrescribed,
    kind: choice.kind,
    quantity: choice.kind === 'part' ? String(choice.quantity) : '',
    products: 'products' in choice ? (choice.products ?? []).map(productFields) : [],
  };
};

/** What the notification to be corrected, and those that waited behind it, said of a line together. */
type Told = {
  readonly last: SuppliedLine;
  readonly amount: number;
  readonly products: readonly ProductFields[];
};

/** [PRX-26] What was counted otherwise than the script counts. */
const unitBeside = ({ quantity }: Item, { unit, code }: Unit): Unit | undefined =>
  unit === quantity.unit && code === quantity.code ? undefined : { unit, code };

/** Named one by one only where something else left than the product prescribed, or it left as several. */
const fieldsOf = (item: Item, lines: readonly SuppliedLine[]): readonly ProductFields[] => {
  const products = lines.flatMap((line) => line.products);
  const asPrescribed = products.every(({ medication }) => medication.code === item.medication.code);
  return asPrescribed && quantityIsKnown(item) && lines.every((line) => line.products.length < 2)
    ? []
    : products.map(({ medication, quantity }) => ({
        ...productFields({ medication, quantity: quantity.value }),
        unit: unitBeside(item, quantity),
      }));
};

const toldOf = (item: Item, lines: readonly SuppliedLine[]): Told | undefined => {
  const last = lines.at(-1);
  const sum = lines.reduce((total, line) => total + countOf(line), 0);
  return last && { last, amount: tidyAmount(sum), products: fieldsOf(item, lines) };
};

const chosenBefore = ({ last, amount, products }: Told): Chosen => {
  switch (last.status) {
    case '0001':
      return { ...asPrescribed, products };
    case '0002':
      return { ...asPrescribed, kind: 'not-dispensed', reasonCode: last.reason?.code ?? '' };
    case '0003':
    case '0004':
    case '0005':
    case '0006':
      return amount > 0
        ? { ...asPrescribed, kind: 'part', quantity: String(amount), products }
        : { ...asPrescribed, kind: 'owing' };
  }
};

/** What was said of each line before: where its correction starts. */
export const saidBefore = (state: PrescriptionState): Readonly<Record<string, Chosen>> => {
  const told = standingSupplies(state).slice(beforeCorrected(state).supplies.length);
  const items = state.prescription.items.flatMap((item): [string, Chosen][] => {
    const said = toldOf(
      item,
      told.flatMap(({ lines }) => lines.filter(({ itemId }) => itemId === item.itemId)),
    );
    return said ? [[item.itemId, chosenBefore(said)]] : [];
  });
  return Object.fromEntries(items);
};
