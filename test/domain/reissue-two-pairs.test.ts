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
    expect(pharmacy.pair(1).returns.map(({ outcome }) => outcome)).toEqual(['refused']);
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
});
