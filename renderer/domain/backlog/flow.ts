import type { DomainEvent } from '../events';
import { asInstant, hourMs, type Instant } from '../kernel/instant';
import type { Direction, Slot } from './model';

/** Counts are kept for every five minutes. */
export const slotMs = 300_000;
const slotsOfHour = hourMs / slotMs;

/** What is counted; `unsent` left the queue unsent: a person must see to it, or nothing of it is sent. Stored: do not rename. */
type Counted = 'received' | 'written' | 'settled' | 'unsent' | 'supplied';

/** One hour in slots of five minutes; a count that is all nought is left out. */
export type HourFlow = { readonly hourAt: Instant } & { readonly [C in Counted]?: readonly number[] };

/** What is always counted as the same. */
const always: { readonly [T in DomainEvent['type']]?: Counted } = {
  // What came out of a pack is seen once the Spine says that it is ours.
  'prescription.received': 'received',
  'prescription.confirmed': 'received',
  'prescription.supplied': 'supplied',
  'message.queued': 'written',
  'message.retried': 'written',
  'message.accepted': 'settled',
  'message.parked': 'unsent',
};

/** [BLG-1] What an event adds to: a message that waits for a person has left the queue until it is sent again. */
const countedAs = (event: DomainEvent): Counted | undefined => {
  if (event.type === 'message.unblocked') return event.setAside ? 'written' : undefined;
  // [OUT-14] It left once, and was counted then.
  if (event.type === 'prescription.supplied' && event.supply.replaces?.recalled) return undefined;
  // What was parked has left already.
  if (event.type === 'message.replaced' || event.type === 'message.set-aside')
    return event.waited ? 'unsent' : undefined;
  return always[event.type];
};

export const isCounted = (event: DomainEvent): boolean => countedAs(event) !== undefined;

/** [BLG-1] Adds an event to its five minutes. */
export const evolveFlow = (before: HourFlow, event: DomainEvent & { readonly at: Instant }): HourFlow => {
  const counted = countedAs(event);
  const slot = Math.floor((event.at - before.hourAt) / slotMs);
  if (counted === undefined || slot < 0 || slot >= slotsOfHour) return before;
  const counts = [...(before[counted] ?? new Array<number>(slotsOfHour).fill(0))];
  counts[slot] = (counts[slot] ?? 0) + 1;
  return { ...before, [counted]: counts };
};

type Names = { readonly arrived?: Counted; readonly through: Counted; readonly unsent?: Counted };
const names: Readonly<Record<Direction, Names>> = {
  out: { arrived: 'written', through: 'settled', unsent: 'unsent' },
  // What is on its way to us is not ours to count; what came is.
  in: { through: 'received' },
};

const sumOf = (flow: HourFlow, counted: Counted | undefined, slot: number): number =>
  counted === undefined ? 0 : (flow[counted]?.[slot] ?? 0);

/** Every five minutes between two moments, oldest first; the last one may have only begun. */
export const slotsOf = (
  flows: readonly HourFlow[],
  direction: Direction,
  span: { readonly fromAt: Instant; readonly untilAt: Instant },
): readonly Slot[] => {
  const { arrived, through, unsent } = names[direction];
  const byHour = new Map(flows.map((flow) => [flow.hourAt, flow]));
  const slots: Slot[] = [];
  for (let at = Math.floor(span.fromAt / slotMs) * slotMs; at < span.untilAt; at += slotMs) {
    const hourAt = asInstant(Math.floor(at / hourMs) * hourMs);
    const flow = byHour.get(hourAt);
    const slot = (at - hourAt) / slotMs;
    const sumAt = (counted: Counted | undefined): number => (flow ? sumOf(flow, counted, slot) : 0);
    slots.push({
      fromAt: asInstant(at),
      untilAt: asInstant(Math.min(at + slotMs, span.untilAt)),
      arrived: sumAt(arrived),
      drained: sumAt(through) + sumAt(unsent),
      unsent: sumAt(unsent),
    });
  }
  return slots;
};

/** [BLG-2] The slots of which no part lies in a time in which nobody counted, for the program was closed. */
export const countedOf = (
  slots: readonly Slot[],
  closed: readonly Pick<Slot, 'fromAt' | 'untilAt'>[],
): readonly Slot[] =>
  slots.filter((slot) => !closed.some((gap) => gap.fromAt < slot.untilAt && gap.untilAt > slot.fromAt));

/** Neighbouring slots added up, so that a chart of ten days has no more bars than one of a day. */
export const gather = (slots: readonly Slot[], stepMs: number): readonly Slot[] => {
  const steps = new Map<number, Slot>();
  for (const slot of slots) {
    const step = Math.floor(slot.fromAt / stepMs);
    const before = steps.get(step);
    steps.set(
      step,
      before
        ? {
            ...before,
            untilAt: slot.untilAt,
            arrived: before.arrived + slot.arrived,
            drained: before.drained + slot.drained,
            unsent: before.unsent + slot.unsent,
          }
        : slot,
    );
  }
  return [...steps.values()];
};
