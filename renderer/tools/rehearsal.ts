import type { ClaimDetails } from '../domain/claims/model';
import { echoBundle } from '../domain/fhir/find-released';
import { writeMessage } from '../domain/fhir/write-message';
import type { Actor, DecideContext, Site } from '../domain/kernel/context';
import { asRequestId } from '../domain/kernel/ids';
import { asInstant, type Instant } from '../domain/kernel/instant';
import { decideAfterAttempt, type Verdict } from '../domain/outbox/decide';
import type { Message } from '../domain/outbox/model';
import type { LineChoice, MessageDraft, PrescriptionCommand } from '../domain/prescriptions/commands';
import { decidePrescription } from '../domain/prescriptions/decide';
import { evolvePrescription } from '../domain/prescriptions/evolve';
import type { PrescriptionEvent } from '../domain/prescriptions/events';
import type { Item, PrescriptionState } from '../domain/prescriptions/model';
import { lineIsOpen, quantityIsKnown, remainingOf } from '../domain/prescriptions/supplied';
import { windowOpens } from '../domain/prescriptions/windows';
import type { FoundScript } from './scripts-of';

export type Cast = { readonly site: Site; readonly user: Actor; readonly newId: () => string };

/** One thing to do with a script: what it is called, and the command it is by the script as it stands. */
export type Step = {
  readonly name: string;
  readonly command: (state: PrescriptionState) => PrescriptionCommand;
};

const openItems = (state: PrescriptionState): readonly Item[] =>
  state.prescription.items.filter((item) => lineIsOpen(state, item));

const choices = (state: PrescriptionState, choose: (item: Item, nth: number) => LineChoice) =>
  openItems(state).map(choose);

/** [PRX-27] Where nobody can read how much is prescribed, a pharmacist has asked, and it is one tablet. */
const full = (item: Item): LineChoice => {
  const { itemId, medication } = item;
  const one = { medication, quantity: 1, unit: { unit: 'tablet', code: '428673006' } };
  return { kind: 'full', itemId, ...(quantityIsKnown(item) ? {} : { products: [one] }) };
};

/** Half of what is left, whole where that can be. */
const halfOf = (amount: number): number => (amount >= 2 ? Math.floor(amount / 2) : amount / 2);

const twoProducts = (state: PrescriptionState, item: Item): LineChoice => {
  if (!quantityIsKnown(item)) return full(item);
  const amount = remainingOf(state, item);
  const half = halfOf(amount);
  const products = [half, amount - half].map((quantity) => ({ medication: item.medication, quantity }));
  return { kind: 'full', itemId: item.itemId, products };
};

const supply = (
  name: string,
  choose: (state: PrescriptionState) => (item: Item, nth: number) => LineChoice,
): Step => ({
  name: `notification (${name})`,
  command: (state) => ({ kind: 'SupplyItems', choices: choices(state, choose(state)) }),
});

/** [PRX-24] What was owed, checked as it is handed out. */
const rest = supply('final', () => (item) => ({ ...full(item), restIsIn: true }));

const part = supply(
  'partial',
  (state) => (item, nth) =>
    nth === 0 && quantityIsKnown(item)
      ? { kind: 'part', itemId: item.itemId, quantity: halfOf(remainingOf(state, item)) }
      : full(item),
);
const none = supply('none dispensed', () => ({ itemId }) => ({
  kind: 'not-dispensed',
  itemId,
  reasonCode: '0010',
}));

const withdraw: Step = {
  name: 'withdrawal',
  command: () => ({ kind: 'WithdrawSupply', reasonCode: 'QU' }),
};
const amend: Step = {
  name: 'amendment',
  command: (state) => ({
    kind: 'AmendSupply',
    choices: state.prescription.items.map((item) => full(item)),
  }),
};

const claimDetails = (state: PrescriptionState, amended: boolean): ClaimDetails => ({
  exemption: '0009',
  evidenceSeen: amended,
  lines: state.prescription.items.map(({ itemId }, nth) => ({
    itemId,
    charge: 'not-paid',
    endorsements: nth === 0 && amended ? [{ code: 'IP', text: '1234' }] : [{ code: 'NDEC', text: '' }],
  })),
});
const claim = (name: string, amended: boolean): Step => ({
  name,
  command: (state) => ({ kind: 'SendClaim', details: claimDetails(state, amended) }),
});

