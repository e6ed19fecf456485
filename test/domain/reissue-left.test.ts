import { describe, expect, it } from 'vitest';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import { waitsForPerson } from '../../renderer/domain/reissue/model';
import { pairMay } from '../../renderer/features/registers/pair-may';
import { pairSentence } from '../../renderer/features/registers/words';
import { aPrescription } from '../support/fhir';
import { aScript, fresh, holdOf, old, PairPharmacy } from '../support/pairs';

const replacement = aPrescription(fresh);
const { key } = replacement;
const reason = 'The broker has it for weeks';

const release = (pharmacy: PairPharmacy): void =>
  pharmacy.happens({
    ...{ type: 'prescription.released-offline', key, prescription: replacement },
    ...{ source: { seq: 1, path: '' }, pack: 'Pack 17' },
  });

/** The original stays, and its replacement lies in its pack again. */
const inItsPack = () => {
  const pharmacy = new PairPharmacy();
  const original = pharmacy.arrive(old);
  pharmacy.register({ key: original });
  release(pharmacy);
  const { id } = pharmacy.pair();
  expect(pharmacy.say({ kind: 'DecideReissue', id, stays: 'original', reason: 'It is here' })).toBe(
    'decided',
  );
  pharmacy.happens({ type: 'prescription.release-undone', key });
  return { pharmacy, original };
};
/** Both are known by their ids, and the replacement is here. */
const onlyById = (first = old) => {
  const pharmacy = new PairPharmacy();
  expect(pharmacy.register({ typedId: first.shortId ?? '', replacementId: fresh.shortId ?? '' })).toBe(
    'decided',
  );
  return { pharmacy, here: pharmacy.arrive(fresh) };
};
const close = (pharmacy: PairPharmacy): string =>
  pharmacy.say({ kind: 'CloseReissue', id: pharmacy.pair().id, reason });
const reopen = (pharmacy: PairPharmacy): string =>
  pharmacy.say({ kind: 'ReopenReissue', id: pharmacy.pair().id, reason: 'It is still to come' });
const mayOf = (pharmacy: PairPharmacy) => {
  const { original, replacement: other, ...pair } = pharmacy.pair();
  const find = (one: IssueKey | undefined) => (one === undefined ? undefined : pharmacy.script(one));
  return pairMay(
    { ...pair, original, replacement: other },
    {
      original: find(original.key),
      replacement: find(other.key),
    },
  );
};
const twiceTheSame = (pharmacy: PairPharmacy): void => {
  const written = pharmacy.journal.length;
  pharmacy.restart();
  pharmacy.lookAgain();
  expect(pharmacy.journal.length).toBe(written);
};

describe('reissue: closed without the one that goes', () => {
  it('[RSU-23] while the other one is still to be supplied, nobody closes it', () => {
    const { pharmacy } = inItsPack();
    expect(mayOf(pharmacy).leave).toBeUndefined();
    expect(close(pharmacy)).toBe('NotToClose');
  });

  it('[RSU-23] one that lies in its pack is waited for no longer, and is not supplied', () => {
    const { pharmacy, original } = inItsPack();
    expect(pharmacy.supply(original)).toBe('decided');
    expect(mayOf(pharmacy)).toMatchObject({ leave: 'replacement', close: false, callOff: false });
    expect(close(pharmacy)).toBe('decided');
    expect(pharmacy.pair().end).toMatchObject({ how: 'left', reason });
    expect(pairSentence(pharmacy.pair(), pharmacy.context.now)).toMatch(
      /If it comes, the pair is open again/,
    );
    twiceTheSame(pharmacy);
    release(pharmacy);
    expect(pharmacy.pair().end).toBeUndefined();
    expect(holdOf(pharmacy, key)).toBe('superseded');
    expect(pharmacy.supply(key)).not.toBe('decided');
    pharmacy.happens({ type: 'prescription.confirmed', key });
    expect(pharmacy.returns).toEqual([key]);
    pharmacy.answerReturns(true);
    expect(pharmacy.pair().end?.how).toBe('returned');
    twiceTheSame(pharmacy);
  });

  it('[RSU-23] one that is known by its id alone, whatever is on it, goes back when it comes after all', () => {
    const { pharmacy, here } = onlyById();
    expect(close(pharmacy)).toBe('NotToClose');
    expect(pharmacy.supply(here)).toBe('decided');
    expect(mayOf(pharmacy).leave).toBe('original');
    expect(close(pharmacy)).toBe('decided');
    expect(pharmacy.register({ typedId: old.shortId ?? '' })).toBe('WentBackAlready');
    const came = pharmacy.arrive({ ...old, items: [{ code: '1', name: 'Another name of it' }] });
    expect(pharmacy.pair().end).toBeUndefined();
    expect(holdOf(pharmacy, came)).toBe('superseded');
    expect(pharmacy.returns).toEqual([came]);
    expect(pharmacy.supplied()).toEqual([here]);
  });

  it('[RSU-14] [RSU-23] a person says what became of one that lies in its pack', () => {
    const { pharmacy, original } = inItsPack();
    const { id } = pharmacy.pair();
    expect(pharmacy.say({ kind: 'MarkReissue', id, which: 'replacement', mark: 'cancelled' })).toBe(
      'decided',
    );
    expect(pharmacy.pair().end?.how).toBe('settled-elsewhere');
    expect(pharmacy.supply(original)).toBe('decided');
    // It comes all the same: what was said of it is not so.
    release(pharmacy);
    expect(pharmacy.pair()).toMatchObject({ goes: 'replacement' });
    expect(pharmacy.pair().replacement.mark).toBeUndefined();
    expect(holdOf(pharmacy, key)).toBe('superseded');
    expect(waitsForPerson(pharmacy.pair())).toBe(false);
  });

  it('[RSU-23] an original that was said to be cancelled comes after its replacement was supplied: it goes back', () => {
    const { pharmacy, here } = onlyById();
    const { id } = pharmacy.pair();
    pharmacy.say({ kind: 'MarkReissue', id, which: 'original', mark: 'cancelled' });
    expect(pharmacy.supply(here)).toBe('decided');
    const came = pharmacy.arrive({ ...old, items: [{ code: '1', name: 'Another name of it' }] });
    expect(pharmacy.supply(came)).not.toBe('decided');
    expect(pharmacy.returns).toEqual([came]);
    pharmacy.answerReturns(true);
    expect(pharmacy.pair().end?.how).toBe('returned');
    twiceTheSame(pharmacy);
  });
});

