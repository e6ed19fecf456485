import { asInstant, type Instant } from '../../domain/kernel/instant';
import { itemEnd } from '../../domain/prescriptions/allowed';
import { checkedOf, notToAddRest } from '../../domain/prescriptions/bag';
import type { LineChoice } from '../../domain/prescriptions/commands';
import { beforeCorrected } from '../../domain/prescriptions/decide-amend';
import { lineIsOpen, remainingOf, standingSupplies } from '../../domain/prescriptions/supplied';
import type { Item, PrescriptionState, SaidTime } from '../../domain/prescriptions/model';
import { isChanged, useClock, useDraft, type AskedTimeProps, type TypedTime } from '../../ui';
import type { Seat } from './actions';
import { asPrescribed, choiceOf, inBag, saidBefore, type Chosen } from './chosen';
import { saidTime } from './said-time';

/** What is said of each line: what is in the bag, what came of what was owed, what leaves, or what really left. */
export type Choosing = 'assembly' | 'rest' | 'hand-out' | 'correction';

type Said = { readonly chosen: Readonly<Record<string, Chosen>>; readonly typed?: TypedTime };
const nothingSaid: Said = { chosen: {} };

/** [USR-15] What a choice was made for: it counts for one step of the work, one stand of the hand-outs, these lines. */
const madeFor = (state: PrescriptionState): string => {
  const { work, hold, custody, bag, prescription } = state;
  const isOurs = custody.kind === 'ours' || custody.kind === 'ours-unconfirmed';
  const told = standingSupplies(state).map(({ messageId }) => messageId);
  return JSON.stringify([work, hold.kind, isOurs, bag, told, prescription.items]);
};

const choosingOf = ({ work }: PrescriptionState, amending: boolean): Choosing | undefined => {
  if (amending) return 'correction';
  if (work === 'to-assemble') return 'assembly';
  if (work === 'part-supplied') return 'rest';
  return work === 'ready' ? 'hand-out' : undefined;
};

const commandOf = (
  choosing: Choosing | undefined,
  choices: readonly LineChoice[],
  time: { readonly time?: SaidTime },
) => {
  switch (choosing) {
    case 'assembly':
    case 'rest':
      return { kind: 'AssemblePrescription', choices } as const;
    case 'correction':
      return { kind: 'AmendSupply', choices, ...time } as const;
    case 'hand-out':
    case undefined:
      return { kind: 'SupplyItems', choices, ...time } as const;
  }
};

const asChecked = (choice: LineChoice): LineChoice =>
  choice.kind === 'full' || choice.kind === 'part' ? { ...choice, restIsIn: true } : choice;

/** What is chosen for the lines of one hand-over, and how that differs from what stood there first. */
const readSaid = (
  state: PrescriptionState,
  seat: Seat,
  amending: boolean,
  { chosen, typed }: Said,
  now: Instant,
) => {
  const choosing = choosingOf(state, amending);
  const base = amending ? beforeCorrected(state) : state;
  const items = state.prescription.items.filter((item) => choosing && lineIsOpen(base, item));
  const time = saidTime(state, seat, amending, now, typed);
  const before = amending ? saidBefore(state) : {};
  const first = (item: Item): Chosen =>
    amending ? (before[item.itemId] ?? asPrescribed) : inBag(state, item);
  const of = (item: Item): Chosen => chosen[item.itemId] ?? first(item);
  const hasChanged =
    (typed !== undefined && time.said !== undefined) ||
    items.some((item) => isChanged(choiceOf(item, first(item)), choiceOf(item, of(item))));
  return { choosing, base, items, of, hasChanged, ...time };
};

/** What was chosen for each line and said of the time, at assembly, for a hand-out or to correct the last one. */
export const useChoices = (state: PrescriptionState, seat: Seat) => {
  const now = asInstant(useClock()());
  const { key, shortId } = state.prescription;
  const [of, what] = [madeFor(state), `what you chose for ${shortId}`];
  const read = (amending: boolean) => (said: Said) => readSaid(state, seat, amending, said, now);
  const isWorth = (amending: boolean) => (said: Said) => read(amending)(said).hasChanged;
  const handOver = useDraft<Said>({ id: `hand-over ${key}`, of, what, isWorth: isWorth(false) });
  const correction = useDraft<Said>({ id: `correction ${key}`, of, what, isWorth: isWorth(true) });
  const amending = correction.value !== undefined;
  const draft = amending ? correction : handOver;
  const said = draft.value ?? nothingSaid;
  const { choosing, base, items, hasChanged, asked, counted, dated, ...found } = read(amending)(said);
  const time = found.said ? { time: found.said } : {};
  const choices = items.map((item) => choiceOf(item, found.of(item)));
  return {
    amending,
    choosing,
    /** What labels are made of, and the day on them where a person says it. */
    labelled: { choices: amending ? [] : choices, ...(dated === undefined ? {} : { at: dated }) },
    hasChanged,
    what,
    saved: draft.saved,
    /** What was left of it; of a correction that was begun before all else. */
    left: correction.held.kind === 'none' ? handOver : correction,
    command: commandOf(choosing, choices, time),
    /** [PRX-22] By when last days count, as the hand-out or the correction will have it. */
    counted,
    shownFor: (item: Item) => items.includes(item) && itemEnd(item, counted) === undefined,
    time:
      asked &&
      ({
        ...{ name: 'Hand-out time', label: 'Handed out at', ...asked },
        onType: (typed: TypedTime) => draft.set({ ...said, typed }),
      } satisfies AskedTimeProps),
    remaining: (item: Item) => remainingOf(base, item),
    /** [PRX-24] What came of what was owed, handed out at once by whoever may check it. */
    atOnce:
      choosing === 'rest'
        ? ({ kind: 'SupplyItems', choices: choices.map(asChecked), ...time } as const)
        : undefined,
    /** [PRX-23] How much of a line was in the bag when it was checked, where that was not all of it. */
    checked: (item: Item) => (choosing === 'hand-out' ? checkedOf(state, item) : undefined),
    notToAddRest: notToAddRest(seat.person),
    of: found.of,
    choose: (item: Item, one: Chosen) =>
      draft.set({ ...said, chosen: { ...said.chosen, [item.itemId]: one } }),
    amend: () => correction.set({ chosen: saidBefore(state) }),
    keep: correction.drop,
  };
};

export type ChoicesHeld = ReturnType<typeof useChoices>;
