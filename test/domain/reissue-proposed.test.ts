import { describe, expect, it } from 'vitest';
import { rivalsOf } from '../../renderer/domain/reissue/asked-once';
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

/** Pairs that ask a person what two scripts are to each other. */
const asking = (pharmacy: PairPharmacy) =>
  pharmacy.pairs.filter(({ end, decision, proposal }) => !end && (decision === 'open' || proposal));

describe('reissue: one question at a time', () => {
  const typed = [{ code: '', display: 'Amoxicillin 250mg' }];

  /** A registration of typed items, for which the first of the two was proposed when the second came. */
  const bothCame = () => {
    const pharmacy = new PairPharmacy();
    pharmacy.register({ patient, items: typed });
    const first = pharmacy.arrive(fresh);
    expect(pharmacy.pair().proposal?.key).toBe(first);
    const second = pharmacy.arrive(old);
    return { pharmacy, first, second };
  };

  it('[RSU-21] two scripts that may both be of a registration are compared, and that is the one question', () => {
    const { pharmacy, first, second } = bothCame();
    expect(pharmacy.pair(1)).toMatchObject({
      origin: 'suspected',
      decision: 'open',
      original: { key: first },
      replacement: { key: second },
    });
    expect(asking(pharmacy)).toHaveLength(1);
    expect([holdOf(pharmacy, first), holdOf(pharmacy, second)]).toEqual(['none', 'possible-duplicate']);
    const written = pharmacy.journal.length;
    pharmacy.restart();
    pharmacy.lookAgain();
    pharmacy.arrive(fresh, 'release-2');
    expect(pharmacy.journal.length).toBe(written + 1);
    expect(asking(pharmacy)).toHaveLength(1);
    expect(pharmacy.supply(first)).toBe('decided');
    expect(pharmacy.supply(second)).toBe('OnHold');
  });

  it('[RSU-21] answered as one supply, the registration is settled too, and one script goes back', () => {
    for (const stays of ['original', 'replacement'] as const) {
      const { pharmacy, first, second } = bothCame();
      const [kept, goes] = stays === 'original' ? [first, second] : [second, first];
      const { id } = pharmacy.pair(1);
      expect(pharmacy.say({ kind: 'DecideReissue', id, stays, reason: '' })).toBe('decided');
      expect(pharmacy.pair(0).end?.how).toBe('answered');
      expect(pharmacy.returns).toEqual([goes]);
      pharmacy.answerReturns(true);
      expect(pharmacy.pairs.filter(({ end }) => !end)).toEqual([]);
      expect(pharmacy.supply(kept)).toBe('decided');
      // What comes again is that pair's business, and goes back once more.
      pharmacy.arrive(goes === first ? fresh : old, 'release-2');
      expect(pharmacy.returns).toEqual([goes, goes]);
      expect(asking(pharmacy)).toEqual([]);
    }
  });

  it('[RSU-21] answered as two supplies, the registration asks again about one of them, and never of the two', () => {
    const { pharmacy, first } = bothCame();
    const { id } = pharmacy.pair(1);
    expect(pharmacy.say({ kind: 'DeclareDifferent', id, reason: 'A second course' })).toBe('decided');
    expect(asking(pharmacy).map(({ proposal }) => proposal?.key)).toEqual([first]);
    expect(pharmacy.say({ kind: 'RejectProposal', id: pharmacy.pair().id })).toBe('decided');
    pharmacy.lookAgain();
    expect(pharmacy.supply(first)).toBe('decided');
    expect(asking(pharmacy).every(({ origin }) => origin === 'registered')).toBe(true);
  });

  it('[RSU-1] [RSU-13] one that went back already is not registered again: it goes back each time anyhow', () => {
    const { pharmacy, second } = bothCame();
    const { id } = pharmacy.pair(1);
    pharmacy.say({ kind: 'DecideReissue', id, stays: 'original', reason: '' });
    pharmacy.answerReturns(true);
    expect(pharmacy.register({ key: second })).toBe('WentBackAlready');
    expect(pharmacy.register({ typedId: old.shortId ?? '' })).toBe('WentBackAlready');
  });

  it('[RSU-21] what a pharmacist has called another supply beside its pair is not suspected afterwards', () => {
    const { pharmacy, original, candidate } = withCandidate();
    pharmacy.say({ kind: 'RejectProposal', id: pharmacy.pair().id });
    expect(pharmacy.pair().apart).toEqual([[original, candidate]]);
    const { id } = pharmacy.pair();
    pharmacy.say({ kind: 'CallOffReissue', id, reason: 'It does not come' });
    expect(pharmacy.supply(original)).toBe('decided');
    expect(pharmacy.supply(candidate)).toBe('decided');
    expect(pharmacy.pairs).toHaveLength(1);
  });

  it('[RSU-21] a registration of another script’s id, or with a mark, still waits when two others are one supply', () => {
    const { shortId: other = '' } = aScript(7);
    for (const told of ['an id', 'a mark']) {
      const pharmacy = new PairPharmacy();
      pharmacy.register({ patient, items: typed, ...(told === 'an id' ? { typedId: other } : {}) });
      if (told === 'a mark')
        pharmacy.say({ kind: 'MarkReissue', id: pharmacy.pair().id, which: 'original', mark: 'came' });
      pharmacy.arrive(fresh);
      pharmacy.arrive(old);
      const suspected = pharmacy.pairs.find(({ origin }) => origin === 'suspected');
      if (suspected) pharmacy.say({ kind: 'DecideReissue', id: suspected.id, stays: 'original', reason: '' });
      expect(pharmacy.pair().end, told).toBeUndefined();
    }
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

describe('reissue: two registrations of the same items', () => {
  const typed = [{ code: '', display: 'Amoxicillin 250mg' }];
  const twice = () => {
    const pharmacy = new PairPharmacy();
    pharmacy.register({ patient, items: typed, note: 'Dr Nwosu' });
    pharmacy.register({ patient, items: typed, note: 'The other surgery' });
    const script = pharmacy.arrive(fresh);
    const [asked, other] = pharmacy.pairs;
    if (!asked?.proposal || !other) throw new Error('not asked');
    expect(asking(pharmacy)).toHaveLength(1);
    return { pharmacy, script, asked, other };
  };

  it('[RSU-21] are named in one question, and “another supply” answers both', () => {
    const { pharmacy, script, asked, other } = twice();
    expect(rivalsOf(asked, pharmacy.pairs, pharmacy.script(script))).toEqual([other]);
    expect(pharmacy.say({ kind: 'RejectProposal', id: asked.id })).toBe('decided');
    pharmacy.lookAgain();
    pharmacy.restart();
    pharmacy.lookAgain();
    expect(asking(pharmacy)).toEqual([]);
    expect(pharmacy.supply(script)).toBe('decided');
  });

  it('[RSU-21] the script can be said to be of the other one, and the first goes on waiting', () => {
    const { pharmacy, script, asked, other } = twice();
    expect(pharmacy.say({ kind: 'ConfirmProposal', id: asked.id, of: other.id })).toBe('decided');
    expect(pharmacy.pair(1).replacement.key).toBe(script);
    expect(pharmacy.pair(0)).toMatchObject({ original: {}, replacement: {} });
    pharmacy.lookAgain();
    expect(asking(pharmacy)).toEqual([]);
    expect(holdOf(pharmacy, script)).toBe('none');
    expect(pharmacy.say({ kind: 'ConfirmProposal', id: asked.id, of: other.id })).toBe('NothingProposed');
  });

  it('[RSU-21] one that names another id, or has both, is no rival', () => {
    const { pharmacy, script, asked } = twice();
    const { shortId: typedId = '' } = aScript(9);
    pharmacy.register({ patient, items: typed, typedId, replacementId: aScript(8).shortId ?? '' });
    expect(rivalsOf(asked, pharmacy.pairs, pharmacy.script(script))).toHaveLength(1);
  });
});
