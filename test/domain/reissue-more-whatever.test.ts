import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import type { Prescription } from '../../renderer/domain/prescriptions/model';
import { otherOf } from '../../renderer/domain/reissue/model';
import { hasLeft } from '../../renderer/domain/reissue/rule';
import { now } from '../support/builders';
import { aPrescription } from '../support/fhir';
import { aScript, fresh, items, old, PairPharmacy, patient, shortIdOf } from '../support/pairs';

const dayMs = 86_400_000;
const start = Math.floor(now / dayMs) * dayMs;
const day = (n: number): string => new Date(start + n * dayMs).toISOString().slice(0, 10);
const morning = (n: number) => asInstant(start + n * dayMs + 9 * 3_600_000);
const isHere = (pharmacy: PairPharmacy, key: IssueKey): boolean =>
  pharmacy.scripts.some(({ prescription }) => prescription.key === key);

/** The month that a script is for: an issue of repeat dispensing, or what was sent in its place. */
const issue = (month: number): Prescription => ({
  ...aPrescription({
    ...aScript(1, { start: day(0) }),
    ...{ therapy: 'continuous-repeat-dispensing', intent: 'reflex-order', issue: month + 1, issues: 6 },
  }),
  daysSupply: 28,
  signedAt: morning(-2),
});
const resent = (month: number): Prescription => ({
  ...aPrescription(aScript(month + 2, { start: day(28 * month) })),
  daysSupply: 28,
  signedAt: morning(28 * month),
});
const months = [0, 1, 2].map((month) => ({ month, issue: issue(month), resent: resent(month) }));
const monthOf = (key: IssueKey | undefined): number | undefined =>
  months.find((one) => one.issue.key === key || one.resent.key === key)?.month;

const issueSteps = fc.record({
  do: fc.constantFrom(
    ...(['issue comes', 'resent comes', 'supply issue', 'supply resent', 'register ids'] as const),
    ...(['register its id', 'register key', 'EPS accepts', 'EPS refuses', 'look again', 'restart'] as const),
  ),
  month: fc.integer({ min: 0, max: 2 }),
});
type IssueStep = typeof issueSteps extends fc.Arbitrary<infer T> ? T : never;

const takeIssue = (pharmacy: PairPharmacy, { do: what, month }: IssueStep): unknown => {
  const one = { issue: issue(month), resent: resent(month) };
  const supply = (key: IssueKey) => (isHere(pharmacy, key) ? pharmacy.supply(key) : undefined);
  switch (what) {
    case 'issue comes':
      return pharmacy.arrive(one.issue);
    case 'resent comes':
      return pharmacy.arrive(one.resent);
    case 'supply issue':
      return supply(one.issue.key);
    case 'supply resent':
      return supply(one.resent.key);
    case 'register ids':
      return pharmacy.register({ typedId: shortIdOf(1), replacementId: one.resent.shortId });
    case 'register its id':
      return pharmacy.register({ typedId: shortIdOf(1) });
    case 'register key':
      return isHere(pharmacy, one.issue.key) && pharmacy.register({ key: one.issue.key });
    case 'EPS accepts':
    case 'EPS refuses':
      return pharmacy.answerReturns(what === 'EPS accepts');
    case 'look again':
      return pharmacy.lookAgain();
    case 'restart':
      return pharmacy.restart();
  }
};

const replacement = aPrescription(fresh);
const original = aPrescription(old);
const packSteps = [
  ...(['original comes', 'out of the pack', 'register key', 'register id', 'register patient'] as const),
  ...(['supply original', 'supply replacement', 'confirmed', 'denied', 'ours after all'] as const),
  ...(['settle', 'undo', 'EPS accepts', 'EPS refuses', 'ask again', 'use original', 'look again'] as const),
  'restart',
] as const;
type PackStep = (typeof packSteps)[number];

const spineSays = (pharmacy: PairPharmacy, step: PackStep): void => {
  const { key } = replacement;
  if (!isHere(pharmacy, key)) return;
  const { custody, hold } = pharmacy.script(key);
  const waits = custody.kind === 'ours-unconfirmed';
  if (step === 'confirmed' && waits) pharmacy.happens({ type: 'prescription.confirmed', key });
  if (step === 'undo' && waits) pharmacy.happens({ type: 'prescription.release-undone', key });
  if (step === 'denied' && waits)
    pharmacy.happens({ type: 'prescription.conflicted', key, says: { kind: 'cancelled' } });
  if (step === 'ours after all' && waits) {
    const says = { kind: 'ours-after-all', differences: [] } as const;
    pharmacy.happens({ type: 'prescription.conflicted', key, says });
  }
  if (step !== 'settle' || hold.kind !== 'conflict') return;
  const choice = hold.says.kind === 'ours-after-all' ? 'ours' : 'spine';
  pharmacy.happens({ type: 'prescription.reconciled', key, choice, reason: 'Spoken to the Spine' });
};

