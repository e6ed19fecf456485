import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asItemId } from '../../renderer/domain/kernel/ids';
import { asLocalDate } from '../../renderer/domain/kernel/instant';
import { decideCorrect, toldBy, whyNotCorrected } from '../../renderer/domain/unscripted/decide';
import { openItems } from '../../renderer/domain/unscripted/matches';
import type { Entry } from '../../renderer/domain/unscripted/model';
import { recordPage } from '../../renderer/domain/unscripted/record';
import { aSite } from '../support/builders';
import { aPrescription, itemIdOf, type ItemSpec } from '../support/fhir';
import { aScript } from '../support/pairs';
import { code, entry } from '../support/supplies';
import { SupplyDesk } from '../support/supply-desk';

const amoxicillin: ItemSpec = { name: 'Amoxicillin 250mg capsules', code: '39732311000001104', quantity: 21 };
const ramipril: ItemSpec = { name: 'Ramipril 5mg capsules', code: '318857007', quantity: 28 };
const omeprazole: ItemSpec = { name: 'Omeprazole 20mg capsules', code: '317291008', quantity: 28 };
const [medicine] = entry.items;
if (!medicine) throw new Error('no item');
const two: Entry = {
  ...entry,
  items: [medicine, { ...medicine, display: 'Ramipril 5mg capsules', quantity: 28 }],
};
const scriptOf = (n: number, items: readonly ItemSpec[]) => aPrescription(aScript(n, { items }));
/** A, B, A and B, A and another. */
const prescriptions = [
  scriptOf(1, [amoxicillin]),
  scriptOf(2, [ramipril]),
  scriptOf(3, [amoxicillin, ramipril]),
  scriptOf(4, [amoxicillin, omeprazole]),
];
const [onlyA, onlyB, both, aAndOther] = [0, 1, 2, 3];
const desk = (...scripts: readonly number[]): SupplyDesk => {
  const made = new SupplyDesk(prescriptions);
  made.enter(two);
  for (const n of scripts) made.comes(n);
  return made;
};
const first = asItemId(itemIdOf(0));
const second = asItemId(itemIdOf(1));

