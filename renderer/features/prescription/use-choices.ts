import { useState } from 'react';
import { asInstant } from '../../domain/kernel/instant';
import { itemEnd } from '../../domain/prescriptions/allowed';
import { checkedOf } from '../../domain/prescriptions/bag';
import type { LineChoice } from '../../domain/prescriptions/commands';
import { beforeCorrected } from '../../domain/prescriptions/decide-amend';
import { lineIsOpen, remainingOf } from '../../domain/prescriptions/supplied';
import type { Item, PrescriptionState, SaidTime } from '../../domain/prescriptions/model';
import { isChanged, useClock, type AskedTimeProps, type TypedTime } from '../../ui';
import type { Seat } from './actions';
import { asPrescribed, choiceOf, inBag, saidBefore, type Chosen } from './chosen';
import { saidTime } from './said-time';

/** What is said of each line: what is in the bag, what came of what was owed, what leaves, or what really left. */
export type Choosing = 'assembly' | 'rest' | 'hand-out' | 'correction';

type Held = {
  /** How far the work and the notifications were: what was chosen counts for one step only. */
  readonly of: string;
  readonly amending: boolean;
  readonly chosen: Readonly<Record<string, Chosen>>;
  readonly typed?: TypedTime;
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

/** What was chosen for each line and said of the time, at assembly, for a hand-out or to correct the last one. */
export const useChoices = (state: PrescriptionState, seat: Seat) => {
  const clock = useClock();
  const of = `${state.work} ${state.supplies.length}`;
  const [held, setHeld] = useState<Held>({ of, amending: false, chosen: {} });
  const current: Held = held.of === of ? held : { of, amending: false, chosen: {} };
  const { amending, chosen, typed } = current;
  const choosing = choosingOf(state, amending);
  const base = amending ? beforeCorrected(state) : state;
  const items = state.prescription.items.filter((item) => choosing && lineIsOpen(base, item));
  const { asked, said, counted, dated } = saidTime(state, seat, amending, asInstant(clock()), typed);
  const time = said ? { time: said } : {};
  const before = amending ? saidBefore(state) : {};
  const first = (item: Item): Chosen =>
    amending ? (before[item.itemId] ?? asPrescribed) : inBag(state, item);
  const chosenFor = (item: Item): Chosen => chosen[item.itemId] ?? first(item);
  const choices = items.map((item) => choiceOf(item, chosenFor(item)));
  const hasChanged =
    (typed !== undefined && said !== undefined) ||
    items.some((item) => isChanged(choiceOf(item, first(item)), choiceOf(item, chosenFor(item))));
  return {
    amending,
    choosing,
    /** What labels are made of, and the day on them where a person says it. */
    labelled: { choices: amending ? [] : choices, ...(dated === undefined ? {} : { at: dated }) },
    hasChanged,
    command: commandOf(choosing, choices, time),
    /** [PRX-22] By when last days count, as the hand-out or the correction will have it. */
    counted,
    shownFor: (item: Item) => items.includes(item) && itemEnd(item, counted) === undefined,
    time:
      asked &&
      ({
        ...{ name: 'Hand-out time', label: 'Handed out at', ...asked },
        onType: (one: TypedTime) => setHeld({ ...current, typed: one }),
      } satisfies AskedTimeProps),
    remaining: (item: Item) => remainingOf(base, item),
    /** [PRX-24] What came of what was owed, handed out at once by whoever may check it. */
    atOnce:
      choosing === 'rest'
        ? ({ kind: 'SupplyItems', choices: choices.map(asChecked), ...time } as const)
        : undefined,
    /** [PRX-23] How much of a line was in the bag when it was checked, where that was not all of it. */
    checked: (item: Item) => (choosing === 'hand-out' ? checkedOf(state, item) : undefined),
    of: chosenFor,
    choose: (item: Item, one: Chosen) => setHeld({ ...current, chosen: { ...chosen, [item.itemId]: one } }),
    amend: () => setHeld({ of, amending: true, chosen: saidBefore(state) }),
    keep: () => setHeld({ of, amending: false, chosen: {} }),
  };
};

export type ChoicesHeld = ReturnType<typeof useChoices>;
