import { describe, expect, it } from 'vitest';
import { asInstant, dayMs } from '../../renderer/domain/kernel/instant';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { findCounterpart, whatItMeans } from '../../renderer/domain/reissue/arrive';
import type { ReissueState } from '../../renderer/domain/reissue/model';
import { now, uuids } from '../support/builders';
import { aPrescription } from '../support/fhir';
import {
  aPair,
  ended,
  failed,
  first,
  handedOut,
  here,
  like,
  returned,
  second,
  sideOf,
  third,
} from '../support/pair-states';
import { aScript, shortIdOf } from '../support/pairs';

const means = (
  script: PrescriptionState,
  pairs: readonly ReissueState[],
  siblings: readonly PrescriptionState[] = [],
) => whatItMeans(script, { pairs, siblings }, uuids('7'));
const found = (
  pair: ReissueState,
  siblings: readonly PrescriptionState[],
  others: readonly ReissueState[] = [],
) =>
  findCounterpart(pair, { pairs: [pair, ...others], siblings }, (key) =>
    siblings.find(({ prescription }) => prescription.key === key),
  );

describe('a script that comes, and the registration of another', () => {
  const waiting = aPair({ original: sideOf(first) });

  it('[RSU-3] is the replacement only if it was not signed before the original', () => {
    const signed = (ms: number): PrescriptionState => {
      const { signedAt } = first.prescription;
      if (signedAt === undefined) throw new Error('not signed');
      return { ...second, prescription: { ...second.prescription, signedAt: asInstant(signedAt + ms) } };
    };
    const { signedAt: _none, ...unsigned } = second.prescription;
    const { signedAt: _nor, ...original } = first.prescription;
    const known = { ...first, prescription: original };
    expect(means(second, [waiting], [known])).toMatchObject({ type: 'reissue.arrived' });
    expect(means({ ...second, prescription: unsigned }, [aPair({})])).toMatchObject({ which: 'replacement' });
    for (const script of [signed(0), signed(1), { ...second, prescription: unsigned }])
      expect(means(script, [waiting], [first])).toMatchObject({ type: 'reissue.arrived' });
    expect(means(signed(-1), [waiting], [first])?.type).not.toBe('reissue.arrived');
    const before = aPair({ replacement: sideOf(second) });
    expect(means(first, [before], [second])).toMatchObject({ type: 'reissue.arrived', which: 'original' });
    expect(means(third, [before], [second])?.type).not.toBe('reissue.arrived');
  });

  it('[RSU-2] is not the one whose id was registered, if it bears another', () => {
    const named = aPair({ original: sideOf(first), replacement: { shortId: shortIdOf(9) as never } });
    expect(means(second, [named], [first])?.type).not.toBe('reissue.arrived');
    const alone = aPair({
      replacement: { shortId: shortIdOf(9) as never },
      openedAt: asInstant(now - 60 * dayMs),
    });
    expect(means(second, [alone])).toBeUndefined();
  });

  it('[RSU-2] of several registrations that it fits, fills the one that names its id', () => {
    const byPatient = aPair({ openedAt: asInstant(now - 60 * dayMs) });
    const byId = aPair({ replacement: { shortId: second.prescription.shortId } }, 2);
    for (const pairs of [
      [byPatient, byId],
      [byId, byPatient],
    ])
      expect(means(second, pairs)).toMatchObject({ type: 'reissue.arrived', id: byId.id });
  });

  it('[RSU-2] is the one whose id was registered, for whatever days, and of repeat dispensing while nothing left', () => {
    const { shortId } = second.prescription;
    const byId = aPair({ replacement: { shortId } });
    const repeat = (state: PrescriptionState): PrescriptionState => ({
      ...state,
      prescription: { ...state.prescription, treatment: 'erd' },
    });
    for (const script of [second, handedOut(second), repeat(second)])
      expect(found(byId, [script])).toMatchObject([{ type: 'reissue.arrived', which: 'replacement' }]);
    expect(found(byId, [repeat(handedOut(second))])).toEqual([]);
    const later = { ...second, prescription: { ...second.prescription, startDate: '2027-02-24' } };
    const both = aPair({ original: sideOf(first), replacement: { shortId } });
    expect(means(later, [both], [first])).toMatchObject({ type: 'reissue.arrived' });
    // Beside an issue of a repeat, for other days, a person is asked; about one script at a time.
    expect(means(later, [both], [repeat(first)])).toMatchObject({ type: 'reissue.proposed' });
    const asking = { ...both, proposal: { which: 'replacement' as const, ...sideOf(third) } };
    expect(means(later, [asking], [repeat(first)])).toBeUndefined();
  });

  it('[RSU-16] that is proposed already, or was rejected, is not proposed again', () => {
    expect(means(like, [waiting], [first])).toMatchObject({ type: 'reissue.proposed' });
    const proposed = aPair({
      original: sideOf(first),
      proposal: { which: 'replacement', ...sideOf(like) },
    });
    expect(means(like, [proposed], [first])).toBeUndefined();
    const rejected = aPair({ original: sideOf(first), rejected: [like.prescription.key] });
    expect(means(like, [rejected], [first])?.type).not.toBe('reissue.proposed');
  });

  it('[RSU-21] that is asked about in one registration is not proposed for another, unless that one knows of one elsewhere', () => {
    const typed = aPair({ items: [{ code: '', display: 'Amoxicillin 250mg' }] }, 2);
    const asks = (about: PrescriptionState) => ({
      ...typed,
      proposal: { which: 'replacement' as const, ...sideOf(about) },
    });
    const later = { ...third, prescription: { ...third.prescription, startDate: '2027-02-24' } };
    const marked = { ...waiting, original: { ...waiting.original, mark: { kind: 'supplied' } as never } };
    const proposed = { type: 'reissue.proposed', id: waiting.id };
    for (const [about, siblings] of [
      [like, [first]],
      [third, [first, third]],
      [third, [third, first]],
    ] as const) {
      expect(means(like, [asks(about), waiting], siblings)).not.toMatchObject(proposed);
      expect(means(like, [asks(about), marked], siblings)).toMatchObject(proposed);
    }
    expect(found(waiting, [first, like], [asks(like)])).toEqual([]);
    expect(found(marked, [first, like], [asks(like)])).toMatchObject([proposed]);
    // What is asked of another supply, or of a script that is not known here, is no such question.
    expect(means(like, [asks(later), waiting], [later, first])).toMatchObject(proposed);
    expect(means(like, [asks(later), waiting], [first, later])).toMatchObject(proposed);
    expect(means(like, [asks(third), waiting], [first])).toMatchObject(proposed);
  });

  it('[RSU-2] fills the registration that it surely fits before one that it may fit', () => {
    const typed = aPair({ items: [{ code: '', display: 'Amoxicillin 250mg' }] }, 2);
    expect(means(second, [typed, waiting], [first])).toMatchObject({
      type: 'reissue.arrived',
      id: waiting.id,
    });
  });

  it('[RSU-18] whose signature failed stands in no pair', () => {
    expect(means(failed(second), [waiting], [first])).toBeUndefined();
    expect(found(waiting, [first, failed(second)])).toEqual([]);
  });

  it('[RSU-8] a question that is open is filled by no third script', () => {
    const open = aPair({ original: sideOf(first), decision: 'open' });
    expect(means(second, [open], [first])?.type).not.toBe('reissue.arrived');
  });

  it('[RSU-21] has its place in one open pair, and takes none in another', () => {
    const held = aPair({ original: sideOf(first), replacement: sideOf(second) });
    const marked = aPair(
      { openedAt: asInstant(now - 60 * dayMs), original: { mark: { kind: 'supplied' } as never } },
      2,
    );
    expect(means(second, [held, marked], [first])).toBeUndefined();
    const over = aPair({ replacement: { shortId: second.prescription.shortId }, ...ended('left') }, 3);
    expect(means(second, [held, over], [first])).toBeUndefined();
    expect(means(second, [over])).toEqual({ type: 'reissue.came-back', id: over.id });
  });
});

