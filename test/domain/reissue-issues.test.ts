import { describe, expect, it } from 'vitest';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import type { Prescription } from '../../renderer/domain/prescriptions/model';
import { now } from '../support/builders';
import { aPrescription } from '../support/fhir';
import { aScript, holdOf, PairPharmacy, shortIdOf } from '../support/pairs';

const dayMs = 86_400_000;
const start = Math.floor(now / dayMs) * dayMs;
const day = (n: number): string => new Date(start + n * dayMs).toISOString().slice(0, 10);
const morning = (n: number) => asInstant(start + n * dayMs + 9 * 3_600_000);

/** An issue of repeat dispensing: the first is for the days from day 0, each lasts 28. */
const issue = (n: number): Prescription => ({
  ...aPrescription({
    ...aScript(1, { start: day(0) }),
    ...{ therapy: 'continuous-repeat-dispensing', intent: 'reflex-order', issue: n, issues: 6 },
  }),
  daysSupply: 28,
  signedAt: morning(-2),
});
/** What the GP sends in place of an issue. */
const resent = (from: number, n = 2): Prescription => ({
  ...aPrescription(aScript(n, { start: day(from) })),
  daysSupply: 28,
  signedAt: morning(from),
});

const arriveOn = (pharmacy: PairPharmacy, on: number, script: Prescription): IssueKey => {
  pharmacy.context = { ...pharmacy.context, now: morning(on) };
  return pharmacy.arrive(script);
};

/** The first issue was handed out on day 0; 28 days later the GP re-sends the second, which nobody has. */
const afterFirst = (): { readonly pharmacy: PairPharmacy; readonly first: IssueKey } => {
  const pharmacy = new PairPharmacy();
  const first = arriveOn(pharmacy, 0, issue(1));
  expect(pharmacy.supply(first)).toBe('decided');
  pharmacy.context = { ...pharmacy.context, now: morning(28) };
  return { pharmacy, first };
};

describe('reissue: an id of repeat dispensing names several issues', () => {
  it.each([
    ['both ids are told', { typedId: shortIdOf(1), replacementId: shortIdOf(2) }],
    ['its id alone is told', { typedId: shortIdOf(1) }],
  ])('[RSU-1] what was handed out is not the one that is sent again: %s', (_name, told) => {
    const { pharmacy, first } = afterFirst();
    expect(pharmacy.register(told)).toBe('decided');
    expect(pharmacy.pair().original).toEqual({ shortId: shortIdOf(1) });
    const replacement = arriveOn(pharmacy, 28, resent(28));
    expect(pharmacy.pair().replacement.key).toBe(replacement);
    expect(pharmacy.supply(replacement)).toBe('decided');
    pharmacy.lookAgain();
    expect(pharmacy.pair().original.key).toBe(undefined);
    // The issue that was stuck comes after all.
    const second = arriveOn(pharmacy, 30, issue(2));
    expect(pharmacy.returns).toEqual([second]);
    expect(pharmacy.script(first).custody.kind).toBe('ours');
  });

  it('[RSU-2] an issue for other days is none that a registration by its id waits for', () => {
    const pharmacy = new PairPharmacy();
    pharmacy.context = { ...pharmacy.context, now: morning(0) };
    expect(pharmacy.register({ typedId: shortIdOf(1), replacementId: shortIdOf(2) })).toBe('decided');
    expect(pharmacy.supply(arriveOn(pharmacy, 0, resent(0)))).toBe('decided');
    const third = arriveOn(pharmacy, 56, issue(3));
    expect(holdOf(pharmacy, third)).toBe('none');
    expect(pharmacy.supply(third)).toBe('decided');
    const first = arriveOn(pharmacy, 60, issue(1));
    expect(pharmacy.returns).toEqual([first]);
  });

  it('[RSU-2] the replacement that was told by its id and is for other days is asked about, and goes on after a no', () => {
    const { pharmacy, first } = afterFirst();
    expect(pharmacy.register({ key: first, replacementId: shortIdOf(2) })).toBe('decided');
    const replacement = arriveOn(pharmacy, 28, resent(28));
    expect(pharmacy.pair().proposal?.key).toBe(replacement);
    expect(pharmacy.returns).toEqual([]);
    expect(pharmacy.say({ kind: 'RejectProposal', id: pharmacy.pair().id })).toBe('decided');
    pharmacy.lookAgain();
    expect(pharmacy.supply(replacement)).toBe('decided');
  });

  it('[RSU-6] an issue that was handed out stays, once the replacement for its days is here', () => {
    const { pharmacy } = afterFirst();
    expect(pharmacy.register({ typedId: shortIdOf(1), replacementId: shortIdOf(2) })).toBe('decided');
    const replacement = arriveOn(pharmacy, 28, resent(2));
    expect(pharmacy.returns).toEqual([replacement]);
  });

  it('[RSU-1] one issue that went back, or is registered, does not stand for the others', () => {
    const pharmacy = new PairPharmacy();
    const first = arriveOn(pharmacy, 0, issue(1));
    expect(pharmacy.register({ typedId: shortIdOf(1) })).toBe('decided');
    expect(pharmacy.pair().original.key).toBe(first);
    arriveOn(pharmacy, 0, resent(0));
    expect(pharmacy.returns).toEqual([first]);
    // Its return is not answered yet.
    const second = arriveOn(pharmacy, 28, issue(2));
    expect(pharmacy.register({ key: first })).toBe('AlreadyRegistered');
    pharmacy.answerReturns(true);
    expect(pharmacy.pair().end?.how).toBe('returned');
    expect(pharmacy.register({ key: first })).toBe('WentBackAlready');
    expect(pharmacy.register({ typedId: shortIdOf(1) })).toBe('decided');
    expect(pharmacy.pair(1).original.key).toBe(second);
    expect(pharmacy.register({ typedId: shortIdOf(1) })).toBe('AlreadyRegistered');
  });
});
