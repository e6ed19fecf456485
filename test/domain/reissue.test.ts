import { describe, expect, it } from 'vitest';
import { decideRegister } from '../../renderer/domain/reissue/register';
import { looksLikeTwin } from '../../renderer/domain/reissue/rule';
import { supersededReason } from '../../renderer/domain/reissue/settle';
import { returnReasons } from '../../renderer/domain/prescriptions/decide-return';
import { accepted, act, anActor, received } from '../support/builders';
import { aPrescription, type ScriptSpec } from '../support/fhir';
import { aScript, fresh, holdOf, items, old, PairPharmacy, patient, shortIdOf } from '../support/pairs';

describe('reissue: registering', () => {
  it('[RSU-1] needs a pharmacist, enough to know the script by, and is done once', () => {
    const pharmacy = new PairPharmacy();
    expect(pharmacy.register({})).toBe('TooLittleKnown');
    expect(pharmacy.register({ typedId: '24F5DA-A83008-7EFE6A' })).toBe('IdWrong');
    expect(pharmacy.register({ patient: { ...patient, birthDate: '' }, items })).toBe('TooLittleKnown');
    const key = pharmacy.arrive(old);
    expect(pharmacy.register({ key })).toBe('decided');
    expect(pharmacy.register({ key })).toBe('AlreadyRegistered');
    expect(pharmacy.register({ typedId: shortIdOf(7) })).toBe('decided');
    expect(pharmacy.register({ typedId: shortIdOf(7) })).toBe('AlreadyRegistered');
    pharmacy.context = { ...pharmacy.context, user: anActor('technician', 'Tom Reed') };
    expect(pharmacy.register({ patient, items })).toBe('RoleMissing');
  });

  it('[RSU-2] matches by id, or by the same patient and items; less is proposed and held', () => {
    const sure = new PairPharmacy();
    sure.register({ patient, items });
    const original = sure.arrive(old);
    expect(sure.pair().original.key).toBe(original);

    const unsure = new PairPharmacy();
    unsure.register({ patient, items: [{ code: '', display: 'Amoxicillin 250mg' }] });
    const key = unsure.arrive(old);
    expect(unsure.pair().proposal).toMatchObject({ key, which: 'original' });
    expect(holdOf(unsure, key)).toBe('possible-duplicate');
    expect(unsure.supply(key)).toBe('OnHold');
    expect(unsure.say({ kind: 'ConfirmProposal', id: unsure.pair().id })).toBe('decided');
    expect(holdOf(unsure, key)).toBe('superseded');

    const wrong = new PairPharmacy();
    wrong.register({ patient, items: [{ code: '', display: 'Amoxicillin 250mg' }] });
    const other = wrong.arrive(old);
    wrong.say({ kind: 'RejectProposal', id: wrong.pair().id });
    expect(wrong.supply(other)).toBe('decided');

    const elsewhere = new PairPharmacy();
    elsewhere.register({ patient, items: [{ code: '123456789', display: 'Something else' }] });
    elsewhere.arrive(old);
    expect(elsewhere.pair().original.key).toBeUndefined();
  });

  it('[RSU-3] of one alone the day of signing tells which it is; of two the later is the replacement', () => {
    const first = new PairPharmacy();
    first.register({ patient, items });
    const replacement = first.arrive(fresh);
    expect(first.pair().replacement.key).toBe(replacement);
    const original = first.arrive(old);
    expect(first.pair().original.key).toBe(original);

    const far = new PairPharmacy();
    const key = far.arrive(old);
    far.supply(key);
    far.register({ key });
    const next = far.arrive(aScript(3, { signed: '2026-12-15T09:00:00+00:00', start: '2026-12-18' }));
    // The patient's next supply is not the replacement of this one.
    expect(far.pair().replacement.key).toBeUndefined();
    expect(holdOf(far, next)).toBe('none');
  });
});

