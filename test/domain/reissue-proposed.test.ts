import { describe, expect, it } from 'vitest';
import { aPrescription } from '../support/fhir';
import { aScript, fresh, holdOf, old, PairPharmacy, patient } from '../support/pairs';

/** A replacement that only may be the one: the patient agrees by name and birth date, not by number. */
const withCandidate = () => {
  const pharmacy = new PairPharmacy();
  const original = pharmacy.arrive(old);
  pharmacy.register({ key: original });
  const like = aPrescription(aScript(3, { signed: '2026-11-23T10:00:00+00:00', start: '2026-11-23' }));
  const { nhsNumber: _none, ...unnumbered } = like.patient;
  const candidate = pharmacy.arrive({ ...like, patient: unnumbered });
  expect(pharmacy.pair().proposal?.key).toBe(candidate);
  return { pharmacy, original, candidate };
};

describe('reissue: one question at a time', () => {
  const typed = [{ code: '', display: 'Amoxicillin 250mg' }];

  it('[RSU-2] a second script that may be one of the two does not take the place of the first question', () => {
    const pharmacy = new PairPharmacy();
    pharmacy.register({ patient, items: typed });
    const first = pharmacy.arrive(fresh);
    const second = pharmacy.arrive(old);
    expect(pharmacy.pair().proposal?.key).toBe(first);
    // The two look alike, so the second is asked about as well, by a pair of its own.
    expect(holdOf(pharmacy, second)).toBe('possible-duplicate');
    expect(pharmacy.pair(1)).toMatchObject({ origin: 'suspected', replacement: { key: second } });
  });

  it('[RSU-2] [RSU-12] while one that was handed out is proposed, the other script of the pair waits', () => {
    const pharmacy = new PairPharmacy();
    const original = pharmacy.arrive(old);
    pharmacy.supply(original);
    pharmacy.register({ typedId: '', replacementId: fresh.shortId ?? '', patient, items: typed });
    expect(pharmacy.pair().proposal?.key).toBe(original);
    const replacement = pharmacy.arrive(fresh);
    expect(pharmacy.pair().replacement.key).toBe(replacement);
    expect(pharmacy.supply(replacement)).not.toBe('decided');
    expect(pharmacy.say({ kind: 'ConfirmProposal', id: pharmacy.pair().id })).toBe('decided');
    expect(pharmacy.returns).toEqual([replacement]);
  });
});

describe('reissue: what was only proposed', () => {
  it('[RSU-17] is free once the pair is closed', () => {
    const { pharmacy, original, candidate } = withCandidate();
    expect(pharmacy.giveBack(original)).toBe('decided');
    pharmacy.answerReturns(true);
    expect(pharmacy.pair().end?.how).toBe('returned');
    expect(holdOf(pharmacy, candidate)).toBe('none');
  });

  it('[RSU-5] what was only proposed goes back by hand: the pair still waits, and its original is not lost', () => {
    const { pharmacy, original, candidate } = withCandidate();
    pharmacy.giveBack(candidate);
    pharmacy.answerReturns(true);
    expect(pharmacy.pair().end).toBeUndefined();
    pharmacy.say({ kind: 'RejectProposal', id: pharmacy.pair().id });
    const { id } = pharmacy.pair();
    expect(pharmacy.say({ kind: 'DecideReissue', id, stays: 'original', reason: '' })).toBe('decided');
    expect(holdOf(pharmacy, original)).toBe('none');
  });

  it('[RSU-2] what was proposed is looked at by itself once another one comes in that place', () => {
    const { pharmacy, original, candidate } = withCandidate();
    const sure = pharmacy.arrive(fresh);
    expect(pharmacy.pair().replacement.key).toBe(sure);
    expect(pharmacy.pair().proposal).toBeUndefined();
    expect(pharmacy.returns).toEqual([original]);
    // It looks like the one that stays, so it is held again, by a pair of its own.
    expect(holdOf(pharmacy, candidate)).toBe('possible-duplicate');
    expect(pharmacy.pair(1)).toMatchObject({ origin: 'suspected', replacement: { key: candidate } });
  });
});