describe('a supply whose items come on several scripts', () => {
  it('[USC-6] [USC-20] each script is held, confirmed for its items and notified once; the rest goes on waiting', () => {
    const all = desk(onlyA, onlyB);
    expect(all.proposed()).toBe(onlyA);
    expect(all.handOut(onlyA)).toBe('OnHold');
    expect(all.handOut(onlyB)).toBe('SuppliedBefore');
    expect(all.say('notified')).toBe('decided');
    expect(openItems(all.entry())).toEqual([1]);
    expect(all.entry().matched).toBeUndefined();
    expect(all.proposed()).toBe(onlyB);
    expect(all.handOut(onlyB)).toBe('OnHold');
    expect(all.say('notified')).toBe('decided');
    expect(all.entry()).toMatchObject({ matched: { how: 'notified', items: [1] }, partly: [{ items: [0] }] });
    for (const n of [onlyA, onlyB]) {
      expect(all.supplies(n).map(({ handedOverAt }) => handedOverAt)).toEqual([entry.suppliedAt]);
      expect(all.handOut(n)).toBe('AlreadySupplied');
    }
    expect(all.again()).toEqual({ entries: all.now.entries, scripts: all.now.scripts });
    const page = recordPage(all.entry(), aSite, false);
    for (const text of ['Script of item 1', 'Script of item 2']) expect(page).toContain(text);
  });

  it('[USC-20] what a confirmed script asks for beside goes on being handed out, while the other items guard', () => {
    const all = desk(aAndOther);
    expect(all.say('notified')).toBe('LinesUnsure');
    expect(all.name(aAndOther, [first], [0])).toBe('decided');
    expect(all.say('notified')).toBe('decided');
    expect(all.supplies(aAndOther)[0]?.prescriptionStatus).toBe('0003');
    expect(all.handOut(aAndOther)).toBe('decided');
    expect(all.supplies(aAndOther)).toHaveLength(2);
    all.comes(onlyA);
    expect(all.script(onlyA)?.hold.kind).toBe('none');
    all.comes(onlyB);
    expect(all.proposed()).toBe(onlyB);
  });

  it('[USC-20] of several scripts that one is asked about first that is for most of the items', () => {
    const all = new SupplyDesk(prescriptions);
    for (const n of [aAndOther, both]) all.comes(n);
    all.enter(two);
    expect(all.proposed()).toBe(both);
    expect(all.handOut(aAndOther)).toBe('SuppliedBefore');
    expect(all.say('notified')).toBe('decided');
    expect(all.entry().matched).toMatchObject({ how: 'notified' });
    expect(all.entry().matched?.items).toBeUndefined();
    expect(all.handOut(aAndOther)).toBe('decided');
    // The other way round: the second script is asked about for what the first was not for.
    const other = desk(aAndOther, both);
    other.name(aAndOther, [first], [0]);
    other.say('notified');
    expect(other.proposed()).toBe(both);
    expect(other.handOut(both)).toBe('OnHold');
  });

  it('[USC-17] [USC-20] a part that is withdrawn asks for its script again, and only that part', () => {
    const all = desk(onlyA, onlyB);
    all.say('notified');
    all.say('notified');
    all.withdraw(onlyA);
    expect(openItems(all.entry())).toEqual([0]);
    expect(all.entry().matched).toBeUndefined();
    expect(all.proposed()).toBe(onlyA);
    expect(all.handOut(onlyA)).toBe('OnHold');
    expect(all.say('notified')).toBe('decided');
    expect(all.entry().matched?.items).toEqual([0]);
    all.withdraw(onlyB);
    expect(openItems(all.entry())).toEqual([1]);
    expect(all.proposed()).toBe(onlyB);
  });

  it('[USC-17] [USC-20] a script that was for the rest is asked about too, once the part of another is withdrawn', () => {
    const all = desk(onlyA);
    all.say('notified');
    all.comes(both);
    expect(all.say('notified')).toBe('decided');
    expect(all.entry().matched).toMatchObject({ items: [1] });
    all.withdraw(onlyA);
    expect(all.handOut(both)).toBe(all.proposed() === both ? 'OnHold' : 'SuppliedBefore');
    if (all.proposed() === onlyA) all.say('another');
    expect(all.proposed()).toBe(both);
    expect(all.name(both, [first], [0])).toBe('decided');
    expect(all.say('notified')).toBe('decided');
    expect(all.supplies(both)).toHaveLength(2);
    expect(openItems(all.entry())).toEqual([]);
    // Of the two the last is taken back, and only its item is asked for.
    all.withdraw(both);
    expect(openItems(all.entry())).toEqual([0]);
    expect(all.proposed()).toBe(both);
    expect(all.handOut(both)).toBe('OnHold');
  });

  it('[USC-8] [USC-20] an entry of which EPS was told a part is corrected only after that is withdrawn', () => {
    const all = desk(onlyA);
    all.say('notified');
    const command = { kind: 'CorrectSupply', id: all.entry().id, entry: two, reason: 'Mistyped' } as const;
    const refused = decideCorrect(all.entry(), command, all.context);
    expect(code(refused)).toBe('EntryClosed');
    expect(whyNotCorrected(all.entry())).toEqual(refused);
    const told = toldBy(all.entry());
    expect(refused).toMatchObject({
      sentence: `EPS was told of a part of this entry by ${told?.shortId ?? ''}, so it stays as it is.`,
      next: expect.stringMatching(/open that script \(S\) and withdraw its notification/) as string,
    });
    all.withdraw(onlyA);
    expect(all.do(decideCorrect(all.entry(), command, all.context))).toBe('decided');
    expect(all.proposed()).toBe(onlyA);
    expect(all.handOut(onlyA)).toBe('OnHold');
  });

  it('[USC-13] [USC-20] a person says of each item its line, or that it is not on the script', () => {
    const all = new SupplyDesk(prescriptions);
    all.enter(two);
    all.comes(both);
    for (const [lines, items] of [
      [[first], undefined],
      [[first], []],
      [[first, second], [0]],
      [
        [first, first],
        [0, 1],
      ],
      [
        [first, second],
        [0, 0],
      ],
      [[first], [2]],
    ] as const)
      expect(all.name(both, lines, items)).toBe('LinesMissing');
    expect(all.name(both, [first, second])).toBe('decided');
    expect(all.name(both, [second], [1])).toBe('decided');
    expect(all.say('notified')).toBe('decided');
    expect(openItems(all.entry())).toEqual([0]);
    // By its name the other line may be for the other item all the same, so that is asked for itself.
    expect(all.proposed()).toBe(both);
    expect(all.handOut(both)).toBe('OnHold');
    expect(all.name(both, [first], [1])).toBe('LinesMissing');
    expect(all.say('another')).toBe('decided');
    expect(all.handOut(both)).toBe('decided');
    all.comes(onlyA);
    expect(all.name(onlyA, [first], [1])).toBe('LinesMissing');
  });

  it('[USC-10] [USC-20] the paper goes in for payment whole, and what was not notified is still asked for', () => {
    const all = new SupplyDesk(prescriptions);
    all.enter({ ...two, route: 'paper', writtenOn: asLocalDate('2026-11-20') });
    all.comes(onlyA);
    all.say('notified');
    all.comes(onlyB);
    expect(all.say('returned')).toBe('decided');
    expect(all.entry().matched).toMatchObject({ how: 'returned' });
    expect(all.handOut(onlyB)).not.toBe('decided');
    all.comes(both);
    expect(all.handOut(both)).not.toBe('decided');
  });
});

