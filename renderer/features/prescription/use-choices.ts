import { useState } from 'react';
import { asInstant } from '../../domain/kernel/instant';
import { itemEnd } from '../../domain/prescriptions/allowed';
import { beforeCorrected, toCorrect } from '../../domain/prescriptions/decide-amend';
import { lineIsOpen, remainingOf } from '../../domain/prescriptions/supplied';
import type { Item, PrescriptionState } from '../../domain/prescriptions/model';
import { isChanged, useClock } from '../../ui';
import { asPrescribed, choiceOf, saidBefore, type Chosen } from './chosen';

type Held = {
  /** How many notifications there were: what was chosen counts for one hand-out only. */
  readonly of: number;
  readonly amending: boolean;
  readonly chosen: Readonly<Record<string, Chosen>>;
};

/** What was chosen for each line, for a hand-out or for the correction of the last one. */
export const useChoices = (state: PrescriptionState) => {
  const clock = useClock();
  const of = state.supplies.length;
  const [held, setHeld] = useState<Held>({ of, amending: false, chosen: {} });
  const current: Held = held.of === of ? held : { of, amending: false, chosen: {} };
  const { amending, chosen } = current;
  const base = amending ? beforeCorrected(state) : state;
  const open = amending || state.work === 'ready' || state.work === 'part-supplied';
  const items = state.prescription.items.filter((item) => open && lineIsOpen(base, item));
  // A correction is judged by the time at which the medicine was handed over.
  const now = asInstant(clock());
  const at = amending ? (toCorrect(state)?.handedOverAt ?? now) : now;
  const chosenFor = (item: Item): Chosen => chosen[item.itemId] ?? asPrescribed;
  const choices = items.map((item) => choiceOf(item, chosenFor(item)));
  const first = amending ? saidBefore(state) : {};
  const hasChanged = items.some((item) =>
    isChanged(choiceOf(item, first[item.itemId] ?? asPrescribed), choiceOf(item, chosenFor(item))),
  );
  return {
    amending,
    hasChanged,
    command: amending
      ? ({ kind: 'AmendSupply', choices } as const)
      : ({ kind: 'SupplyItems', choices } as const),
    shownFor: (item: Item) => items.includes(item) && itemEnd(item, at) === undefined,
    remaining: (item: Item) => remainingOf(base, item),
    of: chosenFor,
    choose: (item: Item, one: Chosen) => setHeld({ ...current, chosen: { ...chosen, [item.itemId]: one } }),
    amend: () => setHeld({ of, amending: true, chosen: saidBefore(state) }),
    keep: () => setHeld({ of, amending: false, chosen: {} }),
  };
};

export type ChoicesHeld = ReturnType<typeof useChoices>;
