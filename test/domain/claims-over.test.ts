import { describe, expect, it } from 'vitest';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { accepted, act, aContext, now, ready, refusalCode } from '../support/builders';
import { sendClaim } from '../support/claims';

const after = (days: number) => aContext({ now: asInstant(now + days * 86_400_000) });

describe('claims whose time is over', () => {
  it('[CLM-8] where nothing was dispensed a person may claim after the day on which EPS may delete it', () => {
    const choices = ready().prescription.items.map(({ itemId }) => ({
      kind: 'not-dispensed' as const,
      itemId,
      reasonCode: '0010',
    }));
    const none = accepted(act(ready(), { kind: 'SupplyItems', choices }));
    expect(refusalCode(none, sendClaim(none), after(40))).toBe('decided');
    expect(refusalCode(none, sendClaim(none), after(181))).toBe('ClaimOver');
    expect(refusalCode(none, { kind: 'WithdrawSupply', reasonCode: 'QU' }, after(181))).toBe('decided');
  });

  it('[CLM-6] what EPS counts as not claimed is not withdrawn, and stays dispensed for 36 days more', () => {
    const state = accepted(act(ready(), { kind: 'SupplyInFull' }));
    const withdraw = { kind: 'WithdrawSupply', reasonCode: 'QU' } as const;
    expect(refusalCode(state, withdraw, after(180))).toBe('decided');
    expect(refusalCode(state, withdraw, after(181))).toBe('NotClaimed');
    const owing = { kind: 'AmendSupply', choices: [] } as const;
    const full = {
      kind: 'AmendSupply',
      choices: state.prescription.items.map(({ itemId }) => ({ kind: 'full', itemId }) as const),
    } as const;
    expect(refusalCode(state, owing, after(180))).toBe('decided');
    expect(refusalCode(state, owing, after(181))).toBe('NotClaimedStatus');
    expect(refusalCode(state, full, after(181))).toBe('decided');
    expect(refusalCode(state, full, after(217))).toBe('AmendOver');
  });
});