describe('a script that comes back', () => {
  const gone = aPair({
    original: sideOf(first),
    replacement: sideOf(second),
    goes: 'original',
    ...ended('returned'),
  });

  it('[RSU-13] opens its pair again once it is ours, and not while it is gone', () => {
    expect(means(first, [gone], [second])).toEqual({ type: 'reissue.came-back', id: gone.id });
    expect(means(returned(first), [gone], [second])?.type).not.toBe('reissue.came-back');
    expect(means(second, [gone], [returned(first)])?.type).not.toBe('reissue.came-back');
  });

  it.each(['left', 'settled-elsewhere'] as const)(
    '[RSU-23] opens one that was closed without it (%s), once it is here',
    (how) => {
      const closed = aPair({ original: sideOf(first), goes: 'original', ...ended(how) });
      expect(means(first, [closed])).toEqual({ type: 'reissue.came-back', id: closed.id });
      expect(
        means({ ...first, custody: { kind: 'sealed', pack: 'Pack 17', at: now } as never }, [closed]),
      ).toBeUndefined();
    },
  );
});

describe('what is asked about two scripts that look alike', () => {
  it('[RSU-9] the rhythm of two that were said to be two supplies spares the question, and nothing else does', () => {
    const weekly = (n: number, days: number, signed = days): PrescriptionState => {
      const script = aPrescription(
        aScript(n, { start: new Date(now + days * dayMs).toISOString().slice(0, 10) }),
      );
      return here({ ...script, signedAt: asInstant(now + signed * dayMs) });
    };
    const [one, two, three] = [handedOut(weekly(1, 0)), handedOut(weekly(2, 7)), weekly(3, 14)];
    const pair = (how: Parameters<typeof ended>[0]) =>
      aPair({ original: sideOf(one), replacement: sideOf(two), ...ended(how) });
    const siblings = [one, two];
    expect(means(three, [pair('different')], siblings)).toBeUndefined();
    for (const how of ['called-off', 'both-supplied', 'answered'] as const)
      expect(means(three, [pair(how)], siblings)?.type).toBe('reissue.suspected');
    // Neither of the two is known here any more, or one alone.
    const unknown = aPair({ ...ended('different') });
    const half = aPair({ original: sideOf(one), ...ended('different') });
    const otherHalf = aPair({ replacement: sideOf(two), ...ended('different') });
    for (const other of [unknown, half, otherHalf])
      expect(means(three, [other], siblings)?.type).toBe('reissue.suspected');
    // Signed before the prescriber could know of what was handed out.
    expect(means(weekly(3, 14, 0), [pair('different')], siblings)?.type).toBe('reissue.suspected');
  });

  it('[RSU-21] of one that has its place in a pair only what was handed out is asked, unless it goes back anyway', () => {
    const held = aPair({ original: { shortId: shortIdOf(9) as never }, replacement: sideOf(second) });
    expect(means(second, [held], [third])).toBeUndefined();
    expect(means(second, [held], [handedOut(third)])?.type).toBe('reissue.suspected');
    expect(means(handedOut(second), [held], [handedOut(third)])).toBeUndefined();
    const goes: PrescriptionState = { ...second, hold: { kind: 'superseded', reissueId: held.id } };
    expect(means(goes, [held], [handedOut(third)])).toBeUndefined();
  });

  it('[RSU-21] two that a person has told apart, and no others, are not asked about again', () => {
    const keys = (a: PrescriptionState, b: PrescriptionState) =>
      [a.prescription.key, b.prescription.key] as const;
    const apart = (a: PrescriptionState, b: PrescriptionState) =>
      aPair({ apart: [keys(a, b)], ...ended('called-off') });
    expect(means(second, [apart(second, third)], [third])).toBeUndefined();
    expect(means(second, [apart(second, first)], [third])?.type).toBe('reissue.suspected');
    expect(means(second, [apart(first, third)], [third])?.type).toBe('reissue.suspected');
  });
});

