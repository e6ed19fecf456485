import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asMessageId, asReissueId } from '../../renderer/domain/kernel/ids';
import { asInstant, asLocalDate } from '../../renderer/domain/kernel/instant';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { decideCorrect, decideDates, decideRecord } from '../../renderer/domain/unscripted/decide';
import { decideMatch } from '../../renderer/domain/unscripted/decide-match';
import { decideCloseSupply, decideReopenSupply } from '../../renderer/domain/unscripted/decide-close';
import { decideName } from '../../renderer/domain/unscripted/decide-name';
import { earlierSupplyRefusal } from '../../renderer/domain/unscripted/match';
import type { Entry, UnscriptedState } from '../../renderer/domain/unscripted/model';
import {
  afterEvents,
  settleSupplies,
  type Supplies,
  type SupplyEvent,
} from '../../renderer/domain/unscripted/settle';
import { aContext, now, uuids } from '../support/builders';
import { aPrescription } from '../support/fhir';
import { aScript } from '../support/pairs';

/** For other days, so that they are no pair; either may be the one of the supply. */
const older = aPrescription(aScript(1, { signed: '2026-10-20T09:00:00+00:00', start: '2026-10-20' }));
const promised = aPrescription(aScript(2, { signed: '2026-11-24T10:00:00+00:00', start: '2026-11-24' }));
const both = [older, promised];

const entry = (display: string): Entry => ({
  route: 'paper',
  suppliedAt: asInstant(now - 3_600_000),
  writtenOn: asLocalDate('2026-11-24'),
  patient: older.patient,
  items: [{ display, code: '', quantity: 21, unit: 'capsule', schedule: 'none', directions: '' }],
  reason: 'No script can be had',
  prescriber: { name: 'Dr A Nwosu', address: 'Invented Street Surgery', phone: '' },
});

const isOurs = (event: { readonly type: string }): event is SupplyEvent => !event.type.startsWith('message.');
const place = { at: now, by: 'Priya Shah', seq: 1 };
const nothing: Supplies = { entries: [], scripts: [] };
const pair = asReissueId('70000000-0000-4000-8000-000000000001');

/** A pharmacy in memory; each write is settled as the real one is. */
class Pharmacy {
  journal: SupplyEvent[] = [];
  now: Supplies = nothing;
  readonly context = aContext({ newId: uuids('6') });

  write(events: readonly { readonly type: string }[]): void {
    const own = events.filter(isOurs);
    const after = settleSupplies(afterEvents(this.now, own, place), place);
    this.journal.push(...own, ...after.events);
    this.now = after;
  }
  do(
    decision:
      | { readonly kind: 'decided'; readonly events: readonly { readonly type: string }[] }
      | { readonly kind: 'refused' },
  ): boolean {
    if (decision.kind === 'decided') this.write(decision.events);
    return decision.kind === 'decided';
  }
  script(n: number): PrescriptionState | undefined {
    return this.now.scripts.find(({ prescription }) => prescription.key === both[n]?.key);
  }
  get supply(): UnscriptedState | undefined {
    return this.now.entries.find(({ correctedBy }) => !correctedBy);
  }
  handOut(state: PrescriptionState): boolean {
    for (const kind of ['CheckPrescription', 'AssemblePrescription', 'AccuracyCheckPrescription'] as const)
      this.do(
        decidePrescription(this.script(both.indexOf(state.prescription)) ?? state, { kind }, this.context),
      );
    const { key } = state.prescription;
    const here = () => this.now.scripts.find(({ prescription }) => prescription.key === key) ?? state;
    const decision = decidePrescription(here(), { kind: 'SupplyInFull' }, this.context);
    if (decision.kind === 'refused') return false;
    this.write([]);
    return earlierSupplyRefusal(here(), this.now.entries) ? false : this.do(decision);
  }
}

const steps = [
  'comes',
  'comes again',
  'goes back',
  'EPS accepts',
  'EPS refuses',
  'hand out',
  'withdraw',
  'held by a pair',
  'freed by a pair',
  'named',
  'is the one',
  'paper for payment',
  'is another',
  'dates',
  'correct',
  'no script will come',
  'wait again',
  'enter',
  'restart',
] as const;
type Step = readonly [(typeof steps)[number], number, boolean];

const arrive = (pharmacy: Pharmacy, n: number, again: boolean): void => {
  const prescription = both[n];
  if (!prescription || (pharmacy.script(n) !== undefined) !== again) return;
  const source = { seq: 1, path: '' };
  const { key } = prescription;
  pharmacy.write([
    again
      ? { type: 'prescription.received-again', key, source, releaseResponseId: 'again', prescription }
      : { type: 'prescription.received', key, prescription, source, attended: true },
  ] as never); // the union is narrowed by its name
};

const answer = (pharmacy: Pharmacy, state: PrescriptionState, accept: boolean): void => {
  const { key } = state.prescription;
  if (state.custody.kind === 'returning')
    pharmacy.write([
      accept
        ? { type: 'prescription.returned', key, messageId: state.custody.messageId }
        : {
            type: 'prescription.return-refused',
            key,
            messageId: state.custody.messageId,
            sentence: 'EPS said no.',
          },
    ] as never); // as above
  const waiting = state.supplies.find(({ notification }) => notification === 'waiting');
  if (waiting && accept)
    pharmacy.write([
      { type: 'prescription.notification-settled', key, messageId: waiting.messageId, outcome: 'accepted' },
    ] as never); // as above
};

