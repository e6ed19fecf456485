import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asItemId } from '../../renderer/domain/kernel/ids';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { LineChoice, PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';

import type { PrescriptionEvent } from '../../renderer/domain/prescriptions/events';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { standingSupplies } from '../../renderer/domain/prescriptions/supplied';
import { tabOf } from '../../renderer/domain/prescriptions/tab';
import { roles } from '../../renderer/domain/users/model';
import { tabs } from '../../renderer/domain/prescriptions/tab';
import { aContext, anActor, evolveAll, now, received, uuids } from '../support/builders';
import { aPrescription, itemIdOf } from '../support/fhir';

const supply: PrescriptionCommand = { kind: 'SupplyInFull' };
const giveBack: PrescriptionCommand = { kind: 'ReturnPrescription', reasonCode: '0003' };

const again = (state: PrescriptionState, releaseResponseId: string): PrescriptionEvent => ({
  type: 'prescription.received-again',
  key: state.prescription.key,
  source: { seq: 9, path: 'p' },
  releaseResponseId,
  prescription: aPrescription({ items: [{ status: 'cancelled' }] }, { releaseResponseId }),
});

const choices: fc.Arbitrary<readonly LineChoice[]> = fc
  .array(
    fc.record({
      n: fc.nat(1),
      kind: fc.constantFrom<LineChoice['kind']>('full', 'part', 'owing', 'not-dispensed'),
      quantity: fc.integer({ min: -1, max: 30 }),
      reasonCode: fc.constantFrom('0001', '0010', '0099'),
      rest: fc.boolean(),
    }),
    { maxLength: 2 },
  )
  // A choice with more fields than its kind needs is still that choice.
  .map((list) =>
    list.map(({ n, rest, ...choice }) => ({
      ...choice,
      itemId: asItemId(itemIdOf(n)),
      ...(rest ? { restIsIn: true as const } : {}),
    })),
  );

const command: fc.Arbitrary<PrescriptionCommand> = fc.oneof(
  fc.constantFrom<PrescriptionCommand>(
    { kind: 'CheckPrescription' },
    { kind: 'AssemblePrescription' },
    { kind: 'AccuracyCheckPrescription' },
    { kind: 'StepBackPrescription' },
    supply,
    supply,
    giveBack,
    { kind: 'RecordNotDispensed', reasonCode: '0002' },
  ),
  choices.map((some): PrescriptionCommand => ({ kind: 'SupplyItems', choices: some })),
  choices.map((some): PrescriptionCommand => ({ kind: 'AssemblePrescription', choices: some })),
  fc
    .constantFrom('QU', 'ONC', 'ZZ')
    .map((reasonCode): PrescriptionCommand => ({ kind: 'WithdrawSupply', reasonCode })),
  fc.string().map((reason): PrescriptionCommand => ({ kind: 'HoldPrescription', reason })),
  fc.string().map((reason): PrescriptionCommand => ({ kind: 'LiftHold', reason })),
);
const move = fc.oneof(
  { weight: 8, arbitrary: fc.record({ command, role: fc.constantFrom(...roles), hours: fc.nat(2_000) }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'returned' as const,
      'again' as const,
      'accepted' as const,
      'withdrawn' as const,
    ),
  },
);
type Move = ReturnType<typeof fc.sample<typeof move extends fc.Arbitrary<infer T> ? T : never>>[number];
const by = (command: PrescriptionCommand): readonly Move[] => [{ command, role: 'pharmacist', hours: 0 }];
/** What a pharmacist does, one after the other; what EPS takes is taken back at times. */
const steps: fc.Arbitrary<readonly Move[]> = fc.constantFrom(
  by({ kind: 'CheckPrescription' }),
  by({ kind: 'AssemblePrescription' }),
  by({ kind: 'AccuracyCheckPrescription' }),
  by({ kind: 'StepBackPrescription' }),
  by({ kind: 'RecordNotDispensed', reasonCode: '0002' }),
  by(supply),
  ['accepted', ...by({ kind: 'WithdrawSupply', reasonCode: 'QU' }), 'withdrawn'],
);
const commandLists = fc.array(move, { maxLength: 30 });

const moreIds = uuids('99');

/** Plays moves on a script; what the domain refuses does not happen. */
const walk = (moves: readonly Move[]): readonly PrescriptionState[] => {
  const states = [received({ items: [{}, { schedule: 'CD2' }] })];
  for (const one of moves) {
    const state = states.at(-1);
    if (!state) break;
    const { key } = state.prescription;
    if (one === 'again') states.push(evolveAll(state, [again(state, `release-${states.length}`)]));
    else if (one === 'returned' && state.custody.kind === 'returning')
      states.push(
        evolveAll(state, [{ type: 'prescription.returned', key, messageId: state.custody.messageId }]),
      );
    else if (one === 'accepted')
      states.push(
        evolveAll(
          state,
          state.supplies
            .filter((supply) => supply.notification === 'waiting')
            .map(({ messageId }) => ({
              type: 'prescription.notification-settled',
              key,
              messageId,
              outcome: 'accepted',
            })),
        ),
      );
    else if (one === 'withdrawn')
      states.push(
        evolveAll(
          state,
          state.supplies.flatMap(({ notification, withdrawal }) =>
            notification === 'withdrawing' && withdrawal !== undefined
              ? [{ type: 'prescription.supply-withdrawn', key, messageId: withdrawal } as const]
              : [],
          ),
        ),
      );
    else if (typeof one === 'object') {
      const at = asInstant(now + one.hours * 3_600_000);
      const context = aContext({ user: anActor(one.role), now: at, newId: moreIds });
      const decision = decidePrescription(state, one.command, context);
      if (decision.kind === 'decided') states.push(evolveAll(state, decision.events, context.now));
      else expect(decision.sentence.length * decision.next.length).toBeGreaterThan(0);
    }
  }
  return states;
};

describe('prescriptions, whatever happens', () => {
  it('[PRX-12] is in exactly one tab, whatever happens to it', () => {
    fc.assert(
      fc.property(commandLists, (commands) => {
        const state = walk(commands).at(-1);
        expect(state && tabs.includes(tabOf(state))).toBe(true);
      }),
    );
  });

  it('[PRX-7] no line is supplied beyond what was prescribed, and nothing supplied goes back', () => {
    fc.assert(
      fc.property(commandLists, (commands) => {
        for (const state of walk(commands)) {
          for (const item of state.prescription.items) {
            const left = standingSupplies(state)
              .flatMap((one) => one.lines.filter((line) => line.itemId === item.itemId))
              .flatMap((line) => line.products)
              .reduce((sum, product) => sum + product.quantity.value, 0);
            expect(left).toBeLessThanOrEqual(item.quantity.value);
          }
          if (standingSupplies(state).length > 0)
            expect(['returning', 'returned']).not.toContain(state.custody.kind);
          const ids = state.supplies.map((one) => one.messageId);
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('[PRX-4] [PRX-21] nothing is ready or handed out that did not pass each check', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 20 }), (commands) => {
        let [passed, before] = [false, ''];
        for (const { work } of walk(commands.flat())) {
          if (work === 'ready' && before === 'to-accuracy-check') passed = true;
          if (work === 'to-accuracy-check' || work === 'to-check') passed = false;
          expect(passed || !['ready', 'part-supplied', 'supplied'].includes(work)).toBe(true);
          before = work;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('[PRX-23] no more leaves than was said to be in the bag, unless somebody who may check it said so', () => {
    const bagged = fc.oneof(
      { weight: 3, arbitrary: choices.map((some) => by({ kind: 'AssemblePrescription', choices: some })) },
      { weight: 2, arbitrary: choices.map((some) => by({ kind: 'SupplyItems', choices: some })) },
      { weight: 6, arbitrary: steps },
    );
    const inTheBag = choices.map((some) =>
      some.map((one) =>
        one.kind === 'not-dispensed' ? ({ kind: 'owing', itemId: one.itemId } as const) : one,
      ),
    );
    let said = 0;
    fc.assert(
      fc.property(inTheBag, choices, fc.array(bagged, { maxLength: 20 }), (inBag, leaves, more) => {
        const first = [
          by({ kind: 'CheckPrescription' }),
          by({ kind: 'AssemblePrescription', choices: inBag }),
          by({ kind: 'AccuracyCheckPrescription' }),
          by({ kind: 'SupplyItems', choices: leaves }),
        ];
        let put = new Map<string, number>();
        let before: PrescriptionState | undefined;
        for (const state of walk([...first, ...more].flat())) {
          const lines =
            state.supplies.length > (before?.supplies.length ?? 0) ? state.supplies.at(-1)?.lines : [];
          for (const line of before && standingSupplies(before).length === 0 ? (lines ?? []) : []) {
            const left = line.products.reduce((sum, { quantity }) => sum + quantity.value, 0);
            expect(left <= (put.get(line.itemId) ?? left) || line.restIsIn).toBe(true);
            said += put.has(line.itemId) && left > 0 ? 1 : 0;
          }
          if (before && before.work !== 'ready' && state.work === 'to-accuracy-check')
            put = new Map(state.bag?.lines.map(({ itemId, quantity }) => [itemId, quantity]));
          before = state;
        }
      }),
      { numRuns: 500 },
    );
    expect(said).toBeGreaterThan(0);
  });

  it('[PRX-3] no expired or cancelled line is ever supplied', () => {
    fc.assert(
      fc.property(commandLists, (commands) => {
        for (const state of walk(commands))
          for (const one of state.supplies)
            for (const line of one.lines) {
              const item = state.prescription.items.find((known) => known.itemId === line.itemId);
              if (line.products.length === 0) continue;
              expect(item?.status).toBe('0008');
              expect((item?.expiresAt ?? 0) >= one.handedOverAt).toBe(true);
            }
      }),
      { numRuns: 500 },
    );
  });
});
