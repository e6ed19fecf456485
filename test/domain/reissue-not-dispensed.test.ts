import { describe, expect, it } from 'vitest';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import type { PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import { tabOf } from '../../renderer/domain/prescriptions/tab';
import { pairSentence } from '../../renderer/features/registers/words';
import { fresh, holdOf, old, PairPharmacy } from '../support/pairs';

const none: PrescriptionCommand = { kind: 'RecordNotDispensed', reasonCode: '0010' };
const withdraw: PrescriptionCommand = { kind: 'WithdrawSupply', reasonCode: 'OC' };
const claim = (pharmacy: PairPharmacy, key: IssueKey): PrescriptionCommand => ({
  kind: 'SendClaim',
  details: {
    exemption: '0009',
    evidenceSeen: true,
    lines: pharmacy.script(key).prescription.items.map(({ itemId }) => ({
      itemId,
      charge: 'not-paid',
      endorsements: [{ code: 'NDEC', text: '' }],
    })),
  },
});

/** An original that was recorded as not dispensed before the GP said that another one comes. */
const recorded = (isHere: boolean) => {
  const pharmacy = new PairPharmacy();
  const original = pharmacy.arrive(old);
  expect(pharmacy.tell(original, none)).toBe('decided');
  expect(pharmacy.register({ key: original })).toBe('decided');
  if (isHere) pharmacy.arrive(fresh);
  return { pharmacy, original };
};

describe('reissue: one of the two was recorded as not dispensed', () => {
  it('[RSU-25] [RSU-5] it can be claimed or taken back, and both ways are said', () => {
    const { pharmacy, original } = recorded(true);
    const goer = pharmacy.script(original);
    const words = pairSentence(pharmacy.pair(), pharmacy.context.now, { goer });
    expect(words).toContain('claim it');
    expect(words).toContain('withdraw its notification there (W)');
    expect(pharmacy.tell(original, withdraw)).toBe('decided');
    expect(pharmacy.script(original).custody.kind).toBe('returning');
  });

  it('[RSU-25] [RSU-6] once it is claimed the pair ends and holds nothing, and one of the two is supplied', () => {
    for (const isHere of [true, false]) {
      const { pharmacy, original } = recorded(isHere);
      expect(holdOf(pharmacy, original)).toBe('superseded');
      expect(pharmacy.tell(original, claim(pharmacy, original))).toBe('decided');
      pharmacy.lookAgain();
      expect(pharmacy.pair().end?.how).toBe('not-dispensed');
      const state = pharmacy.script(original);
      expect([state.hold.kind, tabOf(state)]).toEqual(['none', 'done']);
      const replacement = pharmacy.arrive(fresh);
      expect(pharmacy.supply(replacement)).toBe('decided');
      expect(pharmacy.supply(original)).not.toBe('decided');
      for (const command of [withdraw, none]) expect(pharmacy.tell(original, command)).not.toBe('decided');
      expect(pharmacy.giveBack(original)).not.toBe('decided');
      pharmacy.restart();
      pharmacy.lookAgain();
      expect(pharmacy.supplied()).toEqual([replacement]);
    }
  });

  it('[RSU-25] taken back after the other one was supplied it is not supplied either', () => {
    const pharmacy = new PairPharmacy();
    const original = pharmacy.arrive(old);
    pharmacy.tell(original, none);
    const replacement = pharmacy.arrive(fresh);
    expect(pharmacy.supply(replacement)).toBe('decided');
    expect(pharmacy.tell(original, withdraw)).toBe('decided');
    expect(pharmacy.supply(original)).not.toBe('decided');
    expect(pharmacy.supply(original)).not.toBe('decided');
    expect(pharmacy.supplied()).toEqual([replacement]);
  });

  it('[RSU-5] [PRX-25] repeat dispensing that was told of once goes back no more, and the way out is said', () => {
    const pharmacy = new PairPharmacy();
    const issue = { therapy: 'continuous-repeat-dispensing', intent: 'reflex-order', issue: 1, issues: 6 };
    const original = pharmacy.arrive({ ...old, ...issue });
    pharmacy.tell(original, none);
    expect(pharmacy.register({ key: original })).toBe('decided');
    const replacement = pharmacy.arrive(fresh);
    const words = () =>
      pairSentence(pharmacy.pair(), pharmacy.context.now, { goer: pharmacy.script(original) });
    expect(words()).not.toContain('(W)');
    expect(pharmacy.tell(original, withdraw)).toBe('decided');
    pharmacy.lookAgain();
    expect(pharmacy.script(original).custody.kind).toBe('ours');
    expect([holdOf(pharmacy, original), pharmacy.returns]).toEqual(['superseded', []]);
    expect(words()).toContain('record it as not dispensed and claim it');
    expect(pharmacy.supply(replacement)).toBe('decided');
    expect(pharmacy.tell(original, none)).toBe('decided');
    expect(pharmacy.tell(original, claim(pharmacy, original))).toBe('decided');
    pharmacy.lookAgain();
    expect(pharmacy.pair().end?.how).toBe('not-dispensed');
    expect([pharmacy.supplied(), pharmacy.returns]).toEqual([[replacement], []]);
  });
});
