import type { ChosenProduct, LineChoice } from '../../domain/prescriptions/commands';
import { beforeCorrected } from '../../domain/prescriptions/decide-amend';
import { remainingOf, standingSupplies } from '../../domain/prescriptions/supplied';
import type { Item, PrescriptionState, SuppliedLine } from '../../domain/prescriptions/model';

/** A product in place of the one prescribed, as its fields hold it. */
export type ProductFields = { readonly name: string; readonly code: string; readonly quantity: string };

/** What was chosen for one line, as the fields hold it. */
export type Chosen = {
  readonly kind: LineChoice['kind'];
  readonly quantity: string;
  readonly reasonCode: string;
  readonly products: readonly ProductFields[];
};
export const asPrescribed: Chosen = { kind: 'full', quantity: '', reasonCode: '', products: [] };

const numberOf = (text: string): number => Number.parseFloat(text) || 0;

const productsOf = ({ products }: Chosen): { readonly products?: readonly ChosenProduct[] } =>
  products.length === 0
    ? {}
    : {
        products: products.map(({ name, code, quantity }) => ({
          medication: { code: code.trim(), display: name.trim() },
          quantity: numberOf(quantity),
        })),
      };

/** As the domain takes it; a quantity that is no number is none. */
export const choiceOf = (item: Item, chosen: Chosen): LineChoice => {
  const { itemId } = item;
  switch (chosen.kind) {
    case 'part':
      return { kind: 'part', itemId, quantity: numberOf(chosen.quantity), ...productsOf(chosen) };
    case 'full':
      return { kind: 'full', itemId, ...productsOf(chosen) };
    case 'not-dispensed':
      return { kind: 'not-dispensed', itemId, reasonCode: chosen.reasonCode };
    case 'owing':
      return { kind: 'owing', itemId };
  }
};

const fieldsOf = (item: Item, line: SuppliedLine): readonly ProductFields[] =>
  line.products.length === 1 && line.products[0]?.medication.code === item.medication.code
    ? []
    : line.products.map(({ medication, quantity }) => ({
        name: medication.display,
        code: medication.code,
        quantity: String(quantity.value),
      }));

const amountOf = (line: SuppliedLine): number =>
  line.counts ?? line.products.reduce((sum, { quantity }) => sum + quantity.value, 0);

const chosenBefore = (item: Item, line: SuppliedLine): Chosen => {
  const products = fieldsOf(item, line);
  switch (line.status) {
    case '0001':
      return { ...asPrescribed, products };
    case '0003':
      return { ...asPrescribed, kind: 'part', quantity: String(amountOf(line)), products };
    case '0002':
      return { ...asPrescribed, kind: 'not-dispensed', reasonCode: line.reason?.code ?? '' };
    case '0004':
    case '0005':
    case '0006':
      return { ...asPrescribed, kind: 'owing' };
  }
};

/** What the notification to be corrected said of each line: where its correction starts. */
export const saidBefore = (state: PrescriptionState): Readonly<Record<string, Chosen>> => {
  const before = beforeCorrected(state);
  const told = standingSupplies(state).slice(before.supplies.length);
  const items = state.prescription.items.flatMap((item): [string, Chosen][] => {
    const line = told.flatMap(({ lines }) => lines.filter(({ itemId }) => itemId === item.itemId)).at(-1);
    const untouched =
      line?.products.length === 0 && line.status === '0001' && remainingOf(before, item) === 0;
    return line && !untouched ? [[item.itemId, chosenBefore(item, line)]] : [];
  });
  return Object.fromEntries(items);
};