const withdraw = (pharmacy: Pharmacy, state: PrescriptionState): void => {
  const last = state.supplies.filter(({ notification }) => notification === 'accepted').at(-1);
  if (!last) return;
  const { key } = state.prescription;
  const messageId = asMessageId(pharmacy.context.newId());
  pharmacy.write([
    {
      type: 'prescription.withdrawal-requested',
      key,
      messageId,
      of: last.messageId,
      reason: { code: 'MU', display: '' },
    },
    { type: 'prescription.supply-withdrawn', key, messageId },
  ] as never); // as above
};

const onSupply = (pharmacy: Pharmacy, [step, n, typed]: Step, supply: UnscriptedState): void => {
  const { context } = pharmacy;
  const state = pharmacy.script(n);
  const proposed = pharmacy.now.scripts.find(({ prescription }) => prescription.key === supply.proposal?.key);
  const { id } = supply;
  if (step === 'named' && state)
    pharmacy.do(
      decideName(supply, state, { lines: state.prescription.items.map(({ itemId }) => itemId) }, context),
    );
  if (step === 'is the one') pharmacy.do(decideMatch(supply, proposed, 'notified', context));
  if (step === 'paper for payment') pharmacy.do(decideMatch(supply, proposed, 'returned', context));
  if (step === 'is another') pharmacy.do(decideMatch(supply, proposed, 'another', context));
  if (step === 'dates') {
    const [writtenOn, receivedOn] = [asLocalDate('2026-11-24'), asLocalDate('2026-11-24')];
    pharmacy.do(
      decideDates(supply, { kind: 'RecordPrescriptionDates', id, writtenOn, receivedOn, note: '' }, context),
    );
  }
  if (step === 'no script will come') pharmacy.do(decideCloseSupply(supply, 'The surgery is shut', context));
  if (step === 'wait again') pharmacy.do(decideReopenSupply(supply, 'It is open', context));
  if (step === 'correct') {
    const changed = { ...supply.entry, reason: typed ? 'Another' : 'No script can be had' };
    pharmacy.do(
      decideCorrect(supply, { kind: 'CorrectSupply', id, entry: changed, reason: 'Mistyped' }, context),
    );
  }
};

const onScript = (pharmacy: Pharmacy, [step]: Step, state: PrescriptionState): void => {
  const { key } = state.prescription;
  const command = { kind: 'ReturnPrescription', reasonCode: '0003' } as const;
  if (step === 'goes back') pharmacy.do(decidePrescription(state, command, pharmacy.context));
  if (step === 'EPS accepts' || step === 'EPS refuses') answer(pharmacy, state, step === 'EPS accepts');
  if (step === 'withdraw') withdraw(pharmacy, state);
  if (step === 'held by a pair')
    pharmacy.write([{ type: 'prescription.superseded', key, reissueId: pair }] as never); // as above
  if (step === 'freed by a pair')
    pharmacy.write([{ type: 'prescription.cleared', key, because: pair }] as never); // as above
};

/** Its name tells, or a person has said so. */
const isKnown = (
  { entry: { items }, earlier, proposal }: UnscriptedState,
  { prescription }: PrescriptionState,
) =>
  items[0]?.display !== 'Amoxil' ||
  [...earlier, ...(proposal ? [proposal] : [])].some(({ key }) => key === prescription.key);

const isAnothers = ({ rejected }: UnscriptedState, { prescription }: PrescriptionState) =>
  rejected.includes(prescription.key);

/** The medicine is on a script that stands: then the other one is another supply. */
const isAccounted = ({ now: { scripts } }: Pharmacy, { matched, entry: { suppliedAt } }: UnscriptedState) =>
  matched?.how === 'notified' &&
  scripts.some(
    ({ prescription, supplies }) =>
      prescription.key === matched.key &&
      supplies.some((one) => one.handedOverAt === suppliedAt && one.notification !== 'withdrawn'),
  );

const take = (pharmacy: Pharmacy, list: Step): void => {
  const [step, n, byName] = list;
  const state = pharmacy.script(n);
  const { supply } = pharmacy;
  if (step === 'comes' || step === 'comes again') arrive(pharmacy, n, step === 'comes again');
  else if (step === 'restart') pharmacy.now = afterEvents(nothing, pharmacy.journal, place);
  else if (step === 'enter' && !supply)
    pharmacy.do(decideRecord(entry(byName ? 'Amoxicillin 250mg capsules' : 'Amoxil'), pharmacy.context));
  else if (step === 'hand out' && state) {
    const mayNot =
      supply !== undefined &&
      isKnown(supply, state) &&
      !isAccounted(pharmacy, supply) &&
      !isAnothers(supply, state);
    const done = pharmacy.handOut(state);
    if (mayNot) expect(done).toBe(false);
  } else {
    if (state) onScript(pharmacy, list, state);
    if (supply) onSupply(pharmacy, list, supply);
  }
};

describe('supplies without the script, whatever happens', () => {
  it('[USC-7] [USC-8] [USC-16] [USC-17] in any order, what may have left already is not handed out unless a person lets it go', () => {
    const step: fc.Arbitrary<Step> = fc.tuple(
      fc.constantFrom(...steps),
      fc.integer({ min: 0, max: 1 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 24 }), fc.boolean(), (list, byName) => {
        const pharmacy = new Pharmacy();
        const ordinary: readonly Step[] = [
          ['comes', 0, false],
          ['enter', 0, byName],
          ['comes', 1, false],
        ];
        for (const one of [...ordinary, ...list, ['hand out', 0, false], ['hand out', 1, false]] as const) {
          take(pharmacy, one);
          const written = pharmacy.journal.length;
          pharmacy.write([]);
          expect(pharmacy.journal.length).toBe(written);
        }
      }),
      { numRuns: 400 },
    );
  });
});
