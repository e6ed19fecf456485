import { describe, expect, it } from 'vitest';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { twinRefusal } from '../../renderer/domain/reissue/may-supply';
import type { EndHow, ReissueState } from '../../renderer/domain/reissue/model';
import { now } from '../support/builders';
import { aScript, fresh, old, PairPharmacy, shortIdOf } from '../support/pairs';

/** A pair of which both are here, and another script of the patient. */
const setUp = () => {
  const pharmacy = new PairPharmacy();
  const original = pharmacy.arrive(old);
  pharmacy.register({ key: original });
  const replacement = pharmacy.arrive(fresh);
  const third = pharmacy.arrive(
    aScript(3, { signed: '2026-08-01T09:00:00+00:00', start: '2026-08-01', nhsNumber: '9449304130' }),
  );
  const pair: ReissueState = { ...pharmacy.pair(), decision: 'same' };
  const { goes: _goes, ...undecided } = pair;
  return { pharmacy, original, replacement, third, pair: undecided };
};
const ended = (how: EndHow) => ({ how, at: now, by: 'Priya Shah', reason: '' });

describe('the second look, with no hold to go by', () => {
  const { pharmacy, original, replacement, third, pair } = setUp();
  /** A script as it is once something of it was handed out. */
  const handedOut = (key: IssueKey): PrescriptionState => {
    const other = setUp();
    expect(other.pharmacy.supply(other.replacement, false)).toBe('decided');
    const { prescription } = pharmacy.script(key);
    return { ...other.pharmacy.script(other.replacement), prescription };
  };
  const unheld = (state: PrescriptionState): PrescriptionState => ({ ...state, hold: { kind: 'none' } });
  const look = (
    script: PrescriptionState,
    pairs: readonly ReissueState[],
    siblings: readonly PrescriptionState[] = pharmacy.scripts,
  ) => twinRefusal(unheld(script), { pairs, siblings })?.code;
  const one = pharmacy.script(original);
  const two = pharmacy.script(replacement);

  it('[RSU-12] the one that goes back is not supplied, also where a part of it was handed out', () => {
    const goes = { ...pair, goes: 'original' } as const;
    const foreign = { ...goes, original: {}, replacement: {} } as const;
    expect(look(one, [goes])).toBe('MustGoBack');
    expect(look(one, [foreign, goes])).toBe('MustGoBack');
    expect(look(two, [goes])).toBeUndefined();
    expect(look(handedOut(replacement), [goes, foreign])).toBeUndefined();
    const partly = handedOut(original);
    expect(look(partly, [foreign, goes])).toBe('MustGoBack');
    // What was handed out in part goes on where its pair says nothing of it.
    expect(look(partly, [pair], [handedOut(replacement)])).toBeUndefined();
    const elsewhere = { ...pair, original: {}, replacement: {} };
    expect(look(partly, [foreign, elsewhere, pair], [handedOut(replacement)])).toBeUndefined();
  });

  it('[RSU-12] [RSU-6] a pair that came to its end stands against a script only where one supply is left', () => {
    const withEnd = (how: EndHow) => ({ ...pair, goes: 'original', end: ended(how) }) as const;
    const codes = (['different', 'called-off', 'answered', 'returned', 'left', 'both-supplied'] as const).map(
      (how) => look(one, [withEnd(how)], [handedOut(replacement)]),
    );
    expect(codes).toEqual([undefined, undefined, undefined, 'MustGoBack', 'MustGoBack', 'TwinSupplied']);
  });

  it('[RSU-12] the other one was handed out: this one is not, and the sentence names it', () => {
    const refusal = twinRefusal(unheld(one), { pairs: [pair], siblings: [handedOut(replacement)] });
    expect(refusal?.code).toBe('TwinSupplied');
    expect(refusal?.sentence).toContain(shortIdOf(2));
    expect(look(one, [pair], [two])).toBeUndefined();
    const { key: _key, shortId: _id, ...nameless } = pair.replacement;
    const seen = { ...nameless, mark: { at: now, by: 'Priya', words: 'Supplied in the other system' } };
    const marked = { ...pair, replacement: seen };
    expect(twinRefusal(unheld(one), { pairs: [marked], siblings: [] })?.sentence).toBe(
      'The other script of this pair was supplied already.',
    );
  });

  it('[RSU-2] [RSU-12] one that may be the missing script waits only while another proposed one was handed out', () => {
    const proposing = (key: IssueKey): ReissueState => ({
      ...pair,
      proposal: { which: 'replacement', key, shortId: pharmacy.script(key).prescription.shortId },
    });
    expect(look(one, [proposing(third)], [handedOut(third)])).toBe('NotCompared');
    expect(look(one, [proposing(third)], pharmacy.scripts)).toBeUndefined();
    expect(look(one, [proposing(original)], [handedOut(original)])).toBeUndefined();
  });

  it('[RSU-9] [RSU-12] while nobody has compared the two, it is the later one that waits', () => {
    const open = { ...pair, decision: 'open' } as const;
    expect(look(two, [open])).toBe('NotCompared');
    expect(look(one, [open])).toBeUndefined();
    expect(look(two, [open, { ...pair, goes: 'replacement' }])).toBe('NotCompared');
    expect(look(pharmacy.script(third), [open, pair])).toBeUndefined();
  });
});
