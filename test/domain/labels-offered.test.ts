import { describe, expect, it } from 'vitest';
import { asInstant, dayMs } from '../../renderer/domain/kernel/instant';
import { hasLabels, labelsForScript } from '../../renderer/domain/labels/for-script';
import { accepted, act, aContext, now, ready, received } from '../support/builders';

const plain = { choices: [], differences: [] };

describe('labels of a script', () => {
  it('[LBL-7] are offered only where one could be about something: what may leave, or what left', () => {
    const script = received();
    const [item] = script.prescription.items;
    if (!item) throw new Error('no item');
    const over = aContext({ now: asInstant(now + 200 * dayMs) });
    const held = act(script, { kind: 'HoldPrescription', reason: 'asked the surgery' });
    const none = accepted(act(script, { kind: 'RecordNotDispensed', reasonCode: '0002' }));
    const done = accepted(
      act(ready(), { kind: 'SupplyItems', choices: [{ kind: 'full', itemId: item.itemId }] }),
    );
    for (const [state, context, has] of [
      [script, aContext(), true],
      [script, over, false],
      [held, aContext(), false],
      [none, aContext(), false],
      [done, over, true],
    ] as const) {
      expect(hasLabels(state, plain, context)).toBe(has);
      expect('kind' in labelsForScript(state, plain, context)).toBe(!has);
    }
  });
});
