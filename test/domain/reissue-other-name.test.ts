import { describe, expect, it } from 'vitest';
import type { Patient, Prescription } from '../../renderer/domain/prescriptions/model';
import { aPrescription } from '../support/fhir';
import { fresh, holdOf, items, old, PairPharmacy, patient } from '../support/pairs';

const original = aPrescription(old);
/** Sent again with what was wrong of its patient put right; the NHS number is the same. */
const corrected = (change: Partial<Patient>): Prescription => {
  const again = aPrescription(fresh);
  return { ...again, patient: { ...again.patient, ...change } };
};
const changes: readonly Partial<Patient>[] = [{ family: 'Okafor-Bell' }, { birthDate: '1961-03-01' }];

describe('reissue: one NHS number, another name or birth date', () => {
  it('[RSU-8] a second script for the same supply is held, also where the first was handed out', () => {
    for (const change of changes)
      for (const left of [false, true]) {
        const pharmacy = new PairPharmacy();
        const first = pharmacy.arrive(original);
        if (left) pharmacy.supply(first);
        const second = pharmacy.arrive(corrected(change));
        expect(holdOf(pharmacy, second), JSON.stringify(change)).toBe('possible-duplicate');
        expect(pharmacy.supply(second)).toBe('OnHold');
      }
  });

  it('[RSU-2] what was promised is asked about when it comes, and never both are supplied', () => {
    for (const change of changes) {
      const pharmacy = new PairPharmacy();
      const first = pharmacy.arrive(original);
      pharmacy.register({ key: first });
      const second = pharmacy.arrive(corrected(change));
      expect(pharmacy.pair().proposal?.key).toBe(second);
      expect([pharmacy.supply(first), pharmacy.supply(second)]).toEqual(['OnHold', 'OnHold']);
      expect(pharmacy.say({ kind: 'ConfirmProposal', id: pharmacy.pair().id })).toBe('decided');
      expect(pharmacy.returns).toEqual([first]);
    }
  });

  it('[RSU-2] the same where the original is told by patient and items alone', () => {
    for (const change of changes) {
      const pharmacy = new PairPharmacy();
      pharmacy.register({ patient, items });
      const second = pharmacy.arrive(corrected(change));
      expect(pharmacy.pair().proposal?.key).toBe(second);
    }
  });
});
