import { useState } from 'react';
import { asInstant } from '../../domain/kernel/instant';
import { itemEnd } from '../../domain/prescriptions/allowed';
import { inBagOf } from '../../domain/prescriptions/bag';
import { beforeCorrected, toCorrect } from '../../domain/prescriptions/decide-amend';
import { lineIsOpen, remainingOf } from '../../domain/prescriptions/supplied';
import type { Item, PrescriptionState } from '../../domain/prescriptions/model';
import { isChanged, useClock } from '../../ui';
import { asPrescribed, choiceOf, inBag, saidBefore, type Chosen } from './chosen';

/** What is said of each line: what is in the bag, what leaves, or what really left. */
export type Choosing = 'assembly' | 'hand-out' | 'correction';

type Held = {
  /** How far the work and the notifications were: what was chosen counts for one step only. */
  readonly of: string;
  readonly amending: boolean;
  readonly chosen: Readonly<Record<string, Chosen>>;
};

const choosingOf = ({ work }: PrescriptionState, amending: boolean): Choosing | undefined => {
  if (amending) return 'correction';
  if (work === 'to-assemble') return 'assembly';
  return work === 'ready' || work === 'part-supplied' ? 'hand-out' : undefined;
};

const kinds = {
  assembly: 'AssemblePrescription',
  'hand-out': 'SupplyItems',
  correction: 'AmendSupply',
} as const;

/** What was chosen for each line, at assembly, for a hand-out or for the correction of the last one. */
export const useChoices = (state: PrescriptionState) => {
  const clock = useClock();
  const of = `${state.work} ${state.supplies.length}`;
  const [held, setHeld] = useState<Held>({ of, amending: false, chosen: {} });
  const current: Held = held.of === of ? held : { of, amending: false, chosen: {} };
  const { amending, chosen } = current;
  const choosing = choosingOf(state, amending);
  const base = amending ? beforeCorrected(state) : state;
  const items = state.prescription.items.filter((item) => choosing && lineIsOpen(base, item));
  // A correction is judged by the time at which the medicine was handed over.
  const now = asInstant(clock());
  const at = amending ? (toCorrect(state)?.handedOverAt ?? now) : now;
  const before = amending ? saidBefore(state) : {};
  const first = (item: Item): Chosen =>
    amending ? (before[item.itemId] ?? asPrescribed) : inBag(state, item);
  const chosenFor = (item: Item): Chosen => chosen[item.itemId] ?? first(item);
  const choices = items.map((item) => choiceOf(item, chosenFor(item)));
  const hasChanged = items.some((item) =>
    isChanged(choiceOf(item, first(item)), choiceOf(item, chosenFor(item))),
  );
  return {
    amending,
    choosing,
    hasChanged,
    command: { kind: kinds[choosing ?? 'hand-out'], choices },
    shownFor: (item: Item) => items.includes(item) && itemEnd(item, at) === undefined,
    remaining: (item: Item) => remainingOf(base, item),
    /** [PRX-23] How much is in the bag that is handed out, where that was said. */
    inBag: (item: Item) => (choosing === 'hand-out' ? inBagOf(state, item)?.quantity : undefined),
    of: chosenFor,
    choose: (item: Item, one: Chosen) => setHeld({ ...current, chosen: { ...chosen, [item.itemId]: one } }),
    amend: () => setHeld({ of, amending: true, chosen: saidBefore(state) }),
    keep: () => setHeld({ of, amending: false, chosen: {} }),
  };
};

export type ChoicesHeld = ReturnType<typeof useChoices>;