const takePack = (pharmacy: PairPharmacy, step: PackStep): unknown => {
  const id = pharmacy.pairs.find(({ end }) => !end)?.id;
  const supply = (key: IssueKey) => (isHere(pharmacy, key) ? pharmacy.supply(key) : undefined);
  switch (step) {
    case 'original comes':
      return pharmacy.arrive(old);
    case 'out of the pack': {
      const { key } = replacement;
      if (isHere(pharmacy, key) && pharmacy.script(key).custody.kind !== 'sealed') return undefined;
      const script = { key, prescription: replacement, source: { seq: 1, path: '' }, pack: 'Pack 17' };
      return pharmacy.happens({ type: 'prescription.released-offline', ...script });
    }
    case 'register key':
      return isHere(pharmacy, original.key) && pharmacy.register({ key: original.key });
    case 'register id':
      return pharmacy.register({ typedId: original.shortId });
    case 'register patient':
      return pharmacy.register({ patient, items });
    case 'supply original':
      return supply(original.key);
    case 'supply replacement':
      return supply(replacement.key);
    case 'EPS accepts':
    case 'EPS refuses':
      return pharmacy.answerReturns(step === 'EPS accepts');
    case 'ask again':
      return id && pharmacy.say({ kind: 'ReturnAgain', id });
    case 'use original':
      return id && pharmacy.say({ kind: 'DecideReissue', id, stays: 'original', reason: '' });
    case 'look again':
      return pharmacy.lookAgain();
    case 'restart':
      return pharmacy.restart();
    default:
      return spineSays(pharmacy, step);
  }
};

/** Nothing says any more that a script of these goes, or that it stays, but the Spine, EPS or a person. */
const waitsForNobody = (pharmacy: PairPharmacy): boolean =>
  pharmacy.pairs.some((pair) => {
    const both = isHere(pharmacy, original.key) && pair.original.key && pair.replacement.key;
    if (pair.end || pair.decision === 'open' || !both || pair.returns.length > 0) return false;
    const { custody, hold } = pharmacy.script(replacement.key);
    // Put back into its pack it goes back when it comes out again.
    if (custody.kind === 'sealed') return !pair.staysGone && pair.goes === 'original';
    return !pair.staysGone && custody.kind !== 'ours-unconfirmed' && hold.kind !== 'conflict';
  });

describe('reissue whatever happens: issues and packs', () => {
  it('[RSU-1] [RSU-2] [RSU-6] of the issues of one id and what was sent for them, nothing goes back for another month, and each month is supplied once', () => {
    fc.assert(
      fc.property(fc.array(issueSteps, { maxLength: 20 }), (list) => {
        const pharmacy = new PairPharmacy();
        for (const step of list) {
          pharmacy.context = { ...pharmacy.context, now: morning(28 * step.month) };
          takeIssue(pharmacy, step);
          for (const pair of pharmacy.pairs)
            for (const { key } of pair.returns) {
              const which = pair.original.key === key ? 'original' : 'replacement';
              expect(monthOf(pair[otherOf(which)].key), step.do).toBe(monthOf(key));
            }
          const supplied = pharmacy.supplied().map(monthOf);
          expect(new Set(supplied).size, step.do).toBe(supplied.length);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('[RSU-6] [RSU-18] nothing goes back for one out of a pack that the Spine has not confirmed and nobody handed out, and nothing waits for ever', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...packSteps), { maxLength: 20 }), (list) => {
        const pharmacy = new PairPharmacy();
        for (const step of list) {
          const before = pharmacy.returns.length;
          takePack(pharmacy, step);
          expect(pharmacy.supplied().length, step).toBeLessThanOrEqual(1);
          expect(waitsForNobody(pharmacy), step).toBe(false);
          if (!pharmacy.returns.slice(before).includes(original.key)) continue;
          const stays = pharmacy.script(replacement.key);
          expect(stays.custody.kind === 'ours' || hasLeft(stays), step).toBe(true);
        }
        pharmacy.lookAgain();
        const looked = pharmacy.journal.length;
        pharmacy.restart();
        pharmacy.lookAgain();
        expect(pharmacy.journal.length).toBe(looked);
      }),
      { numRuns: 600 },
    );
  });
});
