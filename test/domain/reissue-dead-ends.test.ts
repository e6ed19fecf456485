import { describe, expect, it } from 'vitest';
import { pairMay } from '../../renderer/features/registers/pair-may';
import { pairReason, pairSentence } from '../../renderer/features/registers/words';
import { waitsForPerson } from '../../renderer/domain/reissue/model';
import type { ReissueMark } from '../../renderer/domain/reissue/mark';
import type { Which } from '../../renderer/domain/reissue/model';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import { fresh, holdOf, old, PairPharmacy, patient } from '../support/pairs';

const ids = { typedId: old.shortId ?? '', replacementId: fresh.shortId ?? '' };
const registered = (): PairPharmacy => {
  const pharmacy = new PairPharmacy();
  expect(pharmacy.register(ids)).toBe('decided');
  return pharmacy;
};
const mark = (pharmacy: PairPharmacy, which: Which, said: ReissueMark): string =>
  pharmacy.say({ kind: 'MarkReissue', id: pharmacy.pair().id, which, mark: said });
const keep = (pharmacy: PairPharmacy, stays: Which): string =>
  pharmacy.say({ kind: 'DecideReissue', id: pharmacy.pair().id, stays, reason: 'The practice says so' });
const mayOf = (pharmacy: PairPharmacy) => {
  const pair = pharmacy.pair();
  const find = (key: IssueKey | undefined) => (key === undefined ? undefined : pharmacy.script(key));
  return pairMay(pair, { original: find(pair.original.key), replacement: find(pair.replacement.key) });
};
const sentence = (pharmacy: PairPharmacy, companion = false): string =>
  pairSentence(pharmacy.pair(), pharmacy.context.now, { companion });

/** The original went back for its replacement, and is asked for again when that one is gone too. */
const bothWentBack = () => {
  const pharmacy = new PairPharmacy();
  const original = pharmacy.arrive(old);
  pharmacy.register({ key: original });
  const replacement = pharmacy.arrive(fresh);
  pharmacy.answerReturns(true);
  expect(pharmacy.giveBack(replacement)).toBe('decided');
  pharmacy.answerReturns(true);
  pharmacy.arrive(old, 'release-2');
  return { pharmacy, original, replacement };
};

/** EPS refuses the return of the original after its replacement was handed out. */
const notTakenBack = () => {
  const pharmacy = new PairPharmacy();
  const original = pharmacy.arrive(old);
  pharmacy.register({ key: original });
  const replacement = pharmacy.arrive(fresh);
  pharmacy.supply(replacement);
  pharmacy.answerReturns(false);
  return { pharmacy, original, replacement };
};

describe('reissue: a closed pair holds nothing', () => {
  it('[RSU-17] [RSU-18] of a replacement that was cancelled nothing comes: the original is used after all', () => {
    for (const said of ['cancelled', 'returned'] as const) {
      const pharmacy = new PairPharmacy();
      const original = pharmacy.arrive(old);
      pharmacy.register({ key: original });
      expect(mark(pharmacy, 'replacement', said)).toBe('decided');
      expect(pharmacy.pair().end).toBeUndefined();
      expect(waitsForPerson(pharmacy.pair())).toBe(true);
      expect(holdOf(pharmacy, original)).toBe('superseded');
      expect(sentence(pharmacy)).toMatch(/Nothing comes of the replacement.*use it after all/);
      pharmacy.restart();
      pharmacy.lookAgain();
      expect(mayOf(pharmacy).stay('original')).toBe(true);
      expect(keep(pharmacy, 'original')).toBe('decided');
      expect(holdOf(pharmacy, original)).toBe('none');
      expect(pharmacy.pair().end?.how).toBe('settled-elsewhere');
      expect(pharmacy.supply(original)).toBe('decided');
    }
  });

  it('[RSU-17] of an original that ended elsewhere the replacement is free, and the pair is closed', () => {
    const pharmacy = registered();
    const replacement = pharmacy.arrive(fresh);
    expect(mark(pharmacy, 'original', 'cancelled')).toBe('decided');
    expect(pharmacy.pair().end?.how).toBe('settled-elsewhere');
    expect(pharmacy.supply(replacement)).toBe('decided');
  });

  it('[RSU-17] a pair that ends frees what was only proposed', () => {
    const typed = [{ code: '', display: 'Amoxicillin 250mg' }];
    const marked = new PairPharmacy();
    marked.register({ patient, items: typed });
    const proposed = marked.arrive(old);
    expect(holdOf(marked, proposed)).toBe('possible-duplicate');
    expect(mark(marked, 'replacement', 'cancelled')).toBe('decided');
    expect(marked.pair().end?.how).toBe('settled-elsewhere');
    expect(holdOf(marked, proposed)).toBe('none');
  });
});

