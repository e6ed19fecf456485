import { describe, expect, it } from 'vitest';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import type { SpineSays } from '../../renderer/domain/prescriptions/model';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { pairReason, pairSentence } from '../../renderer/features/registers/words';
import { aPrescription } from '../support/fhir';
import { fresh, holdOf, old, PairPharmacy } from '../support/pairs';

const replacement = aPrescription(fresh);
const { key } = replacement;

/** The original is here and registered; its replacement came out of a pack. */
const withPack = (): { readonly pharmacy: PairPharmacy; readonly original: IssueKey } => {
  const pharmacy = new PairPharmacy();
  const original = pharmacy.arrive(old);
  pharmacy.register({ key: original });
  pharmacy.happens({
    type: 'prescription.released-offline',
    key,
    prescription: replacement,
    source: { seq: 1, path: '' },
    pack: 'Pack 17',
  });
  return { pharmacy, original };
};

const settleFor = (pharmacy: PairPharmacy, choice: 'spine' | 'ours'): void =>
  pharmacy.happens({ type: 'prescription.reconciled', key, choice, reason: 'Spoken to the Spine' });

describe('reissue: a replacement that came out of a pack', () => {
  it('[RSU-18] the original waits, held, until the Spine has confirmed it, and the pair says so', () => {
    const { pharmacy, original } = withPack();
    pharmacy.lookAgain();
    expect(pharmacy.returns).toEqual([]);
    expect(pharmacy.supply(original)).toBe('OnHold');
    expect(pairReason(pharmacy.pair()).text).toBe('nothing goes back yet');
    expect(pairSentence(pharmacy.pair(), asInstant(0))).toMatch(/has not confirmed yet that it is ours/);
    pharmacy.happens({ type: 'prescription.confirmed', key });
    expect(pharmacy.returns).toEqual([original]);
    expect(pairReason(pharmacy.pair()).text).toBe('return waits');
  });

  it('[RSU-18] once something of it was handed out the original goes back, whatever the Spine says', () => {
    const { pharmacy, original } = withPack();
    expect(pharmacy.supply(key)).toBe('decided');
    pharmacy.lookAgain();
    expect(pharmacy.returns).toEqual([original]);
  });

  it.each([[{ kind: 'cancelled' }], [{ kind: 'not-found' }]] satisfies [SpineSays][])(
    '[RSU-18] the Spine denies it ($kind): nothing goes back, and once that is settled a person uses the original',
    (says) => {
      const { pharmacy, original } = withPack();
      pharmacy.happens({ type: 'prescription.conflicted', key, says });
      pharmacy.lookAgain();
      expect(pharmacy.returns).toEqual([]);
      expect(pairReason(pharmacy.pair()).text).toBe('nothing goes back yet');
      settleFor(pharmacy, 'spine');
      expect(pharmacy.pair().staysGone).toBe(true);
      const { id } = pharmacy.pair();
      expect(pharmacy.say({ kind: 'DecideReissue', id, stays: 'original', reason: '' })).toBe('decided');
      expect(pharmacy.supply(original)).toBe('decided');
      expect(pharmacy.returns).toEqual([]);
    },
  );

  it('[RSU-22] the Spine says that another pharmacy dispensed it: the original is not supplied, and goes back once that is settled', () => {
    const { pharmacy, original } = withPack();
    pharmacy.happens({ type: 'prescription.conflicted', key, says: { kind: 'dispensed' } });
    pharmacy.lookAgain();
    expect(pharmacy.returns).toEqual([]);
    expect(pharmacy.supply(original)).toBe('OnHold');
    settleFor(pharmacy, 'spine');
    expect(pharmacy.returns).toEqual([original]);
  });

  it('[RSU-22] the same of an original out of a pack: its replacement is not supplied meanwhile', () => {
    const pharmacy = new PairPharmacy();
    const prescription = aPrescription(old);
    const source = { seq: 1, path: '' };
    const out = { type: 'prescription.released-offline', key: prescription.key, prescription } as const;
    pharmacy.happens({ ...out, source, pack: 'Pack 17' });
    pharmacy.register({ key: prescription.key });
    pharmacy.happens({ type: 'prescription.conflicted', key: prescription.key, says: { kind: 'dispensed' } });
    const resent = pharmacy.arrive(fresh);
    expect(holdOf(pharmacy, resent)).toBe('superseded');
    expect(pharmacy.supply(resent)).not.toBe('decided');
    expect(pharmacy.returns).toEqual([]);
    const { key: gone } = prescription;
    pharmacy.happens({ type: 'prescription.reconciled', key: gone, choice: 'spine', reason: 'So it is' });
    expect(pharmacy.returns).toEqual([resent]);
  });

  it('[RSU-18] the Spine counts it as ours after all: settled, confirmed, and the original goes back', () => {
    const { pharmacy, original } = withPack();
    pharmacy.happens({ type: 'prescription.confirmed', key });
    expect(pharmacy.returns).toEqual([original]);
    pharmacy.answerReturns(false);
    pharmacy.happens({
      type: 'prescription.conflicted',
      key,
      says: { kind: 'ours-after-all', differences: [] },
    });
    const { id } = pharmacy.pair();
    expect(pharmacy.say({ kind: 'ReturnAgain', id })).toBe('NotConfirmed');
    settleFor(pharmacy, 'ours');
    expect(pharmacy.say({ kind: 'ReturnAgain', id })).toBe('decided');
    expect(pharmacy.returns).toEqual([original, original]);
  });

  it('[RSU-18] put back into its pack it is gone, and used again once it comes', () => {
    const { pharmacy, original } = withPack();
    pharmacy.happens({ type: 'prescription.release-undone', key });
    expect(pharmacy.pair().staysGone).toBe(true);
    pharmacy.happens({
      type: 'prescription.released-offline',
      key,
      prescription: replacement,
      source: { seq: 2, path: '' },
      pack: 'Pack 17',
    });
    expect(pharmacy.pair().staysGone).toBe(false);
    expect(holdOf(pharmacy, original)).toBe('superseded');
    expect(pharmacy.returns).toEqual([]);
  });

  it('[RSU-18] one that goes and lies in its pack again waits for the Spine, and the pair says so', () => {
    const { pharmacy } = withPack();
    const { id } = pharmacy.pair();
    expect(pharmacy.say({ kind: 'DecideReissue', id, stays: 'original', reason: 'It is here' })).toBe(
      'decided',
    );
    pharmacy.happens({ type: 'prescription.release-undone', key });
    expect([pharmacy.pair().goes, pharmacy.returns]).toEqual(['replacement', []]);
    const sentence = pairSentence(pharmacy.pair(), asInstant(0), { goer: pharmacy.script(key) });
    expect(sentence).toMatch(/lies in its pack again.*once the Spine sends it\.$/);
  });
});
