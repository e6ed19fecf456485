import { describe, expect, it } from 'vitest';
import { addDays, dayOf, endOfDay } from '../../renderer/domain/kernel/calendar';
import { asInstant, type Instant } from '../../renderer/domain/kernel/instant';
import { defaultUrgentList } from '../../renderer/domain/triage/default-list';
import { makePlaceOf } from '../../renderer/domain/triage/match';
import type { CriticalClass, Medicine, Waiting } from '../../renderer/domain/triage/model';
import { byNeed, planNeeds, type Placed } from '../../renderer/domain/triage/need';
import { nextTabFor } from '../../renderer/domain/triage/take-next';
import { orderFor } from '../../renderer/domain/triage/order';
import { reasonWord } from '../../renderer/domain/triage/words';
import { now } from '../support/builders';
import { makeRandom, type Random } from '../support/fuzz';
import { seeds } from '../support/seeds';

const medicine = (display: string, more: Partial<Medicine> = {}): Medicine => ({
  code: '1000001',
  display,
  schedule: '',
  ...more,
});
const waiting = (more: Partial<Waiting> = {}): Waiting => ({
  medicines: [medicine('Paracetamol 500mg tablets')],
  custody: 'ours',
  hold: 'none',
  ...more,
});
const endIn = (days: number, from: Instant = now): Instant => endOfDay(addDays(dayOf(from), days));
const plan = planNeeds(defaultUrgentList, now);
const { rankOf } = plan;
const why = (script: Waiting, by = plan): readonly string[] => by.reasonsOf(script).map(reasonWord);
const kindOf = (list: readonly CriticalClass[], one: Medicine): string | undefined =>
  list[makePlaceOf(list)(one)]?.name;

const names = [
  ...['Paracetamol 500mg tablets', 'Apixaban 5mg tablets', 'Insulin glargine 100units/ml', '', '???'],
  ...['Methadone 1mg/ml oral solution', 'Levetiracetam 500mg tablets', 'Something nobody knows 5mg'],
];
const anyScript = (random: Random): Waiting => ({
  medicines: Array.from({ length: random.below(4) }, () =>
    medicine(random.pick(names), { schedule: random.pick(['', 'CD2', 'CD3', 'CD9']) }),
  ),
  custody: random.pick(['ours', 'in-doubt', 'stuck', 'elsewhere', 'ours-unconfirmed'] as const),
  hold: random.pick(['none', 'conflict', 'person'] as const),
  ...(random.below(2) === 0 ? {} : { expiresAt: endIn(random.below(400) - 200) }),
  ...(random.below(4) === 0 ? { owedUntil: endIn(random.below(10) - 3) } : {}),
});
const somePlaced = (random: Random, count: number): Placed[] =>
  Array.from({ length: count }, (_, n) => ({
    rank: rankOf(anyScript(random)),
    receivedAt: asInstant(now - random.below(5) * 3_600_000),
    key: `key-${n}`,
  }));