describe('reissue: what closed a pair is not so after all', () => {
  it.each(['cancelled', 'returned', 'expired'] as const)(
    '[RSU-24] %s by mistake: the pair is open again, with all that was told of it',
    (mark) => {
      const { pharmacy } = onlyById();
      const { id, original } = pharmacy.pair();
      pharmacy.say({ kind: 'MarkReissue', id, which: 'original', mark });
      expect(mayOf(pharmacy).reopen).toBe(true);
      expect(reopen(pharmacy)).toBe('decided');
      expect(pharmacy.pair()).toMatchObject({ original, decision: 'same' });
      expect(pharmacy.pair().end).toBeUndefined();
      twiceTheSame(pharmacy);
      const came = pharmacy.arrive(old);
      expect(pharmacy.returns).toEqual([came]);
    },
  );

  it('[RSU-24] called off by mistake: what was held for it is held again', () => {
    const pharmacy = new PairPharmacy();
    const original = pharmacy.arrive(old);
    pharmacy.register({ key: original });
    const { id } = pharmacy.pair();
    pharmacy.say({ kind: 'CallOffReissue', id, reason });
    expect(holdOf(pharmacy, original)).toBe('none');
    expect(pharmacy.say({ kind: 'ReopenReissue', id, reason: ' ' })).toBe('ReasonMissing');
    expect(reopen(pharmacy)).toBe('decided');
    expect(holdOf(pharmacy, original)).toBe('superseded');
    expect(reopen(pharmacy)).toBe('NotClosed');
  });

  it('[RSU-24] registered anew meanwhile: the one that is open goes on', () => {
    const { pharmacy } = onlyById();
    const { id } = pharmacy.pair();
    pharmacy.say({ kind: 'MarkReissue', id, which: 'original', mark: 'cancelled' });
    pharmacy.register({ typedId: old.shortId ?? '', replacementId: aScript(3).shortId ?? '' });
    expect(reopen(pharmacy)).toBe('AlreadyRegistered');
  });

  it('[RSU-24] both were handed out since: it is open, and says so', () => {
    const { pharmacy, here } = onlyById();
    const { id } = pharmacy.pair();
    pharmacy.say({ kind: 'CallOffReissue', id, reason });
    pharmacy.supply(here);
    const came = pharmacy.arrive({ ...old, items: [{ code: '1', name: 'Another name of it' }] });
    expect(pharmacy.supply(came)).toBe('decided');
    expect(reopen(pharmacy)).toBe('decided');
    expect(pharmacy.pair().bothSupplied).toBe(true);
  });

  it('[RSU-24] said to be two supplies by mistake: the one that was not handed out is held and compared again', () => {
    const twoSupplies = () => {
      const pharmacy = new PairPharmacy();
      const keys = [pharmacy.arrive(old), pharmacy.arrive(fresh)] as const;
      const { id } = pharmacy.pair();
      expect(pharmacy.say({ kind: 'DeclareDifferent', id, reason })).toBe('decided');
      expect(keys.map((key) => holdOf(pharmacy, key))).toEqual(['none', 'none']);
      return { pharmacy, keys, id };
    };
    for (const [n, other] of [
      [undefined, 1],
      [0, 1],
      [1, 0],
    ] as const) {
      const { pharmacy, keys, id } = twoSupplies();
      if (n !== undefined) expect(pharmacy.supply(keys[n])).toBe('decided');
      expect(mayOf(pharmacy).reopen).toBe(true);
      expect(reopen(pharmacy)).toBe('decided');
      expect(holdOf(pharmacy, keys[other])).toBe('possible-duplicate');
      expect(pharmacy.supply(keys[other])).toBe('OnHold');
      const stays = n === 1 ? 'replacement' : 'original';
      expect(pharmacy.say({ kind: 'DecideReissue', id, stays, reason })).toBe('decided');
      expect(pharmacy.returns).toEqual([keys[other]]);
    }
    const { pharmacy, keys } = twoSupplies();
    expect(keys.map((key) => pharmacy.supply(key))).toEqual(['decided', 'decided']);
    expect(reopen(pharmacy)).toBe('decided');
    expect(pharmacy.pair().bothSupplied).toBe(true);
  });

  it('[RSU-24] what ended with a return, or with what was done, is not opened by hand', () => {
    const pharmacy = new PairPharmacy();
    const original = pharmacy.arrive(old);
    pharmacy.register({ key: original });
    pharmacy.arrive(fresh);
    pharmacy.answerReturns(true);
    expect(pharmacy.pair().end?.how).toBe('returned');
    expect(mayOf(pharmacy).reopen).toBe(false);
    expect(reopen(pharmacy)).toBe('PairEnded');
  });
});
