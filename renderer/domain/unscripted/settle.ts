import type { Place } from '../broker-entries';
import type { IssueKey } from '../kernel/ids';
import type { PrescriptionEvent } from '../prescriptions/events';
import { evolvePrescription } from '../prescriptions/evolve';
import { holdCauses } from '../prescriptions/holds';
import type { PrescriptionState } from '../prescriptions/model';
import { isWithUs } from '../reissue/rule';
import type { UnscriptedEvent } from './events';
import { evolveUnscripted } from './evolve';
import { fitsOf } from './fit';
import { isToPropose, wasTakenBack } from './match';
import { undoMatch } from './matches';
import type { UnscriptedState } from './model';

export type SupplyEvent = UnscriptedEvent | PrescriptionEvent;

/** Not with us, and not only until an answer comes. */
const isGone = ({ custody }: PrescriptionState): boolean =>
  !['ours', 'ours-unconfirmed', 'returning'].includes(custody.kind);

const lay = (state: UnscriptedState, key: IssueKey): SupplyEvent => ({
  type: 'prescription.supplied-before',
  key,
  unscriptedId: state.id,
});

/** [USC-16] [USC-20] Of the scripts that may be the one, that which is for most of its items. */
const nextFor = (
  state: UnscriptedState,
  scripts: readonly PrescriptionState[],
): PrescriptionState | undefined => {
  const fitting = scripts.filter((script) => isToPropose(script, state));
  const counts = fitting.map((script) => fitsOf(script, state).fits.length);
  return fitting[counts.indexOf(Math.max(...counts))];
};

/** [USC-16] [USC-17] What a supply still lacks: its match undone, its hold, another script in place of one that left, or one that is here. */
const settleEntry = (
  state: UnscriptedState,
  scripts: readonly PrescriptionState[],
): readonly SupplyEvent[] => {
  const { id, proposal } = state;
  const taken = scripts.find((script) => wasTakenBack(script, state));
  if (taken) {
    const { key } = taken.prescription;
    return [{ type: 'unscripted.match-undone', id, key }, ...settleEntry(undoMatch(state, key), scripts)];
  }
  const proposed = proposal && scripts.find(({ prescription }) => prescription.key === proposal.key);
  if (proposal && !(proposed && isGone(proposed)))
    return proposed && isWithUs(proposed) && !holdCauses(proposed.hold).includes(id)
      ? [lay(state, proposal.key)]
      : [];
  const next = nextFor(state, scripts)?.prescription;
  return [
    ...(proposal
      ? [
          { type: 'prescription.cleared', key: proposal.key, because: id } as const,
          { type: 'unscripted.proposal-ended', id, key: proposal.key } as const,
        ]
      : []),
    ...(next
      ? [
          lay(state, next.key),
          { type: 'unscripted.proposed', id, key: next.key, shortId: next.shortId } as const,
        ]
      : []),
  ];
};

const isAboutScript = (event: SupplyEvent): event is PrescriptionEvent =>
  event.type.startsWith('prescription.');

export type Supplies = {
  readonly entries: readonly UnscriptedState[];
  readonly scripts: readonly PrescriptionState[];
};

/** Both as they stand after some events. */
export const afterEvents = (
  { entries, scripts }: Supplies,
  events: readonly SupplyEvent[],
  place: Place,
): Supplies => {
  const byId = new Map(entries.map((one) => [one.id, one]));
  const byKey = new Map(scripts.map((one) => [one.prescription.key, one]));
  for (const event of events) {
    if (isAboutScript(event)) {
      const next = evolvePrescription(byKey.get(event.key), { ...event, ...place });
      if (next) byKey.set(event.key, next);
    } else {
      const next = evolveUnscripted(byId.get(event.id), { ...event, ...place });
      if (next) byId.set(event.id, next);
    }
  }
  return { entries: [...byId.values()], scripts: [...byKey.values()] };
};

/**
 * [USC-6] [USC-16] Brings supplies and scripts to where they should be. It looks at what is, not at what happened, so
 * that arrivals, answers, decisions and restarts may come in any order and number.
 */
export const settleSupplies = (
  supplies: Supplies,
  place: Place,
): Supplies & { readonly events: readonly SupplyEvent[] } => {
  let now = supplies;
  const events: SupplyEvent[] = [];
  for (const { id } of supplies.entries) {
    const entry = now.entries.find((one) => one.id === id);
    const next = entry ? settleEntry(entry, now.scripts) : [];
    events.push(...next);
    now = afterEvents(now, next, place);
  }
  return { ...now, events };
};