const steps = ['comes', 'yes', 'no', 'named', 'hand out', 'withdraw'] as const;
type Step = readonly [(typeof steps)[number], number];
const codes = [amoxicillin.code, ramipril.code];

/** A person chooses the right lines. */
const nameRightly = (all: SupplyDesk, n: number): void => {
  const lines = all.prescriptions[n]?.items ?? [];
  const found = openItems(all.entry()).flatMap((i) => {
    const line = lines.find(({ medication }) => medication.code === codes[i]);
    return line ? [{ i, line }] : [];
  });
  all.name(
    n,
    found.map(({ line }) => line.itemId),
    found.map(({ i }) => i),
  );
};

const handOut = (all: SupplyDesk, n: number): void => {
  const before = all.entry();
  const supplied = all.supplies(n).length;
  if (all.handOut(n) !== 'decided') return;
  const [last] = all.supplies(n).slice(supplied);
  const left = last?.lines.flatMap(({ products }) => products.map(({ medication }) => medication.code));
  const free = before.rejected.includes(all.prescriptions[n]?.key ?? ('' as never)); // no script, no key
  for (const i of openItems(before))
    if (!free && before.matched?.how !== 'notified') expect(left).not.toContain(codes[i]);
};

describe('a supply of two items, whatever happens', () => {
  it('[USC-7] [USC-9] [USC-20] in any order each item is told at most once, and not handed out while it asks for its script', () => {
    const step: fc.Arbitrary<Step> = fc.tuple(fc.constantFrom(...steps), fc.integer({ min: 0, max: 3 }));
    let partly = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 24 }), (list) => {
        const all = desk();
        for (const [what, n] of list) {
          if (what === 'comes') all.comes(n);
          if (what === 'yes') all.say('notified');
          if (what === 'no') all.say('another');
          if (what === 'named') nameRightly(all, n);
          if (what === 'hand out') handOut(all, n);
          if (what === 'withdraw') all.withdraw(n);
          const told = prescriptions.flatMap((_one, i) =>
            all
              .supplies(i)
              .filter(({ handedOverAt }) => handedOverAt === entry.suppliedAt)
              .flatMap(({ lines }) => lines.flatMap(({ products }) => products)),
          );
          for (const one of codes)
            expect(told.filter(({ medication }) => medication.code === one).length).toBeLessThanOrEqual(1);
          if (all.entry().partly) partly += 1;
          const written = all.journal.length;
          all.write([]);
          expect(all.journal.length).toBe(written);
        }
        expect(all.again().entries).toEqual(all.now.entries);
      }),
      { numRuns: 400 },
    );
    expect(partly).toBeGreaterThan(0);
  });
});
