import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { now } from '../support/builders';
import { deskTabs } from '../../renderer/domain/desk/model';
import { askingOf, numbersOf } from '../../renderer/domain/desk/numbers';

describe('the numbers of the desk', () => {
  it('[DSK-1] the line adds up to all rows, whatever groups they are in', () => {
    const counts = fc.tuple(...deskTabs.map(() => fc.nat(500)));
    fc.assert(
      fc.property(counts, (numbers) => {
        const lists = Object.fromEntries(deskTabs.map((tab, i) => [`desk/${tab}`, numbers[i] ?? 0]));
        const [[released, all] = [], ...others] = numbersOf(lists)
          .split(' · ')
          .map((part) => [...part.matchAll(/\d+/g)].map(Number));
        const together = others.flat().reduce((sum, count) => sum + count, released ?? 0);
        expect(together).toBe(all);
      }),
    );
    expect(numbersOf({ 'desk/released': 34, 'desk/to-scan': 3, 'desk/ended': 83 })).toBe(
      '34 of 120 released · 3 to scan · 83 with nothing to do',
    );
    expect(numbersOf({ 'desk/needs-gp': 1 })).toBe('0 of 1 released · 1 needs the GP');
    expect(numbersOf({ 'desk/needs-gp': 2 })).toBe('0 of 2 released · 2 need the GP');
  });

  it('[DSK-13] says what requests wait for: the broker, a smartcard, both, or their turn', () => {
    const lists = { 'desk/waiting': 2 };
    const line = { kind: 'unknown' } as const;
    const offline = { kind: 'offline', sinceAt: now, reason: 'The broker does not answer' } as const;
    expect(askingOf({}, { line, missing: 'smartcard' })).toBe('');
    expect(askingOf(lists, { line, missing: undefined })).toContain('one after the other: 2 to go');
    const waits = '2 requests wait here. They leave by themselves when ';
    const card = 'somebody is signed in with a smartcard.';
    expect(askingOf(lists, { line: offline, missing: undefined })).toContain(`${waits}it is back.`);
    expect(askingOf(lists, { line, missing: 'smartcard' })).toBe(
      `The Spine is asked only while a smartcard is in. ${waits}${card}`,
    );
    expect(askingOf(lists, { line: offline, missing: 'smartcard' })).toContain(
      `${waits}it is back and ${card}`,
    );
  });
});
