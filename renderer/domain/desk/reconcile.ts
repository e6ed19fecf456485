import { isLaterIssue } from '../kernel/ids';
import type { AskedOutcome } from '../inbox/asked';
import { unblocked } from '../prescriptions/decide-unconfirmed';
import type { DecidedEvent } from '../prescriptions/commands';
import type {
  Custody,
  Item,
  Prescription,
  PrescriptionState,
  Source,
  SpineSays,
} from '../prescriptions/model';
import { isWithheld, standingSupplies } from '../prescriptions/supplied';

type Events = readonly DecidedEvent[];

const ours: readonly Custody['kind'][] = ['ours', 'ours-unconfirmed', 'returning'];
const isUnconfirmed = ({ custody }: PrescriptionState): boolean => custody.kind === 'ours-unconfirmed';

const closed: readonly string[] = ['0005', '0006'];

const differenceOf = (here: Item, there: Item | undefined): string | undefined => {
  const name = here.medication.display;
  if (!there) return `${name} is not on it.`;
  if (closed.includes(there.status) && !closed.includes(here.status))
    return `${name} is ${there.status === '0005' ? 'cancelled' : 'expired'}.`;
  if (there.medication.code !== here.medication.code) return `${name} is ${there.medication.display} there.`;
  return there.quantity.value === here.quantity.value
    ? undefined
    : `${name}: ${there.quantity.value} there, ${here.quantity.value} here.`;
};

/** How the Spine's script differs from the pack's, as far as it matters to what was handed out. */
const differences = (here: Prescription, there: Prescription): readonly string[] => [
  ...here.items.flatMap(
    (item) =>
      differenceOf(
        item,
        there.items.find((one) => one.itemId === item.itemId),
      ) ?? [],
  ),
  ...there.items
    .filter((item) => !here.items.some((one) => one.itemId === item.itemId))
    .map((item) => `${item.medication.display} was not in the pack.`),
];

const conflicted = ({ prescription }: PrescriptionState, says: SpineSays): Events => [
  { type: 'prescription.conflicted', key: prescription.key, says },
];

/**
 * [DSK-10] [DSK-11] The Spine handed the script over: it is ours, and what waited may go. Where something was
 * handed out that the Spine's script does not have so, a person decides first.
 */
export const confirmByScript = (
  state: PrescriptionState,
  prescription: Prescription,
  source: Source,
): Events => {
  const { key } = state.prescription;
  if (prescription.signature === 'failed') return conflicted(state, { kind: 'signature-failed' });
  const confirmed: DecidedEvent = {
    type: 'prescription.confirmed',
    key,
    handedOver: { prescription, source },
  };
  const found = standingSupplies(state).length > 0 ? differences(state.prescription, prescription) : [];
  return found.length > 0
    ? [confirmed, ...conflicted(state, { kind: 'changed', differences: found })]
    : [confirmed, ...unblocked(state)];
};

/**
 * [DSK-12] The Spine's earlier word stood, so what was handed out was not told; now it hands the script over all the
 * same: a person sees both and tells it as it was.
 */
export const oursAfterAll = (state: PrescriptionState, prescription: Prescription): Events =>
  isWithheld(state) && !ours.includes(state.custody.kind)
    ? conflicted(state, {
        kind: 'ours-after-all',
        differences: differences(state.prescription, prescription),
      })
    : [];

const isFirstIssue = (
  { prescription: { key } }: PrescriptionState,
  _: number,
  among: readonly PrescriptionState[],
): boolean => !among.some(({ prescription }) => isLaterIssue(key, prescription.key));

const saysOf = (outcome: AskedOutcome): SpineSays | undefined => {
  switch (outcome.kind) {
    case 'elsewhere':
      return outcome;
    case 'cancelled':
    case 'expired':
    case 'dispensed':
    case 'not-found':
      return { kind: outcome.kind };
    case 'here':
    case 'stuck':
    case 'asked':
    case 'in-doubt':
    case 'put-off':
    case 'refused':
      return undefined;
  }
};

/**
 * [DSK-10] [DSK-11] What the Spine said to a request by id, for the scripts of that id that were released offline: of
 * several issues it means the first, for no later one is to be had before that is done.
 * "With another dispenser" that names ourselves confirms it: the Spine counts it as ours, and its prescription is
 * here. What says nothing about the script leaves it unconfirmed.
 */
export const reconcile = (states: readonly PrescriptionState[], outcome: AskedOutcome): Events =>
  states
    .filter(isUnconfirmed)
    .filter(isFirstIssue)
    .flatMap((state): Events => {
      if (outcome.kind === 'stuck')
        return [{ type: 'prescription.confirmed', key: state.prescription.key }, ...unblocked(state)];
      // Its own script would have come with the answer: another came in its place.
      if (outcome.kind === 'here') return conflicted(state, { kind: 'another-script' });
      const says = saysOf(outcome);
      return says ? conflicted(state, says) : [];
    });
