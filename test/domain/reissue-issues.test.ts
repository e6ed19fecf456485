import { describe, expect, it } from 'vitest';
import { pairReason, pairSentence } from '../../renderer/features/registers/words';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { Prescription } from '../../renderer/domain/prescriptions/model';
import { now } from '../support/builders';
import { aPrescription, type ScriptSpec } from '../support/fhir';
import { aScript, fresh, holdOf, old, PairPharmacy, patient, shortIdOf } from '../support/pairs';

const dayMs = 86_400_000;
const start = Math.floor(now / dayMs) * dayMs;
const day = (n: number): string => new Date(start + n * dayMs).toISOString().slice(0, 10);
const morning = (n: number) => asInstant(start + n * dayMs + 9 * 3_600_000);
const on = (pharmacy: PairPharmacy, n: number): void => {
  pharmacy.context = { ...pharmacy.context, now: morning(n) };
};

/** A script signed on a day for supply from that day on. */
const signedOn = (n: number, script: ScriptSpec): Prescription => ({
  ...aPrescription({ ...script, start: day(n) }),
  daysSupply: 28,
  signedAt: morning(n),
});
const first = -28;
const issueOf = (issue: number): Prescription => ({
  ...signedOn(first, {
    ...aScript(1),
    therapy: 'continuous-repeat-dispensing',
    intent: 'reflex-order',
    issue,
    issues: 6,
  }),
  signedAt: morning(first - 2),
});
const resent = (n: number): Prescription => signedOn(n, aScript(2));

const goesBack = (pharmacy: PairPharmacy, key: IssueKey): boolean =>
  pharmacy.script(key).custody.kind === 'returning' || pharmacy.script(key).custody.kind === 'returned';

describe('reissue: all issues of a repeat bear one id', () => {
  it('[RSU-2] the issue that was handed out last month is not what is sent again, so the new one stays', () => {
    const pharmacy = new PairPharmacy();
    on(pharmacy, first);
    const issue1 = pharmacy.arrive(issueOf(1));
    expect(pharmacy.supply(issue1)).toBe('decided');
    on(pharmacy, 0);
    expect(pharmacy.register({ typedId: shortIdOf(1), replacementId: shortIdOf(2) })).toBe('decided');
    expect(pharmacy.pair().original.key).toBeUndefined();
    const replacement = pharmacy.arrive(resent(0));
    expect(goesBack(pharmacy, replacement)).toBe(false);
    expect(pharmacy.supply(replacement)).toBe('decided');
    // The one that was stuck comes late: it is the original, and goes back.
    const issue2 = pharmacy.arrive(issueOf(2));
    expect(pharmacy.returns).toEqual([issue2]);
    expect(pharmacy.supply(issue2)).not.toBe('decided');
  });

  it('[RSU-2] [RSU-6] what was handed out for the same days is what is sent again, so the new one goes back', () => {
    const pharmacy = new PairPharmacy();
    on(pharmacy, first);
    const issue1 = pharmacy.arrive(issueOf(1));
    expect(pharmacy.supply(issue1)).toBe('decided');
    on(pharmacy, first + 1);
    expect(pharmacy.register({ typedId: shortIdOf(1), replacementId: shortIdOf(2) })).toBe('decided');
    const replacement = pharmacy.arrive(resent(first + 1));
    expect(pharmacy.returns).toEqual([replacement]);
  });

  it('[RSU-2] a later month’s issue is not the one that was sent again', () => {
    const pharmacy = new PairPharmacy();
    on(pharmacy, 0);
    expect(pharmacy.register({ typedId: shortIdOf(1), replacementId: shortIdOf(2) })).toBe('decided');
    const replacement = pharmacy.arrive(resent(0));
    expect(pharmacy.supply(replacement)).toBe('decided');
    on(pharmacy, 28);
    const issue3 = pharmacy.arrive(issueOf(3));
    expect(pharmacy.returns).toEqual([]);
    expect(holdOf(pharmacy, issue3)).toBe('none');
    expect(pharmacy.supply(issue3)).toBe('decided');
  });

  it('[RSU-1] that one issue went back is no reason not to register another', () => {
    const pharmacy = new PairPharmacy();
    on(pharmacy, first);
    const issue1 = pharmacy.arrive(issueOf(1));
    expect(pharmacy.register({ key: issue1 })).toBe('decided');
    pharmacy.arrive(resent(first));
    pharmacy.answerReturns(true);
    expect(pharmacy.pair().end?.how).toBe('returned');
    expect(pharmacy.register({ key: issue1 })).toBe('WentBackAlready');
    on(pharmacy, 0);
    expect(pharmacy.register({ typedId: shortIdOf(1) })).toBe('decided');
    expect(pharmacy.register({ typedId: shortIdOf(1) })).toBe('AlreadyRegistered');
  });
});

const A = { name: 'Amlodipine 5mg tablets', code: '111111111' };
const B = { name: 'Ramipril 5mg capsules', code: '222222222', id: 'b54219b8-f741-4c47-b662-e4f8dfa49a01' };