describe('reissue: the one that stays is gone', () => {
  it('[RSU-18] what went back and comes again is not sent back for one that went back too', () => {
    const { pharmacy, original } = bothWentBack();
    expect(pharmacy.script(original).custody.kind).toBe('ours');
    expect(holdOf(pharmacy, original)).toBe('superseded');
    expect(waitsForPerson(pharmacy.pair())).toBe(true);
    expect(pairReason(pharmacy.pair()).text).toBe('which one stays?');
    expect(sentence(pharmacy)).toMatch(/use it after all, or open it and return it/);
    const written = pharmacy.journal.length;
    pharmacy.restart();
    pharmacy.lookAgain();
    expect(pharmacy.journal.length).toBe(written);
    expect(pharmacy.returns).toEqual([original]);
    expect(mayOf(pharmacy).stay('original')).toBe(true);
    expect(mayOf(pharmacy).stay('replacement')).toBe(false);
    expect(keep(pharmacy, 'replacement')).toBe('CannotStay');
    expect(keep(pharmacy, 'original')).toBe('decided');
    expect(pharmacy.supply(original)).toBe('decided');
  });

  it('[RSU-18] [RSU-13] it goes back after all when the one that stays comes again', () => {
    const { pharmacy, original } = bothWentBack();
    pharmacy.arrive(fresh, 'release-3');
    expect(pharmacy.pair().staysGone).toBe(false);
    expect(pharmacy.returns).toEqual([original, original]);
    pharmacy.answerReturns(true);
    expect(pharmacy.pair().end?.how).toBe('returned');
  });

  it('[RSU-18] returned by hand in place of that, the pair is closed once more', () => {
    const { pharmacy, original } = bothWentBack();
    expect(pharmacy.giveBack(original)).toBe('decided');
    pharmacy.answerReturns(true);
    expect(pharmacy.pair().end?.how).toBe('returned');
  });

  it('[RSU-18] a refused return is not asked for again once the one that stays is gone', () => {
    const pharmacy = new PairPharmacy();
    const original = pharmacy.arrive(old);
    pharmacy.register({ key: original });
    const replacement = pharmacy.arrive(fresh);
    pharmacy.answerReturns(false);
    pharmacy.giveBack(replacement);
    pharmacy.answerReturns(true);
    expect(pharmacy.say({ kind: 'ReturnAgain', id: pharmacy.pair().id })).toBe('CannotStay');
    expect(keep(pharmacy, 'original')).toBe('decided');
    expect(holdOf(pharmacy, original)).toBe('none');
  });

  it('[RSU-18] one that is not here cannot be chosen to stay, and an older word for it holds the other', () => {
    const pharmacy = registered();
    const replacement = pharmacy.arrive(fresh);
    expect(keep(pharmacy, 'original')).toBe('CannotStay');
    expect(mayOf(pharmacy).stay('original')).toBe(false);
    const { id } = pharmacy.pair();
    const { user: author } = pharmacy.context;
    pharmacy.journal.push({ type: 'reissue.decided', id, goes: 'replacement', author, reason: '' });
    pharmacy.restart();
    pharmacy.lookAgain();
    expect(holdOf(pharmacy, replacement)).toBe('superseded');
    expect(sentence(pharmacy)).toMatch(/The replacement is here and held/);
    expect(pharmacy.returns).toEqual([]);
    expect(mayOf(pharmacy).stay('replacement')).toBe(true);
    expect(keep(pharmacy, 'replacement')).toBe('decided');
    expect(pharmacy.supply(replacement)).toBe('decided');
  });
});