describe('reissue: what follows', () => {
  it('[RSU-4] the original waits until its replacement is here, then goes back with a reason EPS knows', () => {
    const pharmacy = new PairPharmacy();
    const original = pharmacy.arrive(old);
    pharmacy.register({ key: original });
    expect(holdOf(pharmacy, original)).toBe('superseded');
    expect(pharmacy.returns).toEqual([]);
    expect(pharmacy.supply(original)).toBe('OnHold');
    const replacement = pharmacy.arrive(fresh);
    expect(pharmacy.returns).toEqual([original]);
    expect(pharmacy.script(original).hold).toMatchObject({ by: replacement });
    expect(pharmacy.supply(replacement)).toBe('decided');
    expect(returnReasons).toContainEqual(supersededReason);
  });

  it('[RSU-4] a failed signature is no replacement', () => {
    const pharmacy = new PairPharmacy();
    const original = pharmacy.arrive(old);
    pharmacy.register({ key: original });
    pharmacy.arrive(aPrescription(fresh, { signature: 'failed' }));
    expect(pharmacy.returns).toEqual([]);
  });

  it('[RSU-5] one return for each time; after a refusal only if a pharmacist asks again', () => {
    const pharmacy = new PairPharmacy();
    const original = pharmacy.arrive(old);
    pharmacy.register({ key: original });
    pharmacy.arrive(fresh);
    pharmacy.lookAgain();
    pharmacy.answerReturns(false);
    pharmacy.lookAgain();
    expect(pharmacy.returns).toEqual([original]);
    expect(holdOf(pharmacy, original)).toBe('superseded');
    expect(pharmacy.supply(original)).toBe('OnHold');
    expect(pharmacy.say({ kind: 'ReturnAgain', id: pharmacy.pair().id })).toBe('decided');
    expect(pharmacy.returns).toEqual([original, original]);
    pharmacy.answerReturns(true);
    expect(pharmacy.pair().end?.how).toBe('returned');
    expect(pharmacy.say({ kind: 'ReturnAgain', id: pharmacy.pair().id })).toBe('PairEnded');
  });

  it('[RSU-6] what was supplied stays: a replacement that comes after goes back', () => {
    const pharmacy = new PairPharmacy();
    const original = pharmacy.arrive(old);
    pharmacy.supply(original);
    expect(pharmacy.register({ key: original })).toBe('decided');
    const replacement = pharmacy.arrive(fresh);
    expect(pharmacy.returns).toEqual([replacement]);
    expect(pharmacy.supply(replacement)).not.toBe('decided');
  });

  it('[RSU-7] supplied in part counts as supplied', () => {
    const pharmacy = new PairPharmacy();
    const two: ScriptSpec = {
      items: [{ code: '111111111' }, { code: '222222222', id: 'a54219b8-f741-4c47-b662-e4f8dfa49a77' }],
    };
    const state = accepted(received({ ...old, ...two }));
    const part = act(
      (['CheckPrescription', 'AssemblePrescription', 'AccuracyCheckPrescription'] as const).reduce(
        (before, kind) => act(before, { kind }),
        state,
      ),
      {
        kind: 'SupplyItems',
        choices: [{ kind: 'full', itemId: state.prescription.items[0]?.itemId ?? ('' as never) }],
      },
    );
    expect(part.work).toBe('part-supplied');
    expect(looksLikeTwin(received({ ...fresh, ...two }), part)).toBe(true);
    const original = pharmacy.arrive({ ...old, ...two });
    pharmacy.supply(original);
    pharmacy.register({ key: original });
    const replacement = pharmacy.arrive({ ...fresh, ...two });
    expect(pharmacy.returns).toEqual([replacement]);
  });
});

describe('reissue: always', () => {
  it('[RSU-12] the second look refuses what the first one missed', () => {
    const pharmacy = new PairPharmacy();
    const first = pharmacy.arrive(old);
    // By another way than the inbox: nothing was compared.
    const second = aPrescription(fresh);
    pharmacy.journal.push({
      type: 'prescription.received',
      key: second.key,
      prescription: second,
      source: { seq: 1, path: '' },
      attended: true,
    });
    pharmacy.restart();
    expect(holdOf(pharmacy, second.key)).toBe('none');
    expect(pharmacy.supply(first)).toBe('NotCompared');
    expect(pharmacy.supply(second.key)).toBe('decided');
    expect(pharmacy.supply(first)).toBe('OnHold');
  });

  it('[RSU-13] what went back and comes again is held and goes back again', () => {
    const pharmacy = new PairPharmacy();
    const original = pharmacy.arrive(old);
    pharmacy.register({ key: original });
    pharmacy.arrive(fresh);
    pharmacy.answerReturns(true);
    pharmacy.arrive(old, 'release-2');
    expect(holdOf(pharmacy, original)).toBe('superseded');
    expect(pharmacy.supply(original)).not.toBe('decided');
    expect(pharmacy.returns).toEqual([original, original]);
    pharmacy.answerReturns(true);
    expect(pharmacy.pair().end?.how).toBe('returned');
  });

  it('[RSU-14] in a companion profile a person marks what became of them', () => {
    const pharmacy = new PairPharmacy();
    pharmacy.register({ patient, items });
    const { id } = pharmacy.pair();
    expect(pharmacy.say({ kind: 'MarkReissue', id, which: 'replacement', mark: 'supplied' })).toBe('decided');
    expect(pharmacy.pair().replacement.mark?.words).toBe('Supplied in the other system');
    pharmacy.say({ kind: 'MarkReissue', id, which: 'original', mark: 'returned' });
    expect(pharmacy.pair().end?.how).toBe('settled-elsewhere');
    const here = new PairPharmacy();
    const key = here.arrive(old);
    here.register({ key });
    expect(here.say({ kind: 'MarkReissue', id: here.pair().id, which: 'original', mark: 'returned' })).toBe(
      'HereItself',
    );
  });

  it('[RSU-15] both supplied before anybody knew: said, and closed by a pharmacist with what was done', () => {
    const pharmacy = new PairPharmacy();
    const first = pharmacy.arrive(old);
    pharmacy.supply(first);
    const second = aPrescription(fresh);
    pharmacy.journal.push({
      type: 'prescription.received',
      key: second.key,
      prescription: second,
      source: { seq: 1, path: '' },
      attended: true,
    });
    pharmacy.restart();
    pharmacy.supply(second.key, false);
    pharmacy.register({ key: first });
    expect(pharmacy.pair().bothSupplied).toBe(true);
    expect(pharmacy.returns).toEqual([]);
    const { id } = pharmacy.pair();
    expect(pharmacy.say({ kind: 'CloseReissue', id, reason: '' })).toBe('ReasonMissing');
    expect(pharmacy.say({ kind: 'CloseReissue', id, reason: 'Patient told to keep the second' })).toBe(
      'decided',
    );
  });

  it('[RSU-1] a registration that nobody signed is not made', () => {
    const pharmacy = new PairPharmacy();
    const decision = decideRegister({ kind: 'RegisterReissue', note: 'by phone', patient, items }, [], [], {
      ...pharmacy.context,
      user: anActor('manager', 'Grace Owusu'),
    });
    expect(decision.kind).toBe('refused');
  });
});
