import { describe, expect, it } from 'vitest';
import { asItemId } from '../../renderer/domain/kernel/ids';
import { earlierSupplyRefusal, isToPropose } from '../../renderer/domain/unscripted/match';
import type { Entry } from '../../renderer/domain/unscripted/model';
import { now, received } from '../support/builders';
import { aPrescription, itemIdOf } from '../support/fhir';
import { aScript } from '../support/pairs';
import { byPatient, entry, fold, record } from '../support/supplies';
import { SupplyDesk } from '../support/supply-desk';

const [medicine] = entry.items;
if (!medicine) throw new Error('no item');

describe('a supply whose names were typed', () => {
  const typed = (display: string, more: Partial<Entry['items'][number]> = {}, base = entry) =>
    fold(undefined, record({ ...base, items: [{ ...medicine, display, ...more }] }));

  it('[USC-6] the same first word is asked about, and its line is chosen before EPS is told', () => {
    for (const [display, name] of [
      ['Levothyroxine 25 micrograms', 'Levothyroxine sodium 25microgram tablets'],
      ['Amoxicillin 250 mg caps', 'Amoxicillin 250mg capsules'],
      ['Amox 250', 'Amoxicillin 250mg capsules'],
      ['Salbutamol 100mcg inhaler', 'Salbutamol 100micrograms/dose inhaler CFC free'],
      ['Valproate 200mg', 'Sodium valproate 200mg tablets'],
      ['Co codamol 30/500', 'Co-codamol 30mg/500mg tablets'],
    ] as const) {
      // Old enough that only its name tells.
      const script = received({
        items: [{ name }],
        signed: '2026-11-01T09:00:00+00:00',
        start: '2026-11-01',
      });
      expect(isToPropose(script, typed(display)), display).toBe(true);
      expect(earlierSupplyRefusal(script, [typed(display)])?.rule, display).toBe('USC-7');
    }
    const script = received({
      items: [{ name: 'Insulin glargine' }],
      signed: '2026-11-01T09:00:00+00:00',
      start: '2026-11-01',
    });
    expect(isToPropose(script, typed('Insulin aspart'))).toBe(false);
  });

  it('[USC-9] [USC-13] two strengths of one name: nothing is told until a person has chosen', () => {
    const lines = [
      { name: 'Levothyroxine sodium 50microgram tablets', code: '1234567', quantity: 28 },
      { name: 'Levothyroxine sodium 25microgram tablets', code: '1234568', quantity: 28 },
    ];
    for (const display of ['Levothyroxine', 'Levothyroxine 25 micrograms']) {
      const all = new SupplyDesk([aPrescription(aScript(1, { items: lines }))]);
      all.enter({ ...entry, items: [{ ...medicine, display, quantity: 28 }] });
      all.comes(0);
      expect(all.say('notified')).toBe('LinesUnsure');
      expect(all.name(0, [asItemId(itemIdOf(1))])).toBe('decided');
      expect(all.say('notified')).toBe('decided');
      const told = all.supplies(0)[0]?.lines.filter(({ products }) => products.length > 0);
      expect(told?.map(({ itemId }) => itemId)).toEqual([asItemId(itemIdOf(1))]);
    }
  });

  it('[USC-6] a brand waits for its script: one signed about then is asked about once, where it may be', () => {
    const near = { items: [{ quantity: 28 }], signed: '2026-11-23T09:00:00+00:00' };
    const asksFor = (script: Parameters<typeof received>[0], state = typed('Amoxil')) =>
      isToPropose(received(script), state) && earlierSupplyRefusal(received(script), [state]) !== undefined;
    expect(asksFor(near)).toBe(true);
    expect(asksFor({ ...near, signed: '2026-11-30T09:00:00+00:00' })).toBe(true);
    expect(asksFor({ ...near, signed: '2026-11-20T09:00:00+00:00' })).toBe(false);
    expect(asksFor({ ...near, signed: '2026-12-02T09:00:00+00:00' })).toBe(false);
    expect(asksFor({ ...near, nhsNumber: '9990000026' })).toBe(false);
    // Who entered it knew of what was here.
    const atOnce = { ...typed('Amoxil'), entry: { ...typed('Amoxil').entry, suppliedAt: now } };
    expect(asksFor(near, atOnce)).toBe(false);
    // More than it asks for, or counted otherwise, or known by its code.
    expect(asksFor(near, typed('Amoxil', { quantity: 29 }))).toBe(false);
    expect(asksFor(near, typed('Calpol', { unit: 'ml' }))).toBe(false);
    expect(asksFor(near, typed('Ventolin', { quantity: 1, unit: 'inhaler' }))).toBe(true);
    expect(asksFor(near, typed('Amoxil', { code: '999999999' }))).toBe(false);
    // No script is written for a patient's own by law, nor for one that is closed.
    const own = typed('Amoxil', { days: 5, quantity: 15 }, byPatient);
    expect(asksFor({ ...near, signed: '2026-11-30T09:00:00+00:00' }, own)).toBe(false);
    // But one that was signed before, and hung somewhere until it came, may be why there was none.
    expect(asksFor(near, own)).toBe(true);
    expect(asksFor({ ...near, signed: '2026-11-11T09:00:00+00:00' }, own)).toBe(true);
    expect(asksFor({ ...near, signed: '2026-11-08T09:00:00+00:00' }, own)).toBe(false);
    expect(asksFor(near, { ...own, entry: { ...own.entry, suppliedAt: now } })).toBe(false);
    const closed = { ...typed('Amoxil'), closed: { reason: 'x', at: now, by: 'A' } };
    expect(asksFor(near, closed)).toBe(false);

    const all = new SupplyDesk([aPrescription(aScript(1, near))]);
    all.enter({ ...entry, items: [{ ...medicine, display: 'Amoxil' }] });
    all.comes(0);
    expect(all.say('notified')).toBe('LinesUnsure');
    expect(all.say('another')).toBe('decided');
    expect(all.handOut(0)).toBe('decided');
  });
});
