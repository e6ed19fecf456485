import type { DecideContext } from '../../renderer/domain/kernel/context';
import { asMessageId, type ItemId } from '../../renderer/domain/kernel/ids';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import type { Prescription, PrescriptionState, Supply } from '../../renderer/domain/prescriptions/model';
import { decideRecord } from '../../renderer/domain/unscripted/decide';
import { decideMatch } from '../../renderer/domain/unscripted/decide-match';
import { decideName } from '../../renderer/domain/unscripted/decide-name';
import { earlierSupplyRefusal } from '../../renderer/domain/unscripted/match';
import type { Entry, UnscriptedState } from '../../renderer/domain/unscripted/model';
import {
  afterEvents,
  settleSupplies,
  type Supplies,
  type SupplyEvent,
} from '../../renderer/domain/unscripted/settle';
import { aContext, now, uuids } from './builders';

type Decision =
  | { readonly kind: 'decided'; readonly events: readonly { readonly type: string }[] }
  | { readonly kind: 'refused'; readonly code: string };

const isOurs = (event: { readonly type: string }): event is SupplyEvent => !event.type.startsWith('message.');
const place = { at: now, by: 'Priya Shah', seq: 1 };
const nothing: Supplies = { entries: [], scripts: [] };

/** A pharmacy in memory with one supply and its scripts, by their number; each write is settled as the real one is. */
export class SupplyDesk {
  readonly journal: SupplyEvent[] = [];
  readonly context: DecideContext = aContext({ newId: uuids('6') });
  now: Supplies = nothing;

  constructor(readonly prescriptions: readonly Prescription[]) {}

  write(events: readonly { readonly type: string }[]): void {
    const own = events.filter(isOurs);
    const after = settleSupplies(afterEvents(this.now, own, place), place);
    this.journal.push(...own, ...after.events);
    this.now = after;
  }
  do(decision: Decision): string {
    if (decision.kind === 'refused') return decision.code;
    this.write(decision.events);
    return 'decided';
  }
  /** The same from the journal alone. */
  again(): Supplies {
    return afterEvents(nothing, this.journal, place);
  }
  script(n: number): PrescriptionState | undefined {
    return this.now.scripts.find(({ prescription }) => prescription.key === this.prescriptions[n]?.key);
  }
  entry(): UnscriptedState {
    const found = this.now.entries.find(({ correctedBy }) => !correctedBy);
    if (!found) throw new Error('no entry');
    return found;
  }
  /** The number of the script that is proposed. */
  proposed(): number | undefined {
    const { proposal } = this.entry();
    return proposal && this.prescriptions.findIndex(({ key }) => key === proposal.key);
  }

  enter(entry: Entry): string {
    return this.do(decideRecord(entry, this.context));
  }
  comes(n: number): void {
    const prescription = this.prescriptions[n];
    if (!prescription || this.script(n)) return;
    const { key } = prescription;
    const came = { type: 'prescription.received', key, prescription, attended: true };
    this.write([{ ...came, source: { seq: 1, path: '' } } as never]); // the union is narrowed by its name
  }
  say(answer: 'notified' | 'returned' | 'another'): string {
    const n = this.proposed();
    return this.do(
      decideMatch(this.entry(), n === undefined ? undefined : this.script(n), answer, this.context),
    );
  }
  name(n: number, lines: readonly ItemId[], items?: readonly number[]): string {
    return this.do(
      decideName(this.entry(), this.script(n), { lines, ...(items ? { items } : {}) }, this.context),
    );
  }
  handOut(n: number): string {
    for (const kind of ['CheckPrescription', 'AssemblePrescription', 'AccuracyCheckPrescription'] as const) {
      const state = this.script(n);
      if (state) this.do(decidePrescription(state, { kind }, this.context));
    }
    const state = this.script(n);
    if (!state) return 'NotHere';
    const decision = decidePrescription(state, { kind: 'SupplyInFull' }, this.context);
    if (decision.kind === 'refused') return decision.code;
    return earlierSupplyRefusal(state, this.now.entries)?.code ?? this.do(decision);
  }
  /** The last notification of a script is taken, and withdrawn. */
  withdraw(n: number): void {
    const state = this.script(n);
    const last = state?.supplies.filter(({ notification }) => notification === 'waiting').at(-1);
    if (!state || !last) return;
    const { key } = state.prescription;
    const messageId = asMessageId(this.context.newId());
    const settled = { type: 'prescription.notification-settled', key, messageId: last.messageId };
    const asked = { type: 'prescription.withdrawal-requested', key, messageId, of: last.messageId };
    const withdrawn = { type: 'prescription.supply-withdrawn', key, messageId };
    this.write([{ ...settled, outcome: 'accepted' } as never]); // as above
    this.write([{ ...asked, reason: { code: 'MU', display: '' } }, withdrawn] as never); // as above
  }
  supplies(n: number): readonly Supply[] {
    return this.script(n)?.supplies.filter(({ notification }) => notification !== 'withdrawn') ?? [];
  }
}
