import type { Place } from '../broker-entries';
import type { Instant } from '../kernel/instant';
import type { IssueKey, ReissueId } from '../kernel/ids';
import { everyLink } from '../patients/match';
import { evolvePrescription } from '../prescriptions/evolve';
import type { PrescriptionState } from '../prescriptions/model';
import { findCounterpart, sideOf, whatItMeans, type Around } from './arrive';
import { answeredBy, deferred, placed } from './asked-once';
import { afterReturn, concernedBy, type ReturnAnswered } from './answered';
import { saysItself } from './close';
import { evolveReissue } from './evolve';
import type { ReissueState } from './model';
import { settlePair, type PairEvent, type ReturnDraft, type Scripts, type Settled } from './settle';

type DraftContext = { readonly now: Instant; readonly by: string; readonly newId: () => string };

const isAboutPair = (event: PairEvent): event is Extract<PairEvent, { type: `reissue.${string}` }> =>
  event.type.startsWith('reissue.');

/**
 * Scripts and pairs as they will stand once what was worked out so far is written: several scripts of one
 * answer are looked at one after the other, each in the light of those before it.
 */
export class PairDraft {
  readonly events: PairEvent[] = [];
  readonly returns: ReturnDraft[] = [];
  readonly #scripts = new Map<IssueKey, PrescriptionState>();
  readonly #byPatient = new Map<string, Set<IssueKey>>();
  readonly #pairs = new Map<ReissueId, ReissueState>();
  readonly #ousted: IssueKey[] = [];
  readonly #context: DraftContext;

  constructor(scripts: readonly PrescriptionState[], pairs: readonly ReissueState[], context: DraftContext) {
    for (const script of scripts) this.#keep(script);
    for (const pair of pairs) this.#pairs.set(pair.id, pair);
    this.#context = context;
  }

  script(key: IssueKey): PrescriptionState | undefined {
    return this.#scripts.get(key);
  }
  pair(id: ReissueId): ReissueState | undefined {
    return this.#pairs.get(id);
  }