describe('reissue: what a person saw in another system', () => {
  it('[RSU-14] [RSU-6] supplied there, the other one is not supplied here and goes back', () => {
    for (const before of [true, false]) {
      const pharmacy = registered();
      if (before) pharmacy.arrive(fresh);
      expect(mark(pharmacy, 'original', 'supplied')).toBe('decided');
      const replacement = pharmacy.arrive(fresh);
      expect(holdOf(pharmacy, replacement)).toBe('superseded');
      expect(pharmacy.supply(replacement)).not.toBe('decided');
      expect(pharmacy.returns).toEqual([replacement]);
      pharmacy.answerReturns(true);
      expect(pharmacy.pair().end?.how).toBe('returned');
    }
  });

  it('[RSU-14] [RSU-12] the second look heeds the mark by itself', () => {
    const pharmacy = registered();
    const replacement = pharmacy.arrive(fresh);
    const { id } = pharmacy.pair();
    const words = 'Supplied in the other system';
    pharmacy.journal.push({ type: 'reissue.marked', id, which: 'original', words });
    pharmacy.restart();
    expect(holdOf(pharmacy, replacement)).toBe('none');
    expect(pharmacy.supply(replacement)).toBe('TwinSupplied');
    pharmacy.journal.push({ type: 'reissue.marked', id, which: 'replacement', words });
    pharmacy.journal.push({
      type: 'reissue.marked',
      id,
      which: 'original',
      words: 'Came in the other system',
    });
    pharmacy.restart();
    expect(pharmacy.supply(replacement)).toBe('SuppliedElsewhere');
  });

  it('[RSU-15] supplied there and there, or there and here: both were, and a pharmacist closes it', () => {
    const there = registered();
    mark(there, 'original', 'supplied');
    expect(sentence(there, true)).toMatch(/so the replacement must not be. Return it there/);
    mark(there, 'replacement', 'supplied');
    const here = registered();
    here.supply(here.arrive(fresh));
    mark(here, 'original', 'supplied');
    for (const pharmacy of [there, here]) {
      expect(pharmacy.pair().bothSupplied).toBe(true);
      expect(mayOf(pharmacy)).toMatchObject({ close: true, callOff: false });
      const { id } = pharmacy.pair();
      expect(pharmacy.say({ kind: 'CloseReissue', id, reason: 'Patient told' })).toBe('decided');
    }
    const mistaken = registered();
    mark(mistaken, 'original', 'supplied');
    const replacement = mistaken.arrive(fresh);
    expect(keep(mistaken, 'replacement')).toBe('ReturnOnItsWay');
    expect(holdOf(mistaken, replacement)).toBe('superseded');
  });

  it('[RSU-14] beside a companion no screen says that never both are supplied', () => {
    const pharmacy = registered();
    expect(sentence(pharmacy, true)).not.toMatch(/never both|by itself/);
    expect(sentence(pharmacy, true)).toMatch(/mark both here/);
  });
});

describe('reissue: what EPS does not take back', () => {
  it('[RSU-19] the pair is closed with a reason, and the script is never supplied', () => {
    const { pharmacy, original } = notTakenBack();
    const { id } = pharmacy.pair();
    expect(mayOf(pharmacy)).toMatchObject({ close: true, again: true, callOff: false });
    expect(pharmacy.say({ kind: 'CloseReissue', id, reason: ' ' })).toBe('ReasonMissing');
    expect(pharmacy.say({ kind: 'CloseReissue', id, reason: 'Reported to the desk' })).toBe('decided');
    expect(pharmacy.pair().end?.how).toBe('not-taken-back');
    pharmacy.restart();
    pharmacy.lookAgain();
    pharmacy.arrive(old, 'release-2');
    expect(holdOf(pharmacy, original)).toBe('superseded');
    expect(pharmacy.supply(original)).toBe('OnHold');
    expect(pharmacy.supplied()).toHaveLength(1);
    expect(pharmacy.say({ kind: 'CloseReissue', id, reason: 'again' })).toBe('PairEnded');
  });

  it('[RSU-19] the return may be asked for again, and the pair is closed by its answer', () => {
    const { pharmacy, original } = notTakenBack();
    const { id } = pharmacy.pair();
    pharmacy.say({ kind: 'CloseReissue', id, reason: 'Reported to the desk' });
    expect(mayOf(pharmacy)).toMatchObject({ again: true, close: false });
    expect(pharmacy.say({ kind: 'ReturnAgain', id })).toBe('decided');
    expect(pharmacy.pair().end).toBeUndefined();
    pharmacy.answerReturns(true);
    expect(pharmacy.script(original).custody.kind).toBe('returned');
    expect(pharmacy.pair().end?.how).toBe('returned');
  });

  it('[RSU-19] nothing was handed out yet: the one that was kept back may be used after all', () => {
    const pharmacy = new PairPharmacy();
    const original = pharmacy.arrive(old);
    pharmacy.register({ key: original });
    const replacement = pharmacy.arrive(fresh);
    pharmacy.answerReturns(false);
    const { id } = pharmacy.pair();
    pharmacy.say({ kind: 'CloseReissue', id, reason: 'Reported to the desk' });
    expect(mayOf(pharmacy).stay('original')).toBe(true);
    expect(keep(pharmacy, 'original')).toBe('decided');
    expect(holdOf(pharmacy, original)).toBe('none');
    expect(pharmacy.returns).toEqual([original, replacement]);
  });
});

describe('reissue: what the screen offers', () => {
  it('[RSU-20] neither key nor button for a side that is missing, decided, or handed out of', () => {
    const alone = registered();
    alone.arrive(fresh);
    expect([mayOf(alone).stay('original'), mayOf(alone).stay('replacement')]).toEqual([false, false]);
    expect(mayOf(alone)).toMatchObject({ callOff: true, different: false, again: false, close: false });
    const { pharmacy } = notTakenBack();
    expect([mayOf(pharmacy).stay('original'), mayOf(pharmacy).stay('replacement')]).toEqual([false, false]);
    const waiting = new PairPharmacy();
    waiting.register({ key: waiting.arrive(old) });
    waiting.arrive(fresh);
    expect(mayOf(waiting)).toMatchObject({ different: false, callOff: false, again: false });
    expect(mayOf(waiting).stay('original')).toBe(false);
  });
});