describe('triage', () => {
  it('[TRI-1] owed before due today, before soon, before ended, before the list in its order, before doubt, before all else', () => {
    const order = [
      waiting({ owedUntil: endIn(100) }),
      waiting({ expiresAt: endIn(0) }),
      waiting({ expiresAt: endIn(1) }),
      waiting({ expiresAt: endIn(3) }),
      waiting({ expiresAt: endIn(-1) }),
      waiting({ medicines: [medicine('Insulin glargine 100units/ml')], expiresAt: endIn(20) }),
      waiting({ medicines: [medicine('Morphine sulfate 10mg tablets', { schedule: 'CD2' })] }),
      waiting({ medicines: [medicine('Apixaban 5mg tablets')] }),
      waiting({ custody: 'in-doubt' }),
      waiting({ expiresAt: endIn(4) }),
    ];
    const ranks = order.map((script) => rankOf(script));
    expect([...ranks].sort((a, b) => a - b)).toEqual(ranks);
    expect(new Set(ranks).size).toBe(order.length);
    expect(order.map((script) => why(script)[0])).toEqual([
      ...['owed', 'due today', 'expires tomorrow', 'expires in 3 days', 'item expired'],
      ...['insulin', 'controlled', 'anticoagulant', 'in doubt', undefined],
    ]);
  });

  it('[TRI-1] of two with the same first reason the next reason decides, then who waits longer, then the id', () => {
    const owed = { owedUntil: endIn(100) };
    const insulin = { medicines: [medicine('Humulin I KwikPen')] };
    expect(rankOf(waiting({ ...owed, ...insulin }))).toBeLessThan(rankOf(waiting(owed)));
    expect(why(waiting({ ...owed, ...insulin }))).toEqual(['owed', 'insulin']);
    const one = { rank: 1, receivedAt: now, key: 'b' };
    expect(byNeed(one, { ...one, receivedAt: asInstant(now + 1) })).toBeLessThan(0);
    expect(byNeed(one, { ...one, key: 'c' })).toBeLessThan(0);
    expect(byNeed(one, one)).toBe(0);
  });

  it('[TRI-1] the order is total, and the same however the scripts come in', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = makeRandom(seed);
      const placed = somePlaced(random, 60);
      const sorted = [...placed].sort(byNeed).map(({ key }) => key);
      const shuffled = [...placed].sort(() => random.next() - 0.5).sort(byNeed);
      expect(
        shuffled.map(({ key }) => key),
        `seed ${seed}`,
      ).toEqual(sorted);
      for (const a of placed.slice(0, 12))
        for (const b of placed.slice(0, 12)) {
          expect(Math.sign(byNeed(a, b)) + Math.sign(byNeed(b, a)), `seed ${seed}`).toBe(0);
          if (a !== b) expect(byNeed(a, b), `seed ${seed}`).not.toBe(0);
        }
    }
  });

  it('[TRI-2] whatever is known of a script or of the list, it has a place; the plainest one is last', () => {
    const last = rankOf(waiting({ medicines: [] }));
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = makeRandom(seed);
      const script = anyScript(random);
      const rank = rankOf(script);
      expect(Number.isSafeInteger(rank) && rank >= 0 && rank <= last, `seed ${seed}`).toBe(true);
      expect(rankOf(script), `seed ${seed}`).toBe(rank);
      expect(Number.isSafeInteger(planNeeds([], now).rankOf(script)), `seed ${seed}`).toBe(true);
    }
  });

  it('[TRI-3] a kind is known by whole words in any order, by its code or its schedule; the first kind counts', () => {
    const steroid = { name: 'steroid', words: ['hydrocortisone tablets'], codes: [] };
    const coded = { name: 'coded', words: [], codes: ['123456'] };
    const third = { name: 'third', words: [], codes: [], schedules: ['CD3'] };
    const list = [steroid, coded, third];
    expect(kindOf(list, medicine('Hydrocortisone 10mg TABLETS'))).toBe('steroid');
    expect(kindOf(list, medicine('Hydrocortisone 1% cream'))).toBeUndefined();
    expect(kindOf(list, medicine('Hydrocortisone 1% cream', { code: '123456' }))).toBe('coded');
    expect(kindOf(list, medicine('Tramadol 50mg capsules', { schedule: 'CD3' }))).toBe('third');
    expect(kindOf(list, medicine('Tramadol 50mg capsules', { schedule: 'CD' }))).toBe('third');
    expect(kindOf([steroid, coded], medicine('Tramadol 50mg capsules', { schedule: 'CD' }))).toBeUndefined();
    expect(kindOf(list, medicine('', { schedule: '' }))).toBeUndefined();
    const accents = [{ name: 'x', words: ['Co-Careldopa', 'épilim'], codes: [] }];
    expect(kindOf(accents, medicine('co-careldopa 25mg/100mg tablets'))).toBe('x');
    expect(kindOf(accents, medicine('Epilim Chrono 500 tablets'))).toBe('x');
    expect(kindOf(accents, medicine('Careldopamine'))).toBeUndefined();
    expect(kindOf([{ name: 'blank', words: [' ', '-'], codes: [] }], medicine('Anything'))).toBeUndefined();
    const two = [medicine('Apixaban 5mg tablets'), medicine('Insulin aspart 100units/ml')];
    expect(why(waiting({ medicines: two }))).toEqual(['insulin']);
  });

  it('[TRI-4] what ends today is due today until midnight in England, in summer too, and has ended after it', () => {
    for (const day of [now, asInstant(Date.UTC(2026, 6, 1, 12))]) {
      const script = waiting({ expiresAt: endIn(0, day) });
      const at = (instant: number) => planNeeds(defaultUrgentList, asInstant(instant));
      const { until } = at(day);
      expect(until).toBe(endIn(0, day));
      expect(why(script, at(endIn(-1, day)))).toEqual(['expires tomorrow']);
      expect(why(script, at(endIn(-1, day) + 1000))).toEqual(['due today']);
      expect(why(script, at(until))).toEqual(['due today']);
      expect(why(script, at(until + 1000))).toEqual(['item expired']);
    }
  });

  it('[TRI-4] an item that has ended does not hide another last day that is near', () => {
    const script = waiting({ expiresAt: endIn(-30), owedUntil: endIn(2) });
    expect(why(script)).toEqual(['owed', 'expires in 2 days']);
  });

  it('[TRI-5] the list Holdfast comes with knows medicines of the training pharmacy and leaves ordinary ones alone', () => {
    const found = Object.fromEntries(
      Object.values(seeds.drugs).map(({ name, code, schedule = '' }) => [
        name,
        kindOf(defaultUrgentList, { display: name, code, schedule }),
      ]),
    );
    expect(found).toMatchObject({
      'Apixaban 5mg tablets': 'anticoagulant',
      'Amoxicillin 500mg capsules': 'antibiotic',
      'Atorvastatin 20mg tablets': undefined,
      'Paracetamol 500mg tablets': undefined,
    });
    const kinds = new Set(Object.values(found));
    for (const kind of ['opioid substitution', 'controlled', 'reliever inhaler'])
      expect(kinds).toContain(kind);
    expect(kindOf(defaultUrgentList, medicine('Beclometasone 100micrograms/dose inhaler'))).toBeUndefined();
  });

  it('[TRI-9] the next one for a role is where its own work waits', () => {
    const none = {
      ...{ locked: 0, 'to-check': 0, 'to-assemble': 0, 'to-accuracy-check': 0, ready: 0 },
      ...{ owed: 0, 'needs-person': 0, done: 9, returned: 9 },
    };
    const all = {
      ...none,
      'to-check': 1,
      'to-assemble': 1,
      'to-accuracy-check': 1,
      ready: 1,
      'needs-person': 1,
    };
    expect(nextTabFor('pharmacist', all)).toBe('to-check');
    expect(nextTabFor('pharmacist', { ...all, 'to-check': 0 })).toBe('to-accuracy-check');
    expect(nextTabFor('technician', all)).toBe('to-assemble');
    expect(nextTabFor('technician', { ...all, 'to-assemble': 0 })).toBe('to-accuracy-check');
    expect(nextTabFor('dispenser', { ...all, 'to-assemble': 0 })).toBe('ready');
    expect(nextTabFor('manager', all)).toBe('needs-person');
    for (const role of ['pharmacist', 'technician', 'dispenser', 'manager'] as const)
      expect(nextTabFor(role, none)).toBeUndefined();
  });

  it('[TRI-10] by need unless somebody chose otherwise; an incident that opens later brings need back', () => {
    expect(orderFor(undefined, undefined)).toBe('need');
    expect(orderFor(undefined, 'inc-1')).toBe('need');
    const calm = { by: 'waiting', incident: undefined } as const;
    expect(orderFor(calm, undefined)).toBe('waiting');
    expect(orderFor(calm, 'inc-1')).toBe('need');
    const during = { by: 'waiting', incident: 'inc-1' } as const;
    expect(orderFor(during, 'inc-1')).toBe('waiting');
    expect(orderFor(during, undefined)).toBe('waiting');
    expect(orderFor(during, 'inc-2')).toBe('need');
    expect(orderFor({ by: 'need', incident: undefined }, 'inc-1')).toBe('need');
  });
});
