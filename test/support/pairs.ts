import { checkCharacterOf } from '../../renderer/domain/kernel/check-character';
import type { DomainEvent } from '../../renderer/domain/events';
import type { DecideContext } from '../../renderer/domain/kernel/context';
import type { IssueKey, ReissueId } from '../../renderer/domain/kernel/ids';
import { evolvePrescription } from '../../renderer/domain/prescriptions/evolve';
import type { PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import type { Prescription, PrescriptionState } from '../../renderer/domain/prescriptions/model';
import type { RegisterReissue, ReissueCommand } from '../../renderer/domain/reissue/commands';
import type { ReturnAnswered } from '../../renderer/domain/reissue/answered';
import { decideReissue } from '../../renderer/domain/reissue/decide';
import { PairDraft } from '../../renderer/domain/reissue/draft';
import { evolveReissue } from '../../renderer/domain/reissue/evolve';
import { twinRefusal } from '../../renderer/domain/reissue/may-supply';
import type { ReissueState } from '../../renderer/domain/reissue/model';
import { decideRegister } from '../../renderer/domain/reissue/register';
import { hasLeft } from '../../renderer/domain/reissue/rule';
import type { PairEvent } from '../../renderer/domain/reissue/settle';
import { aContext, now, uuids } from './builders';
import { aPrescription, type ScriptSpec } from './fhir';

/** An id with its right check character. */
export const shortIdOf = (n: number): string => {
  const body = `AA0000A8300800${String(n).padStart(3, '0')}`;
  const id = body + (checkCharacterOf(body) ?? '');
  return `${id.slice(0, 6)}-${id.slice(6, 12)}-${id.slice(12)}`;
};
export const aScript = (n: number, more: ScriptSpec = {}): ScriptSpec => ({
  shortId: shortIdOf(n),
  longId: `20ba5fb5-cb58-462c-923e-22d180b093${String(n).padStart(2, '0')}`,
  ...more,
});
/** Two scripts for one supply; the second was sent in place of the first. */
export const old = aScript(1, { signed: '2026-11-20T09:00:00+00:00' });
export const fresh = aScript(2, { signed: '2026-11-24T10:00:00+00:00', start: '2026-11-24' });
export const { patient } = aPrescription();
export const items = [{ code: '39732311000001104', display: 'Amoxicillin 250mg capsules' }];

const isAboutPair = (event: DomainEvent): event is Extract<PairEvent, { type: `reissue.${string}` }> =>
  event.type.startsWith('reissue.');
const isAboutScript = (event: DomainEvent): event is Extract<PairEvent, { type: `prescription.${string}` }> =>
  event.type.startsWith('prescription.');

/** A pharmacy in memory that knows scripts and pairs only; its journal can be folded anew. */
export class PairPharmacy {
  readonly journal: PairEvent[] = [];
  readonly returns: IssueKey[] = [];
  context: DecideContext = aContext({ newId: uuids('7') });
  #scripts = new Map<IssueKey, PrescriptionState>();
  #pairs = new Map<ReissueId, ReissueState>();

  get scripts(): readonly PrescriptionState[] {
    return [...this.#scripts.values()];
  }
  get pairs(): readonly ReissueState[] {
    return [...this.#pairs.values()];
  }
  pair(n = 0): ReissueState {
    const found = this.pairs[n];
    if (!found) throw new Error('no pair');
    return found;
  }
  script(key: IssueKey): PrescriptionState {
    const found = this.#scripts.get(key);
    if (!found) throw new Error('no script');
    return found;
  }

  #write(events: readonly DomainEvent[]): void {
    for (const event of events) {
      const place = { at: this.context.now, by: 'Priya Shah', seq: this.journal.length + 1 };
      if (isAboutPair(event)) {
        this.journal.push(event);
        const next = evolveReissue(this.#pairs.get(event.id), { ...event, ...place });
        if (next) this.#pairs.set(event.id, next);
      } else if (isAboutScript(event)) {
        this.journal.push(event);
        const next = evolvePrescription(this.#scripts.get(event.key), { ...event, ...place });
        if (next) this.#scripts.set(event.key, next);
      }
    }
  }

  #draft(): PairDraft {
    return new PairDraft(this.scripts, this.pairs, {
      now: this.context.now,
      by: 'Holdfast',
      newId: this.context.newId,
    });
  }
  #commit(draft: PairDraft): void {
    this.#write(draft.events);
    this.returns.push(...draft.returns.map(({ key }) => key));
  }

  /** Everything folded again from what was written. */
  restart(): void {
    const written = this.journal.splice(0);
    this.#scripts = new Map();
    this.#pairs = new Map();
    this.#write(written);
  }

  arrive(script: ScriptSpec | Prescription, releaseResponseId = 'release-1'): IssueKey {
    const prescription =
      'key' in script ? { ...script, releaseResponseId } : aPrescription(script, { releaseResponseId });
    const { key } = prescription;
    const draft = this.#draft();
    const here = this.#scripts.get(key);
    const source = { seq: 1, path: '' };
    if (here?.prescription.releaseResponseId === releaseResponseId) return key;
    draft.take(
      here
        ? { type: 'prescription.received-again', key, source, releaseResponseId, prescription }
        : { type: 'prescription.received', key, prescription, source, attended: true },
    );
    draft.look(key);
    this.#commit(draft);
    return key;
  }

  /** A script comes out of a pack, or the Spine says something of one that did. */
  happens(event: Extract<PairEvent, { type: `prescription.${string}` }>): void {
    const draft = this.#draft();
    draft.take(event);
    draft.look(event.key);
    this.#commit(draft);
  }

  register(command: Partial<RegisterReissue>): string {
    const found = this.scripts.filter(({ prescription }) =>
      command.key === undefined ? prescription.shortId === command.typedId : prescription.key === command.key,
    );
    const decision = decideRegister(
      { kind: 'RegisterReissue', note: '', ...command },
      found,
      this.pairs,
      this.context,
    );
    if (decision.kind === 'refused') return decision.code;
    const draft = this.#draft();
    draft.take(decision.event);
    draft.settle(decision.event.id);
    this.#commit(draft);
    return 'decided';
  }

  say(command: ReissueCommand): string {
    const pair = this.#pairs.get(command.id);
    if (!pair) return 'unknown';
    const draft = this.#draft();
    const decision = decideReissue(pair, command, (key) => draft.script(key), this.context, this.pairs);
    if (decision.kind === 'refused') return decision.code;
    for (const event of decision.said) draft.take(event);
    draft.settle(pair.id, decision.again);
    draft.settleBeside(pair.id);
    this.#commit(draft);
    return 'decided';
  }

  /** Takes a script through the whole work, with the second look; the code of what stood against it. */
  supply(key: IssueKey, secondLook = true): string {
    for (const kind of ['CheckPrescription', 'AssemblePrescription', 'AccuracyCheckPrescription'] as const) {
      const decision = decidePrescription(this.script(key), { kind }, this.context);
      if (decision.kind === 'decided') this.#write(decision.events);
    }
    const state = this.script(key);
    const decision = decidePrescription(state, { kind: 'SupplyInFull' }, this.context);
    if (decision.kind === 'refused') return decision.code;
    const draft = this.#draft();
    const refusal = secondLook ? twinRefusal(state, draft.around(key)) : undefined;
    if (refusal) return refusal.code;
    if (secondLook) draft.look(key);
    if (draft.events.length > 0) {
      this.#commit(draft);
      return 'NotCompared';
    }
    this.#write(decision.events);
    return 'decided';
  }

  /** A pharmacist does something with a script, and EPS takes what it is told. */
  tell(key: IssueKey, command: PrescriptionCommand): string {
    const decision = decidePrescription(this.script(key), command, this.context);
    if (decision.kind === 'refused') return decision.code;
    for (const event of decision.events) if (isAboutScript(event)) this.happens(event);
    for (const message of decision.messages) {
      const { messageId } = message;
      const told = { key, messageId, outcome: 'accepted' } as const;
      if (message.kind === 'notification')
        this.happens({ type: 'prescription.notification-settled', ...told });
      if (message.kind === 'claim') this.happens({ type: 'prescription.claim-settled', ...told });
      if (message.kind === 'withdraw')
        this.happens({ type: 'prescription.supply-withdrawn', key, messageId });
    }
    return 'decided';
  }

  /** A pharmacist returns a script by hand. */
  giveBack(key: IssueKey): string {
    const decision = decidePrescription(
      this.script(key),
      { kind: 'ReturnPrescription', reasonCode: '0003' },
      this.context,
    );
    if (decision.kind === 'refused') return decision.code;
    this.#write(decision.events);
    return 'decided';
  }

  /** EPS answers every return that waits. */
  answerReturns(accept: boolean): void {
    for (const state of this.scripts) {
      const { custody, prescription } = state;
      if (custody.kind !== 'returning') continue;
      const { messageId } = custody;
      const { key } = prescription;
      const answered: ReturnAnswered = accept
        ? { type: 'prescription.returned', key, messageId }
        : { type: 'prescription.return-refused', key, messageId, sentence: 'EPS said no.' };
      this.#write([answered]);
      const draft = this.#draft();
      draft.answered(answered);
      this.#commit(draft);
    }
  }

  /** Everything is looked at again, as a restart or a sign-in does. */
  lookAgain(): void {
    const draft = this.#draft();
    draft.settleAll(this.pairs.map(({ id }) => id));
    this.#commit(draft);
  }

  supplied(): readonly IssueKey[] {
    return this.scripts.filter(hasLeft).map(({ prescription }) => prescription.key);
  }
  at(days: number): void {
    this.context = { ...this.context, now: (now + days * 86_400_000) as typeof now }; // brand
  }
}

export const holdOf = (pharmacy: PairPharmacy, key: IssueKey) => pharmacy.script(key).hold.kind;
