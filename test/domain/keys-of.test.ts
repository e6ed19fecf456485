import { describe, expect, it } from 'vitest';
import { keysOf, screenOf } from '../../renderer/app/keys-of';
import { asUnscriptedId } from '../../renderer/domain/kernel/ids';
import { received } from '../support/builders';

const namesOf = (keys: readonly (readonly [string, ...unknown[]])[]) => keys.map(([key]) => key);

describe('the keys that a screen names', () => {
  it('a page of a patient, a form and an entry name their own keys, not those of the list around them', () => {
    expect(screenOf({ kind: 'patients' })).toBe('patients');
    const of = { family: 'Okafor', given: 'Chidi', birthDate: '1961-01-03' };
    expect(screenOf({ kind: 'patients', of })).toBe('patient');
    expect(screenOf({ kind: 'settings', at: 'scanner' })).toBe('scanner');
    expect(screenOf({ kind: 'registers', at: { kind: 'supply', id: asUnscriptedId('u') } })).toBe('supply');
    expect(screenOf({ kind: 'prescription', key: received().prescription.key, from: 'today' })).toBe(
      'prescription',
    );
    expect(namesOf(keysOf('patients', 'training').own)).not.toContain('A');
    expect(namesOf(keysOf('patient', 'training').own)).toContain('A');
  });

  it('a key that means something else here is not named as it is everywhere', () => {
    const { own, everywhere } = keysOf('outage', 'training');
    expect(own).toContainEqual(['E', 'export the report']);
    expect(namesOf(everywhere)).not.toContain('E');
    expect(namesOf(keysOf('today', 'training').everywhere)).toContain('E');
  });

  it('before anybody signed in their own keys are named, and the others once', () => {
    const { own, everywhere } = keysOf('sign-in', 'companion');
    expect(namesOf(own)).toEqual(['1 to 9', 'Enter', 'F1, ?']);
    expect(namesOf(keysOf('sign-in', 'live').own)).toContain('S');
    expect(namesOf(everywhere)).toContain('F2');
    expect(namesOf(everywhere)).not.toContain('F1, ?');
    expect(namesOf(keysOf('first-person', 'live').own)).toContain('Enter');
  });

  it('what only a broker, a training or a live profile has is named there alone', () => {
    for (const kind of ['training', 'companion', 'live'] as const) {
      const keys = namesOf(keysOf('settings', kind).everywhere);
      expect(keys.includes('Ctrl+B')).toBe(kind === 'training');
      expect(keys.includes('D')).toBe(kind !== 'companion');
      expect(namesOf(keysOf('settings', kind).own).includes('S')).toBe(kind === 'live');
      // [SET-4] Beside another system Today has nothing to move in, open or sort.
      expect(namesOf(keysOf('today', kind).own).length > 0).toBe(kind !== 'companion');
    }
  });
});
