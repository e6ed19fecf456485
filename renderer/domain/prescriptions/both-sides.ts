import { formatDateTime } from '../kernel/instant';
import type { Holder, PrescriptionState, SpineSays, SuppliedLine, Supply } from './model';
import { countsAsOurs, spineSentence } from './spine-says';
import { standingSupplies } from './supplied';

/** One hand-out as it was: when and by whom, line by line, and what EPS heard of it. */
type HandOut = { readonly when: string; readonly lines: readonly string[]; readonly notification: string };

/** [DSK-11] What was done here beside what the Spine says, for whoever decides. */
export type BothSides = {
  readonly title: string;
  readonly here: { readonly released: string; readonly handOuts: readonly HandOut[] };
  readonly spine: {
    readonly sentence: string;
    readonly said: string;
    readonly holder?: Holder;
    readonly differences: readonly string[];
  };
};

const lineWords = (state: PrescriptionState, { itemId, products, reason, status }: SuppliedLine): string => {
  const prescribed =
    state.prescription.items.find((item) => item.itemId === itemId)?.medication.display ?? '';
  if (products.length > 0)
    return products
      .map(({ medication, quantity }) => `${medication.display}: ${quantity.value} ${quantity.unit}`.trim())
      .join(', ');
  const why = status === '0004' ? 'owed' : `not handed out${reason ? ` (${reason.display})` : ''}`;
  return `${prescribed}: ${why}`;
};

const notificationWords = ({ notification }: Supply): string => {
  switch (notification) {
    case 'waiting':
      return 'EPS was not told yet: its notification waits.';
    case 'withheld':
      return 'EPS was not told: its notification was set aside.';
    case 'accepted':
      return 'EPS was told.';
    case 'amending':
    case 'parked':
    case 'refused':
    case 'replaced':
    case 'void':
    case 'withdrawing':
    case 'withdrawn':
      return 'EPS was told, and has not taken it as it is.';
  }
};

const handOutOf = (state: PrescriptionState, supply: Supply): HandOut => ({
  when: `Handed out at ${formatDateTime(supply.handedOverAt)} by ${supply.by}`,
  lines: supply.lines.map((line) => lineWords(state, line)),
  notification: notificationWords(supply),
});

const releasedFrom = ({ custody, receivedAt }: PrescriptionState): string =>
  custody.kind === 'ours-unconfirmed'
    ? `Released offline from ${custody.pack} at ${formatDateTime(receivedAt)}.`
    : `Released offline at ${formatDateTime(receivedAt)}.`;

/** Without what stands beside it: the differences, or where whoever has it is to be reached. */
const sentenceOf = (says: SpineSays): string => {
  switch (says.kind) {
    case 'changed':
      return 'The Spine says it is ours, but not as it was supplied:';
    case 'ours-after-all':
      return spineSentence({ ...says, differences: [] });
    case 'elsewhere':
      return `The Spine says it is with ${says.holder.name || 'another pharmacy'}.`;
    case 'another-script':
    case 'cancelled':
    case 'dispensed':
    case 'expired':
    case 'not-found':
    case 'signature-failed':
      return spineSentence(says);
  }
};

/** Both sides of a script that is held because the Spine does not confirm it. */
export const bothSidesOf = (state: PrescriptionState): BothSides | undefined => {
  const { hold } = state;
  if (hold.kind !== 'conflict') return undefined;
  const { says, sinceAt } = hold;
  return {
    title:
      says.kind === 'ours-after-all'
        ? 'This script came after its notification was set aside.'
        : 'The Spine does not confirm this script.',
    here: {
      released: releasedFrom(state),
      handOuts: standingSupplies(state).map((supply) => handOutOf(state, supply)),
    },
    spine: {
      sentence: sentenceOf(says),
      said: formatDateTime(sinceAt),
      ...(says.kind === 'elsewhere' ? { holder: says.holder } : {}),
      differences: countsAsOurs(says) ? says.differences : [],
    },
  };
};
