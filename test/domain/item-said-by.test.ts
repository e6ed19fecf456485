import { describe, expect, it } from 'vitest';
import { lastSaidOf } from '../../renderer/domain/prescriptions/supplied';
import { saidBy } from '../../renderer/features/prescription/words';
import { act, ready } from '../support/builders';

describe('what an item says of its last hand-out', () => {
  it('[PRX-17] names whoever handed it out, and nobody for what the prescriber cancelled', () => {
    const script = ready({ items: [{}, { name: 'Ramipril', status: '0005' }] });
    const [first, cancelled] = script.prescription.items;
    if (!first || !cancelled) throw new Error('no items');
    const out = act(script, { kind: 'SupplyItems', choices: [{ kind: 'full', itemId: first.itemId }] });
    const [of, ofCancelled] = [lastSaidOf(out, first), lastSaidOf(out, cancelled)];
    if (!of || !ofCancelled) throw new Error('nothing was said');
    expect(saidBy(of)).toBe('24-Nov-2026 09:00 by Priya Shah');
    expect(saidBy(ofCancelled)).toBe('recorded 24-Nov-2026 09:00 by Priya Shah');
  });
});
