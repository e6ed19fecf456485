import { describe, expect, it } from 'vitest';
import { PairDraft } from '../../renderer/domain/reissue/draft';
import { aPrescription } from '../support/fhir';
import { fresh, holdOf, items, old, PairPharmacy, patient } from '../support/pairs';

/** Two registrations of the same patient say that the original goes back: for one that came, and for one seen elsewhere. */
const twoPairs = () => {
  const pharmacy = new PairPharmacy();
  pharmacy.register({ patient, items: [{ code: '', display: 'Amoxicillin 250mg' }] });
  const { id } = pharmacy.pair(0);
  pharmacy.say({ kind: 'MarkReissue', id, which: 'replacement', mark: 'supplied' });
  const original = pharmacy.arrive(old);
  pharmacy.register({ patient, items });
  pharmacy.arrive(fresh);
  expect(pharmacy.say({ kind: 'ConfirmProposal', id })).toBe('decided');
  expect(pharmacy.pairs.map(({ goes, end }) => [goes, end])).toEqual([
    ['original', undefined],
    ['original', undefined],
  ]);
  return { pharmacy, original };
};

describe('reissue: two pairs say that one script goes back', () => {
  it('[RSU-16] one hold is enough, so that looking again writes nothing', () => {
    const { pharmacy, original } = twoPairs();
    const written = pharmacy.journal.length;
    pharmacy.lookAgain();
    pharmacy.restart();
    pharmacy.lookAgain();
    expect(pharmacy.journal.length).toBe(written);
    expect(holdOf(pharmacy, original)).toBe('superseded');
  });

  it('[RSU-5] [RSU-19] the one that asked for the return hears that EPS refused it, though the other one holds the script', () => {
    const { pharmacy, original } = twoPairs();
    const [other, asker] = pharmacy.pairs.map(({ id }) => id);
    if (!other || !asker) throw new Error('no two pairs');
    pharmacy.happens({ type: 'prescription.superseded', key: original, reissueId: other });
    pharmacy.answerReturns(false);
    expect(pharmacy.pairs.map(({ returns }) => returns.map(({ outcome }) => outcome))).toEqual([
      ['refused'],
      ['refused'],
    ]);
    // Nobody asks for it again but a person.
    pharmacy.lookAgain();
    expect(pharmacy.returns).toEqual([original]);
    expect(pharmacy.say({ kind: 'ReturnAgain', id: asker })).toBe('decided');
    pharmacy.answerReturns(true);
    expect(pharmacy.pairs.map(({ end }) => end?.how)).toEqual(['returned', 'returned']);
    expect(pharmacy.returns).toEqual([original, original]);
    expect(pharmacy.supply(aPrescription(fresh).key)).toBe('decided');
  });

  it('[RSU-17] one that ends as it is looked at holds nothing that it was about to ask about', () => {
    const { pharmacy, original } = twoPairs();
    const { custody } = pharmacy.script(original);
    if (custody.kind !== 'returning') throw new Error(custody.kind);
    const { scripts, pairs } = pharmacy;
    const draft = new PairDraft(scripts, pairs, { ...pharmacy.context, by: 'Holdfast' });
    draft.take({ type: 'prescription.returned', key: original, messageId: custody.messageId });
    // The one that has the replacement ends first, and leaves it to the other one as a question.
    draft.settleAll(pairs.map(({ id }) => id).reverse());
    expect(pairs.map(({ id }) => draft.pair(id)?.end?.how)).toEqual(['returned', 'returned']);
    expect(draft.script(aPrescription(fresh).key)?.hold.kind).toBe('none');
  });

  const typed = { patient, items: [{ code: '', display: 'Amoxicillin 250mg' }] };

  it('[RSU-19] [RSU-21] what EPS does not take back is of no other registration, which sends it back no second time', () => {
    for (const other of [typed, { patient, items }]) {
      const pharmacy = new PairPharmacy();
      const original = pharmacy.arrive(old);
      pharmacy.register({ key: original });
      pharmacy.arrive(fresh);
      pharmacy.answerReturns(false);
      for (const _twice of [1, 2]) pharmacy.register(other);
      const { id } = pharmacy.pair(0);
      expect(pharmacy.say({ kind: 'CloseReissue', id, reason: 'EPS does not take it' })).toBe('decided');
      pharmacy.lookAgain();
      pharmacy.arrive(old, 'release-2');
      const named = pharmacy.pairs
        .slice(1)
        .flatMap((pair) => [pair.original.key, pair.replacement.key, pair.proposal?.key]);
      expect(named).not.toContain(original);
      expect(pharmacy.pairs.filter(({ proposal }) => proposal).length).toBeLessThanOrEqual(1);
      expect(pharmacy.returns).toEqual([original]);
      expect(holdOf(pharmacy, original)).toBe('superseded');
    }
  });

  it('[RSU-2] [RSU-12] what may be of a supply in another system is not supplied while another one is asked about for it', () => {
    const pharmacy = new PairPharmacy();
    pharmacy.register(typed);
    const { id } = pharmacy.pair(0);
    pharmacy.say({ kind: 'MarkReissue', id, which: 'original', mark: 'supplied' });
    const original = pharmacy.arrive(old);
    expect(pharmacy.pair(0).proposal?.key).toBe(original);
    pharmacy.register({ key: original });
    const replacement = pharmacy.arrive(fresh);
    expect(pharmacy.supply(replacement)).toBe('NotCompared');
    expect(pharmacy.say({ kind: 'ConfirmProposal', id })).toBe('decided');
    // Then it is asked about itself, and only then supplied or not.
    expect(pharmacy.supply(replacement)).toBe('NotCompared');
    expect(pharmacy.pair(0).proposal?.key).toBe(replacement);
    expect(pharmacy.say({ kind: 'RejectProposal', id })).toBe('decided');
    expect(pharmacy.supply(replacement)).toBe('decided');
  });

  it('[RSU-5] what EPS does not take back from a person is sent by no pair either, until a person says so', () => {
    const pharmacy = new PairPharmacy();
    const original = pharmacy.arrive(old);
    expect(pharmacy.giveBack(original)).toBe('decided');
    pharmacy.register({ key: original });
    pharmacy.arrive(fresh);
    pharmacy.answerReturns(false);
    pharmacy.lookAgain();
    pharmacy.restart();
    pharmacy.lookAgain();
    expect(pharmacy.returns).toEqual([]);
    const { id } = pharmacy.pair();
    expect(pharmacy.say({ kind: 'ReturnAgain', id })).toBe('decided');
    expect(pharmacy.returns).toEqual([original]);
  });

  it('[RSU-8] [RSU-12] [RSU-21] what comes while a script goes back, and stays after all, is compared with it', () => {
    const pharmacy = new PairPharmacy();
    pharmacy.register(typed);
    const replacement = pharmacy.arrive(fresh);
    pharmacy.register(typed);
    expect(pharmacy.giveBack(replacement)).toBe('decided');
    const original = pharmacy.arrive(old);
    pharmacy.answerReturns(false);
    const asks = pharmacy.pairs.filter(
      ({ end, decision, proposal }) => !end && (decision === 'open' || proposal),
    );
    expect(asks.map(({ origin }) => origin)).toEqual(['suspected']);
    expect([pharmacy.supply(original), pharmacy.supply(replacement)]).toContain('OnHold');
  });
});
