import type { Seeded } from '../seeded';
import type { Act, Deed, Moment, Scenario, Share, Step, Told, Weather } from './model';
import { hourMs, minuteMs } from '../spans';

const stepMs = 30 * minuteMs;
/** Practices that send again do so early enough for somebody to see it that day. */
const quietEndMs = 2 * hourMs;

const at = ({ midnight }: Scenario, { day, hour }: Moment): number => midnight + (24 * day + hour) * hourMs;

const weatherOf = ({ faults, line, network }: Weather): Deed =>
  network ? { kind: 'weather', faults, line, network } : { kind: 'weather', faults, line };

/** All that will happen, in order; the same for the same scenario, numbers and seed. */
class Planner {
  readonly #scenario: Scenario;
  readonly #random: Seeded;
  readonly #count: number;
  readonly #drawn = new Map<Moment, number>();
  /** Of the supplier's last pack that is to be used. */
  #sequence = 0;
  readonly steps: Step[] = [];

  constructor(scenario: Scenario, random: Seeded, count: number) {
    this.#scenario = scenario;
    this.#random = random;
    this.#count = count;
  }

  /** Shares of a small drill are rounded, and a share that is meant to be something is something. */
  #needs([from, to]: Share): readonly number[] {
    const first = Math.floor(this.#count * from);
    const end = Math.max(first + 1, Math.floor(this.#count * to));
    return Array.from({ length: Math.min(end, this.#count) - first }, (_, i) => first + i);
  }

  #at(moment: Moment): number {
    const before = this.#drawn.get(moment);
    if (before !== undefined) return before;
    const late = moment.within === undefined ? 0 : this.#random.below((moment.within * hourMs) / stepMs + 1);
    const drawn = at(this.#scenario, moment) + late * stepMs;
    this.#drawn.set(moment, drawn);
    return drawn;
  }

  #add(when: number, title: string, deed: Deed): void {
    this.steps.push({ at: when, title, deed });
  }

  /** A half-hour of an opening time, from a moment on, up to and with a day. */
  #sometime({ day, hour }: Moment, untilDay: number): number {
    const { hours } = this.#scenario;
    const on = day + this.#random.below(untilDay - day + 1);
    const from = at(this.#scenario, { day: on, hour: on === day ? hour : hours[0] });
    const end = at(this.#scenario, { day: on, hour: hours[1] }) - quietEndMs;
    return from + this.#random.below(Math.max(1, Math.floor((end - from) / stepMs))) * stepMs;
  }

  #sendAgain(n: number, when: number, told: Told): void {
    const byId = this.#random.chance(0.5);
    const call: Deed = { kind: 'call', n, byId, told };
    if (told === 'before') this.#add(when, '', call);
    this.#add(when + stepMs, '', { kind: 'write-again', n, told });
    if (told === 'after') this.#add(when + stepMs * (2 + this.#random.below(3)), '', call);
  }

  /** So many in all, one by one or a few together, at any half-hour in which the pharmacy is open. */
  #letGo(total: number, from: number, until: number): void {
    const { midnight, hours } = this.#scenario;
    const isOpen = (when: number): boolean => {
      const hour = ((when - midnight) / hourMs) % 24;
      return hour >= hours[0] && hour < hours[1];
    };
    const times: number[] = [];
    for (let when = from; when < until; when += stepMs) if (isOpen(when)) times.push(when);
    const counts = new Map<number, number>();
    for (let n = 0; n < total; n += 1) {
      const when = this.#random.pick(times);
      counts.set(when, (counts.get(when) ?? 0) + 1);
    }
    for (const [when, count] of counts) this.#add(when, '', { kind: 'let-go', count });
  }

  /** The first number is any; one that is to be refused does not count on. */
  #pack({ share, flaw }: Extract<Act, { kind: 'pack' }>): Deed {
    if (this.#sequence === 0) this.#sequence = 1 + this.#random.below(90);
    if (flaw === undefined) this.#sequence += 1;
    const needs = this.#random.shuffled(this.#needs(share));
    return { kind: 'pack', needs, packId: this.#random.uuid(), sequence: this.#sequence, flaw };
  }

  act(act: Act): void {
    const when = this.#at(act.at);
    const title = act.title ?? '';
    switch (act.kind) {
      case 'write':
      case 'write-broken': {
        const days = act.kind === 'write' ? (act.signedWithinDays ?? 1) : 1;
        // Practices write in nobody's order.
        const needs = this.#random
          .shuffled(this.#needs(act.share))
          .map((n) => ({ n, signedDaysAgo: this.#random.below(days) }));
        return this.#add(when, title, { kind: 'write', needs, broken: act.kind === 'write-broken' });
      }
      case 'trickle':
        for (const n of this.#needs(act.share))
          this.#add(this.#sometime(act.at, act.untilDay), '', {
            kind: 'write',
            needs: [{ n, signedDaysAgo: 0 }],
          });
        return;
      case 'send-again':
        for (const n of this.#needs(act.share))
          this.#sendAgain(n, this.#sometime(act.at, act.untilDay), this.#random.pick(act.told));
        return;
      case 'let-go':
        return this.#letGo(this.#needs(act.share).length, when, this.#at(act.until));
      case 'drip':
        return this.#add(when, title, {
          kind: 'drip',
          count: act.count,
          everyMs: act.everyMinutes * minuteMs,
        });
      case 'promise':
        return this.#add(when, 'The supplier promises when all will be clear.', {
          kind: 'promise',
          clearBy: this.#at(act.clearBy),
        });
      case 'list':
        // A supplier's file is in nobody's order.
        return this.#add(when, title, {
          kind: act.kind,
          needs: this.#random.shuffled(this.#needs(act.share)),
        });
      case 'pack':
        return this.#add(when, title, this.#pack(act));
      case 'elsewhere':
      case 'neighbour-acts':
      case 'choke':
      case 'mend':
        return this.#add(when, title, { kind: act.kind, needs: this.#needs(act.share) });
      case 'weather':
        return this.#add(when, title, weatherOf(act));
      case 'swallow':
      case 'flow':
      case 'fixed':
        return this.#add(when, title, { kind: act.kind });
    }
  }
}

export const planOf = (scenario: Scenario, random: Seeded, count: number): readonly Step[] => {
  const planner = new Planner(scenario, random, count);
  for (const act of scenario.acts) planner.act(act);
  // Stable: what is at one time stays in the order of the scenario.
  return planner.steps.sort((a, b) => a.at - b.at);
};

/** When the pharmacy opens and closes on a day of the scenario. */
export const dayOf = (
  scenario: Scenario,
  day: number,
): { readonly opens: number; readonly closes: number } => ({
  opens: at(scenario, { day, hour: scenario.hours[0] }),
  closes: at(scenario, { day, hour: scenario.hours[1] }),
});