describe('a registration, and what is here already', () => {
  it('[RSU-1] finds a script that is with us or was handed out, and none that is gone', () => {
    const waiting = aPair({ original: sideOf(first) });
    const gone = handedOut(second);
    expect(found(waiting, [first, second])).toMatchObject([
      { type: 'reissue.arrived', which: 'replacement' },
    ]);
    expect(found(waiting, [first, { ...gone, custody: { kind: 'elsewhere' } as never }])).toHaveLength(1);
    expect(found(waiting, [first, returned(second)])).toEqual([]);
    expect(found(waiting, [first])).toEqual([]);
  });

  it('[RSU-21] two registrations that each have one of the two become one, and nothing stays held by the other', () => {
    const mine = aPair({ original: sideOf(first) });
    const half = aPair({ replacement: sideOf(second) }, 2);
    const held: PrescriptionState = { ...second, hold: { kind: 'superseded', reissueId: half.id } };
    const arrived = { type: 'reissue.arrived', id: mine.id, which: 'replacement' };
    const over = { type: 'reissue.ended', id: half.id, how: 'called-off' };
    expect(found(mine, [first, second], [half])).toMatchObject([over, arrived]);
    expect(found(mine, [first, held], [half])).toMatchObject([
      { type: 'prescription.cleared', key: second.prescription.key, because: half.id },
      over,
      arrived,
    ]);
    const [theirs, ours] = [aPair({ original: sideOf(first) }, 2), aPair({ replacement: sideOf(second) })];
    expect(found(ours, [first, second], [theirs])).toMatchObject([
      { type: 'reissue.ended', id: theirs.id },
      { type: 'reissue.arrived', id: ours.id, which: 'original' },
    ]);
    // One that only may be the same person is left where it is.
    expect(found(mine, [first, like], [half])).toEqual([]);
    // The question that the other one asked is withdrawn with it.
    const asking = { ...half, proposal: { which: 'original' as const, ...sideOf(third) } };
    const asked: PrescriptionState = {
      ...third,
      hold: { kind: 'possible-duplicate', reissueId: half.id } as never,
    };
    expect(found(mine, [first, second, asked], [asking])).toMatchObject([
      { type: 'prescription.cleared', key: third.prescription.key },
      over,
      arrived,
    ]);
  });

  it('[RSU-21] one that has its place in a whole pair, or in one that is asked about, is left there', () => {
    const mine = aPair({ original: sideOf(first) });
    const whole = aPair({ original: sideOf(third), replacement: sideOf(second) }, 2);
    const open = aPair({ replacement: sideOf(second), decision: 'open' }, 3);
    const half = aPair({ replacement: sideOf(second) }, 4);
    for (const others of [[whole], [open], [half, whole]])
      expect(found(mine, [first, second], others)).toEqual([]);
    const over = { ...whole, ...ended('returned') };
    expect(found(mine, [first, second], [over])).toMatchObject([{ type: 'reissue.arrived', id: mine.id }]);
  });
});