/** What is rehearsed with each script: each chain leaves it to be handed out, but for the return and the claim. */
export const chains = {
  giveBack: [{ name: 'return', command: () => ({ kind: 'ReturnPrescription', reasonCode: '0003' }) }],
  takenBack: [
    [supply('full', () => full), withdraw],
    [part, rest, amend, withdraw, withdraw],
    [none, withdraw],
  ],
  toTheClaim: [
    supply('two products', (state) => (item, nth) => (nth === 0 ? twoProducts(state, item) : full(item))),
    claim('claim', false),
    claim('amended claim', true),
  ],
} as const satisfies {
  readonly giveBack: readonly Step[];
  readonly takenBack: readonly (readonly Step[])[];
  readonly toTheClaim: readonly Step[];
};

/** A message that the program would send now, or why it would not. */
export type Made =
  | { readonly kind: 'made'; readonly draft: MessageDraft; readonly body: unknown }
  | { readonly kind: 'refused'; readonly sentence: string };

/** Now, if the script can be dispensed now; else noon of the day it opened, so that old examples can be rehearsed. */
const momentFor = ({ prescription }: FoundScript, now: Instant): Instant => {
  const opens = Date.parse(`${windowOpens(prescription) ?? prescription.startDate}T12:00:00Z`);
  const lives = prescription.items.some(({ expiresAt }) => expiresAt === undefined || expiresAt > now);
  return Number.isNaN(opens) || (lives && opens <= now) ? now : asInstant(opens);
};

/** One script in the hands of the domain: the program without its journal, index and screen. */
export class Rehearsal {
  readonly #script: FoundScript;
  readonly #context: DecideContext;
  #state: PrescriptionState;
  #seq = 0;

  constructor(script: FoundScript, { site, user, newId }: Cast, now: Instant) {
    this.#script = script;
    this.#context = { now: momentFor(script, now), newId, user, site };
    const { prescription } = script;
    const source = { seq: 1, path: '' };
    const received = { type: 'prescription.received', key: prescription.key, prescription, source } as const;
    const state = evolvePrescription(undefined, this.#recorded({ ...received, attended: true }));
    if (!state) throw new Error('a received script has a state');
    this.#state = state;
    for (const kind of ['CheckPrescription', 'AssemblePrescription', 'AccuracyCheckPrescription'] as const)
      this.#decide({ kind });
  }

  get shortId(): string {
    return this.#script.prescription.shortId;
  }

  /** The message of a step, made and taken in as the program would. */
  make(step: Step): Made {
    const decision = this.#decide(step.command(this.#state));
    if (decision.kind === 'refused') return { kind: 'refused', sentence: decision.sentence };
    const [draft] = decision.messages;
    if (!draft) return { kind: 'refused', sentence: 'Nothing has to be sent.' };
    const { bundle, prescription } = this.#script;
    const body = writeMessage(draft, this.#state, () => echoBundle(bundle, prescription), this.#context);
    return { kind: 'made', draft, body };
  }

  /** What EPS answered, as the outbox takes it. */
  settle(draft: MessageDraft, verdict: Verdict): void {
    const { now, newId, user } = this.#context;
    const message: Message = {
      messageId: draft.messageId,
      requestId: asRequestId(newId()),
      kind: draft.kind,
      subject: this.#state.prescription.key,
      author: user,
      sha256: '',
      bodySeq: this.#seq,
      createdAt: now,
      attempts: 3,
      progress: { kind: 'sending', sinceAt: now },
    };
    for (const event of decideAfterAttempt(message, verdict, { now, chance: 0.5 }))
      if (isOwn(event)) this.#take(event);
  }

  #decide(command: PrescriptionCommand) {
    const decision = decidePrescription(this.#state, command, this.#context);
    if (decision.kind === 'decided') for (const event of decision.events) if (isOwn(event)) this.#take(event);
    return decision;
  }

  #take(event: PrescriptionEvent): void {
    this.#state = evolvePrescription(this.#state, this.#recorded(event)) ?? this.#state;
  }

  #recorded(event: PrescriptionEvent) {
    this.#seq += 1;
    return { ...event, at: this.#context.now, by: this.#context.user.name, seq: this.#seq };
  }
}

const isOwn = (event: { readonly type: string }): event is PrescriptionEvent =>
  event.type.startsWith('prescription.'); // every event of this name is a PrescriptionEvent
