import type { ClaimDetails } from '../../renderer/domain/claims/model';
import type { LineChoice, PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import type { ChosenProduct, Item, PrescriptionState } from '../../renderer/domain/prescriptions/model';

/** What somebody would like to do with a script; the domain says whether it may be done. */
export type Wish = {
  readonly kinds: readonly LineChoice['kind'][];
  readonly part: number;
  readonly do: 'supply' | 'none' | 'withdraw' | 'return' | 'amend' | 'claim';
  readonly other: boolean;
};

/** Two products for one line: one as prescribed, one other. */
const twoProducts = (item: Item): readonly ChosenProduct[] => [
  { medication: item.medication, quantity: 1 },
  {
    medication: { code: '39732311000001104', display: 'Another product' },
    quantity: 2,
    unit: { unit: 'ml', code: '258773002' },
  },
];

const claimOf = (state: PrescriptionState): ClaimDetails => ({
  exemption: '0009',
  evidenceSeen: true,
  lines: state.prescription.items.map(({ itemId }, n) => ({
    itemId,
    charge: 'not-paid',
    endorsements:
      n === 1
        ? [
            { code: 'IP', text: '1234' },
            { code: 'SP', text: '' },
          ]
        : [{ code: 'NDEC', text: '' }],
  })),
});

export const commandOf = (
  state: PrescriptionState,
  { kinds, part, do: deed, other }: Wish,
): PrescriptionCommand => {
  if (deed === 'claim') return { kind: 'SendClaim', details: claimOf(state) };
  if (deed === 'withdraw') return { kind: 'WithdrawSupply', reasonCode: 'QU' };
  if (deed === 'none') return { kind: 'RecordNotDispensed', reasonCode: '0010' };
  if (deed === 'return') return { kind: 'ReturnPrescription', reasonCode: '0003' };
  const owed = state.work === 'part-supplied' ? { restIsIn: true as const } : {};
  const choices = state.prescription.items.map((item, n): LineChoice => {
    const { itemId } = item;
    const kind = kinds[n] ?? 'full';
    switch (kind) {
      case 'part':
        return { kind, itemId, quantity: Math.max(1, Math.floor(item.quantity.value * part)), ...owed };
      case 'not-dispensed':
        return { kind, itemId, reasonCode: '0010' };
      case 'full':
        return { kind, itemId, ...owed, ...(other ? { products: twoProducts(item) } : {}) };
      default:
        return { kind, itemId };
    }
  });
  return { kind: deed === 'amend' ? 'AmendSupply' : 'SupplyItems', choices };
};

/** The steps that come before anything is handed out. */
export const stepsOfWork = [
  'CheckPrescription',
  'AssemblePrescription',
  'AccuracyCheckPrescription',
] as const satisfies readonly PrescriptionCommand['kind'][];