describe('reissue: what else was handed out', () => {
  it('[RSU-8] [RSU-21] a script that stays in one pair is compared with another of which something left', () => {
    const pharmacy = new PairPharmacy();
    on(pharmacy, -4);
    const one = pharmacy.arrive(signedOn(-4, aScript(1, { items: [A] })));
    const other = pharmacy.arrive(signedOn(-4, aScript(2, { items: [B] })));
    expect(pharmacy.supply(other)).toBe('decided');
    on(pharmacy, 0);
    const both = pharmacy.arrive(signedOn(0, aScript(3, { items: [A, B] })));
    // One question at a time.
    expect(pharmacy.pairs).toHaveLength(1);
    const { id, original } = pharmacy.pair();
    expect(original.key).toBe(one);
    expect(pharmacy.say({ kind: 'DecideReissue', id, stays: 'replacement', reason: 'One supply' })).toBe(
      'decided',
    );
    expect(pharmacy.supply(both)).toBe('NotCompared');
    expect(holdOf(pharmacy, both)).toBe('possible-duplicate');
    expect(pharmacy.pair(1)).toMatchObject({ original: { key: other }, replacement: { key: both } });
    expect(
      pharmacy.say({ kind: 'DeclareDifferent', id: pharmacy.pair(1).id, reason: 'B is for later' }),
    ).toBe('decided');
    expect(pharmacy.supply(both)).toBe('decided');
  });

  it('[RSU-8] [RSU-12] a registration does not take a script out of sight of what was handed out', () => {
    const pharmacy = new PairPharmacy();
    on(pharmacy, -1);
    const items = [A, B].map(({ code, name }) => ({ code, display: name }));
    expect(pharmacy.register({ patient, items })).toBe('decided');
    const part = pharmacy.arrive(signedOn(-1, aScript(1, { items: [A] })));
    expect(pharmacy.supply(part)).toBe('decided');
    on(pharmacy, 0);
    const both = pharmacy.arrive(signedOn(0, aScript(2, { items: [A, B] })));
    expect(holdOf(pharmacy, both)).toBe('possible-duplicate');
    expect(pharmacy.supply(both)).not.toBe('decided');
    const written = pharmacy.journal.length;
    pharmacy.lookAgain();
    expect(pharmacy.journal).toHaveLength(written);
  });
});

describe('reissue: a replacement that the Spine has not confirmed', () => {
  /** The replacement comes out of a pack; the original comes from the Spine. */
  const fromPack = () => {
    const pharmacy = new PairPharmacy();
    expect(pharmacy.register({ typedId: old.shortId ?? '', replacementId: fresh.shortId ?? '' })).toBe(
      'decided',
    );
    const prescription = aPrescription(fresh);
    const { key } = prescription;
    const source = { seq: 1, path: '' };
    pharmacy.happens({ type: 'prescription.released-offline', key, prescription, source, pack: 'Pack 17' });
    return { pharmacy, replacement: key, original: pharmacy.arrive(old) };
  };

  it('[RSU-18] the original waits, held, and goes back once it is confirmed', () => {
    const { pharmacy, original, replacement } = fromPack();
    expect(pharmacy.returns).toEqual([]);
    expect(holdOf(pharmacy, original)).toBe('superseded');
    expect(pharmacy.supply(original)).not.toBe('decided');
    expect(pharmacy.pair().staysGone).toBe(false);
    expect(pairReason(pharmacy.pair()).text).toBe('not confirmed yet');
    expect(pairSentence(pharmacy.pair(), pharmacy.context.now)).toMatch(
      /^Both are here, and one .* goes back/,
    );
    pharmacy.lookAgain();
    expect(pharmacy.returns).toEqual([]);
    pharmacy.happens({ type: 'prescription.confirmed', key: replacement });
    expect(pharmacy.returns).toEqual([original]);
  });

  it('[RSU-6] what was handed out of it stays, confirmed or not', () => {
    const { pharmacy, original, replacement } = fromPack();
    expect(pharmacy.supply(replacement)).toBe('decided');
    pharmacy.lookAgain();
    expect(pharmacy.returns).toEqual([original]);
  });

  it('[RSU-18] where the Spine’s word stands against it, a person says which one is used', () => {
    const { pharmacy, original, replacement } = fromPack();
    pharmacy.happens({ type: 'prescription.conflicted', key: replacement, says: { kind: 'cancelled' } });
    expect(pharmacy.returns).toEqual([]);
    expect(pharmacy.pair().staysGone).toBe(false);
    pharmacy.happens({
      type: 'prescription.reconciled',
      key: replacement,
      choice: 'spine',
      reason: 'The practice cancelled it.',
    });
    expect(pharmacy.returns).toEqual([]);
    expect(pharmacy.pair().staysGone).toBe(true);
    const { id } = pharmacy.pair();
    expect(pharmacy.say({ kind: 'DecideReissue', id, stays: 'original', reason: 'Used after all' })).toBe(
      'decided',
    );
    expect(pharmacy.supply(original)).toBe('decided');
  });

  it('[RSU-18] a release that was undone lies in its pack again: the original waits for it', () => {
    const { pharmacy, original, replacement } = fromPack();
    pharmacy.happens({ type: 'prescription.release-undone', key: replacement });
    expect(pharmacy.returns).toEqual([]);
    expect(pharmacy.pair().staysGone).toBe(false);
    expect(holdOf(pharmacy, original)).toBe('superseded');
  });
});
