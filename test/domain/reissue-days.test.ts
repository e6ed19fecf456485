import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import type { Prescription } from '../../renderer/domain/prescriptions/model';
import { now } from '../support/builders';
import { aPrescription } from '../support/fhir';
import { aScript, holdOf, PairPharmacy } from '../support/pairs';

const dayMs = 86_400_000;
const start = Math.floor(now / dayMs) * dayMs;
const day = (n: number): string => new Date(start + n * dayMs).toISOString().slice(0, 10);
/** At nine in the morning. */
const morning = (n: number) => asInstant(start + n * dayMs + 9 * 3_600_000);

type Needed = { readonly n: number; readonly from: number; readonly lasts: number; readonly signed?: number };
const forDays = ({ n, from, lasts, signed = from }: Needed): Prescription => ({
  ...aPrescription(aScript(n, { start: day(from) })),
  daysSupply: lasts,
  signedAt: morning(signed),
});

const lengths = fc.constantFrom(7, 14, 28, 56, 84);
const early = (lasts: number, share: number, most: number): number =>
  Math.min(most, Math.floor(lasts * share));

/** A pharmacy in which a script was handed out on a day. */
const handedOut = (script: Prescription, on: number): PairPharmacy => {
  const pharmacy = new PairPharmacy();
  arriveOn(pharmacy, script, on);
  expect(pharmacy.supply(script.key)).toBe('decided');
  return pharmacy;
};
const arriveOn = (pharmacy: PairPharmacy, script: Prescription, on: number): IssueKey => {
  pharmacy.context = { ...pharmacy.context, now: morning(on) };
  return pharmacy.arrive(script);
};

