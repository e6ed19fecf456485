import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineChoice, PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import type { Supply } from '../../renderer/domain/prescriptions/model';
import { remainingOf, standingSupplies } from '../../renderer/domain/prescriptions/supplied';
import { asItemId } from '../../renderer/domain/kernel/ids';
import { asInstant, hourMs } from '../../renderer/domain/kernel/instant';
import { now } from '../support/builders';
import { itemIdOf } from '../support/fhir';
import { amountOf, OneScript, type Weather } from '../support/one-script';

const choice = (n: number): fc.Arbitrary<LineChoice> => {
  const itemId = asItemId(itemIdOf(n));
  const other = { medication: { code: '322341003', display: 'Another product' }, quantity: 2.5 };
  return fc.oneof(
    fc.constantFrom<LineChoice>(
      { kind: 'full', itemId },
      { kind: 'full', itemId, products: [other] },
      { kind: 'owing', itemId },
      { kind: 'not-dispensed', itemId, reasonCode: '0010' },
    ),
    fc
      .constantFrom(0.1, 0.2, 1, 5, 7.5, 20.9)
      .map((quantity): LineChoice => ({ kind: 'part', itemId, quantity })),
  );
};
const choices = fc.tuple(choice(0), choice(1));
/** What is said of the time, where anything is. */
const time = fc.option(
  fc.integer({ min: -3, max: 1 }).map((hours) => ({
    time: { at: asInstant(now + hours * hourMs), reason: 'By the clock on the wall' },
  })),
  { nil: {} },
);
const claim = fc.constantFrom('0009', '0001').map((exemption): PrescriptionCommand => ({
  kind: 'SendClaim',
  details: {
    exemption,
    evidenceSeen: false,
    lines: [0, 1].map((n) => ({
      itemId: asItemId(itemIdOf(n)),
      charge: exemption === '0001' && n === 0 ? 'paid-once' : 'not-paid',
      endorsements: [{ code: 'NDEC', text: '' }],
    })),
  },
}));
const command: fc.Arbitrary<PrescriptionCommand> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(choices, time)
      .map(([some, at]): PrescriptionCommand => ({ kind: 'SupplyItems', choices: some, ...at })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(choices, time)
      .map(([some, at]): PrescriptionCommand => ({ kind: 'AmendSupply', choices: some, ...at })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<PrescriptionCommand>(
      { kind: 'SupplyInFull' },
      { kind: 'SendClaim' },
      { kind: 'WithdrawSupply', reasonCode: 'QU' },
    ),
  },
  { weight: 1, arbitrary: claim },
);
const ahead = { kind: 'off', aheadMs: hourMs, whose: 'broker' } as const;
type Move = PrescriptionCommand | Weather | 'retry' | 'supersede' | 'clock';
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 12, arbitrary: command },
  {
    weight: 12,
    arbitrary: fc.constantFrom<Move>(
      ...(['fair', 'fair', 'fair', 'refused', 'refused', 'answer-lost', 'lost', 'retry', 'retry'] as const),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Move>('clock') },
  // After these little more happens, so they are rare.
  {
    weight: 1,
    arbitrary: fc.constantFrom<Move>('supersede', { kind: 'ReturnPrescription', reasonCode: '0003' }),
  },
);

/** Long ones: what goes wrong needs several moves in a row. */
const lives = fc.array(move, { minLength: 8, maxLength: 40, size: 'max' });

const play = (moves: readonly Move[]): OneScript => {
  const script = new OneScript();
  for (const one of moves) {
    if (one === 'retry') script.retry();
    else if (one === 'supersede') script.supersede();
    // It goes wrong, or is set.
    else if (one === 'clock') script.clock = script.clock ? undefined : ahead;
    else if (typeof one === 'string') script.send(one);
    else script.ask(one);
    within(script);
  }
  return script;
};

/** No line leaves beyond what was prescribed, here or by what EPS was told. */
const within = ({ state, eps }: OneScript): void => {
  for (const item of state.prescription.items)
    for (const supplies of [standingSupplies(state), eps.told]) {
      const lines = supplies.flatMap((one) => one.lines.filter(({ itemId }) => itemId === item.itemId));
      expect(lines.reduce((sum, line) => sum + amountOf(line), 0)).toBeLessThan(item.quantity.value + 1e-6);
    }
};

const isStuck = ({ state }: OneScript): boolean =>
  state.supplies.some(({ notification }) =>
    ['waiting', 'withdrawing', 'amending', 'parked', 'refused'].includes(notification),
  );

const long = { numRuns: Number(process.env.TOLD_RUNS ?? 400) };

describe('one script and what EPS was told of it, whatever happens', () => {
  it('[PRX-7] [PRX-15] [PRX-17] [PRX-22] [CLM-1] [CLM-5] once everything is answered both say the same', () => {
    fc.assert(
      fc.property(lives, (moves) => {
        const script = play(moves);
        script.retry();
        script.drain();
        const { state, eps } = script;
        expect(isStuck(script)).toBe(false);
        const toldOf = (one: Pick<Supply, 'messageId' | 'handedOverAt'>) => [one.messageId, one.handedOverAt];
        expect(standingSupplies(state).map(toldOf)).toEqual(eps.told.map(toldOf));
        expect(state.claims.flatMap((one) => (one.progress === 'accepted' ? [one.messageId] : []))).toEqual(
          eps.claim === undefined ? [] : [eps.claim],
        );
        expect(state.custody.kind).toBe(eps.gone ? 'returned' : 'ours');
        for (const item of state.prescription.items) {
          const told = eps.told.flatMap(({ lines }) => lines.filter(({ itemId }) => itemId === item.itemId));
          const left = item.quantity.value - told.reduce((sum, line) => sum + amountOf(line), 0);
          expect(remainingOf(state, item)).toBeCloseTo(left, 6);
          if (told.at(-1)?.status === '0001') expect(remainingOf(state, item)).toBe(0);
        }
      }),
      long,
    );
  });

  it('[PRX-10] [PRX-15] whatever was told and not claimed is taken back, and the script goes back', () => {
    fc.assert(
      fc.property(lives, (moves) => {
        const script = play(moves);
        script.drain();
        if (script.eps.gone || script.eps.claim !== undefined) return;
        for (let i = 0; i < 40 && standingSupplies(script.state).length > 0; i += 1) {
          expect(script.ask({ kind: 'WithdrawSupply', reasonCode: 'ONC' })).toBe('decided');
          script.drain();
        }
        expect(script.ask({ kind: 'ReturnPrescription', reasonCode: '0002' })).toBe('decided');
        script.drain();
        expect(script.eps.gone).toBe(true);
      }),
      long,
    );
  });
});