  /** Takes in an event and keeps it to be written. */
  take(event: PairEvent): void {
    if (event.type === 'reissue.arrived') this.#oust(event);
    if (event.type === 'reissue.registered') this.#place(event.id, event.original.key);
    this.events.push(event);
    const place: Place = { at: this.#context.now, by: this.#context.by, seq: 0 };
    if (isAboutPair(event)) {
      const next = evolveReissue(this.#pairs.get(event.id), { ...event, ...place });
      if (next) this.#pairs.set(event.id, next);
    } else {
      const next = evolvePrescription(this.#scripts.get(event.key), { ...event, ...place });
      if (next) this.#keep(next);
    }
  }

  /** Brings both scripts of a pair to where it says they should be. */
  settle(id: ReissueId, again = false): void {
    this.#findMissing(id);
    const pair = this.#pairs.get(id);
    if (pair) this.#add(settlePair(pair, (key) => this.script(key), this.#context.newId, again));
  }

  /** [RSU-16] The same for many: what one brings about may be for another, so until nothing follows any more. */
  settleAll(ids: readonly ReissueId[]): void {
    for (let round = 0; round <= ids.length; round += 1) {
      const before = this.events.length;
      for (const id of ids) this.settle(id);
      if (this.events.length === before) return;
    }
  }

  /** [RSU-21] What follows for registrations of what was said of two scripts in another pair. */
  settleBeside(id: ReissueId): void {
    this.#beside(id, answeredBy);
    this.settleAll([...this.#pairs.values()].filter(({ end }) => !end).map((pair) => pair.id));
  }

  /** [RSU-5] What pairs learn of an answer to a return. A script that stays, and is in no pair, is with us as if it came. */
  answered(answered: ReturnAnswered): void {
    const { key, type } = answered;
    const script = this.script(key);
    if (!script) return;
    const pairs = [...this.#pairs.values()];
    for (const pair of concernedBy(answered, pairs, script.hold))
      this.#add(afterReturn(pair, answered, (one) => this.script(one)));
    const isBound = pairs.some((pair) => !pair.end && sideOf(pair, key) !== undefined);
    if (type === 'prescription.return-refused' && !isBound) this.look(key);
  }

  /** Looks at a script that came or is about to be supplied. */
  look(key: IssueKey): void {
    const first = this.#lookOnce(key);
    // [RSU-23] A pair that was closed without it is open again, and it takes its place there.
    const then = first === 'reissue.came-back' ? this.#lookOnce(key) : first;
    // [RSU-21] What has found its place in a pair may look like one that was handed out besides.
    if (then === 'reissue.arrived') this.#lookOnce(key);
    for (const ousted of this.#ousted.splice(0)) this.look(ousted);
  }

  #lookOnce(key: IssueKey): PairEvent['type'] | undefined {
    const script = this.script(key);
    if (!script) return undefined;
    const meaning = whatItMeans(script, this.around(key), this.#context.newId);
    if (meaning) this.take(meaning);
    for (const pair of [...this.#pairs.values()])
      if (sideOf(pair, key) !== undefined || pair.proposal?.key === key) {
        for (const event of saysItself(pair, script)) this.take(event);
        this.settle(pair.id);
        // Compared from now on, or again, as where one of the two came back.
        this.#beside(pair.id, deferred);
      }
    return meaning?.type;
  }

  /** The other scripts of the same patient and those that pairs name. */
  around(key: IssueKey): Around {
    const pairs = [...this.#pairs.values()];
    const keys = new Set(this.#linksOf(key).flatMap((link) => [...(this.#byPatient.get(link) ?? [])]));
    for (const { original, replacement, proposal } of pairs)
      for (const bound of [original.key, replacement.key, proposal?.key])
        if (bound !== undefined) keys.add(bound);
    keys.delete(key);
    return { pairs, siblings: [...keys].flatMap((one) => this.#scripts.get(one) ?? []) };
  }

  #beside(
    id: ReissueId,
    follows: (pair: ReissueState, other: ReissueState, scripts: Scripts) => readonly PairEvent[],
  ): void {
    for (const pair of [...this.#pairs.values()]) {
      const other = this.#pairs.get(id);
      if (other) for (const event of follows(pair, other, (key) => this.script(key))) this.take(event);
    }
  }

  #linksOf(key: IssueKey): readonly string[] {
    const script = this.#scripts.get(key);
    return script ? everyLink(script.prescription.patient) : [];
  }

  #keep(script: PrescriptionState): void {
    const { key } = script.prescription;
    this.#scripts.set(key, script);
    for (const link of this.#linksOf(key))
      this.#byPatient.set(link, (this.#byPatient.get(link) ?? new Set()).add(key));
  }

  #findMissing(id: ReissueId): void {
    const pair = this.#pairs.get(id);
    if (!pair || pair.end || pair.decision === 'open' || pair.proposal) return;
    if (pair.original.key !== undefined && pair.replacement.key !== undefined) return;
    const around = { pairs: [...this.#pairs.values()], siblings: [...this.#scripts.values()] };
    for (const event of findCounterpart(pair, around, (key) => this.script(key))) this.take(event);
  }

  /** [RSU-2] Once another script stands where one was proposed, that one is looked at by itself. */
  #oust({ id, which, key }: Extract<PairEvent, { type: 'reissue.arrived' }>): void {
    this.#place(id, key);
    const proposal = this.#pairs.get(id)?.proposal;
    if (!proposal || proposal.which !== which || proposal.key === key) return;
    this.take({ type: 'prescription.cleared', key: proposal.key, because: id });
    this.take({ type: 'reissue.proposal-rejected', id, key: proposal.key });
    this.#ousted.push(proposal.key);
  }

  #place(id: ReissueId, key: IssueKey | undefined): void {
    if (key === undefined) return;
    for (const pair of [...this.#pairs.values()])
      if (pair.id !== id) for (const event of placed(pair, key, (one) => this.script(one))) this.take(event);
  }

  #add({ events, returns }: Settled): void {
    for (const event of events) this.take(event);
    this.returns.push(...returns);
  }
}