describe('the days of a supply', () => {
  it('[RSU-9] ordinary repeats go, whenever each is collected and up to a quarter early', () => {
    const repeats = fc.record({
      lasts: lengths,
      turns: fc.array(fc.record({ early: fc.nat(), late: fc.nat() }), { minLength: 2, maxLength: 8 }),
    });
    fc.assert(
      fc.property(repeats, ({ lasts, turns }) => {
        const pharmacy = new PairPharmacy();
        let from = 0;
        let collected = 0;
        for (const [n, turn] of turns.entries()) {
          const key = arriveOn(pharmacy, forDays({ n: n + 1, from, lasts }), Math.max(from, collected));
          expect(holdOf(pharmacy, key)).toBe('none');
          collected = Math.max(from, collected) + (turn.late % lasts);
          pharmacy.context = { ...pharmacy.context, now: morning(collected) };
          expect(pharmacy.supply(key)).toBe('decided');
          from += lasts - (turn.early % (early(lasts, 1 / 4, 7) + 1));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('[RSU-9] the issues of one script are never held', () => {
    const issues = fc.record({ lasts: lengths, one: fc.integer({ min: 1, max: 12 }), next: fc.nat(12) });
    fc.assert(
      fc.property(issues, ({ lasts, one, next }) => {
        const issue = (n: number): Prescription => {
          const script = aPrescription({
            ...aScript(1, { start: day(0) }),
            therapy: 'continuous-repeat-dispensing',
            intent: 'reflex-order',
            issue: n,
            issues: 13,
          });
          return { ...script, daysSupply: lasts };
        };
        const pharmacy = handedOut(issue(one), 1);
        if (next + 1 !== one) expect(holdOf(pharmacy, arriveOn(pharmacy, issue(next + 1), 2))).toBe('none');
      }),
    );
  });

  it('[RSU-8] [RSU-9] one for days that were handed out is held, however long afterwards it was signed', () => {
    const again = fc.record({
      lasts: lengths,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      on: fc.nat(3),
      delay: fc.nat(20),
    });
    fc.assert(
      fc.property(again, ({ lasts, share, on, delay }) => {
        const from = Math.floor(share * (lasts - early(lasts, 1 / 3, 10) - 1));
        const pharmacy = handedOut(forDays({ n: 1, from: 0, lasts }), on);
        const signed = from + delay;
        const second = forDays({ n: 2, from, lasts, signed });
        // Signed on the same day for other days is a series.
        if (signed === 0) return;
        const key = arriveOn(pharmacy, second, Math.max(on, signed));
        expect(holdOf(pharmacy, key)).toBe('possible-duplicate');
        expect(pharmacy.supply(key)).not.toBe('decided');
        expect(pharmacy.supplied().length).toBe(1);
      }),
      { numRuns: 300 },
    );
  });

  it('[RSU-9] who signs after the hand-out may be a third early, at most ten days; who could not know, less', () => {
    const lasts = 28;
    const hold = (from: number, on: number): string => {
      const pharmacy = handedOut(forDays({ n: 1, from: 0, lasts }), on);
      return holdOf(pharmacy, arriveOn(pharmacy, forDays({ n: 2, from, lasts }), from));
    };
    expect(hold(19, 16)).toBe('none');
    expect(hold(18, 15)).toBe('possible-duplicate');
    expect(hold(19, 17)).toBe('possible-duplicate');
    expect(hold(21, 21)).toBe('none');
  });

  it('[RSU-9] a weekly rhythm is asked about once, and a second script within the week again', () => {
    const weekly = (n: number): Prescription => {
      const { daysSupply: _unsaid, ...script } = forDays({ n, from: 7 * (n - 1), lasts: 28 });
      return script;
    };
    const pharmacy = handedOut(weekly(1), 0);
    const second = arriveOn(pharmacy, weekly(2), 7);
    expect(holdOf(pharmacy, second)).toBe('possible-duplicate');
    const { id } = pharmacy.pair();
    expect(pharmacy.say({ kind: 'DeclareDifferent', id, reason: 'Weekly trays' })).toBe('decided');
    expect(pharmacy.supply(second)).toBe('decided');
    for (const n of [3, 4, 5]) {
      const key = arriveOn(pharmacy, weekly(n), 7 * (n - 1));
      expect(holdOf(pharmacy, key)).toBe('none');
      expect(pharmacy.supply(key)).toBe('decided');
    }
    const within = arriveOn(pharmacy, { ...weekly(6), startDate: day(31), signedAt: morning(31) }, 31);
    expect(holdOf(pharmacy, within)).toBe('possible-duplicate');
  });
});

describe('what went back', () => {
  const steps = ['comes back', 'EPS accepts', 'EPS refuses', 'ask again', 'restart', 'look again'] as const;

  it('[RSU-13] comes back in any number and order, is never supplied, and goes back once each time', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 20 }), (list) => {
        const pharmacy = new PairPharmacy();
        const original = forDays({ n: 1, from: 0, lasts: 28 });
        pharmacy.arrive(original);
        pharmacy.register({ key: original.key });
        pharmacy.arrive(forDays({ n: 2, from: 1, lasts: 28 }));
        let here = 1;
        for (const [n, step] of list.entries()) {
          const away = pharmacy.script(original.key).custody.kind === 'returned';
          if (step === 'comes back') {
            pharmacy.arrive(original, `release-${n + 2}`);
            if (away) here += 1;
          }
          if (step === 'EPS accepts' || step === 'EPS refuses')
            pharmacy.answerReturns(step === 'EPS accepts');
          if (step === 'ask again') pharmacy.say({ kind: 'ReturnAgain', id: pharmacy.pair().id });
          if (step === 'restart') pharmacy.restart();
          if (step === 'look again') pharmacy.lookAgain();
          expect(pharmacy.supply(original.key), step).not.toBe('decided');
        }
        for (let i = 0; i < 3; i += 1) {
          pharmacy.say({ kind: 'ReturnAgain', id: pharmacy.pair().id });
          pharmacy.answerReturns(true);
        }
        expect(pharmacy.script(original.key).custody.kind).toBe('returned');
        expect(pharmacy.journal.filter(({ type }) => type === 'prescription.returned').length).toBe(here);
        expect(pharmacy.supplied()).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
