import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markedSupplied, type ReissueMark } from '../../renderer/domain/reissue/mark';
import { otherOf, type Which } from '../../renderer/domain/reissue/model';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import { aPrescription, type ScriptSpec } from '../support/fhir';
import { PairPharmacy } from '../support/pairs';

const old: ScriptSpec = { signed: '2026-11-20T09:00:00+00:00' };
const fresh: ScriptSpec = {
  shortId: 'AA0000-A83008-00000A',
  longId: '20ba5fb5-cb58-462c-923e-22d180b09302',
  signed: '2026-11-24T10:00:00+00:00',
  start: '2026-11-24',
};
const original = aPrescription(old);
const replacement = aPrescription(fresh);
const items = [{ code: '39732311000001104', display: 'Amoxicillin 250mg capsules' }];

const steps = [
  'original comes',
  'replacement comes',
  'both come',
  'register it',
  'register its id',
  'register the patient',
  'supply the original',
  'supply the replacement',
  'EPS accepts',
  'EPS refuses',
  'ask again',
  'use the original',
  'use the replacement',
  'confirm',
  'restart',
  'look again',
  'original comes back',
] as const;
type Step = (typeof steps)[number];

/** Pairs that ask a person what the two scripts are to each other. */
const asking = (pharmacy: PairPharmacy) =>
  pharmacy.pairs.filter(({ end, decision, proposal }) => !end && (decision === 'open' || proposal));
/** What a person looks at: what asks comes first. */
const openPair = (pharmacy: PairPharmacy) => asking(pharmacy)[0] ?? pharmacy.pairs.find((pair) => !pair.end);
const isHere = (pharmacy: PairPharmacy, key: string) =>
  pharmacy.scripts.some(({ prescription }) => prescription.key === key);

let releases = 0;
const take = (pharmacy: PairPharmacy, step: Step): void => {
  const pair = openPair(pharmacy);
  const id = pair?.id;
  switch (step) {
    case 'original comes':
      pharmacy.arrive(original);
      return;
    case 'replacement comes':
      pharmacy.arrive(replacement);
      return;
    case 'both come':
      pharmacy.arrive(replacement);
      pharmacy.arrive(original);
      return;
    case 'register it':
      if (isHere(pharmacy, original.key)) pharmacy.register({ key: original.key });
      return;
    case 'register its id':
      pharmacy.register(
        isHere(pharmacy, original.key) ? { key: original.key } : { typedId: original.shortId },
      );
      return;
    case 'register the patient':
      pharmacy.register({ patient: original.patient, items });
      return;
    case 'supply the original':
      if (isHere(pharmacy, original.key)) pharmacy.supply(original.key);
      return;
    case 'supply the replacement':
      if (isHere(pharmacy, replacement.key)) pharmacy.supply(replacement.key);
      return;
    case 'EPS accepts':
    case 'EPS refuses':
      pharmacy.answerReturns(step === 'EPS accepts');
      return;
    case 'ask again':
      // A person sees which return was refused; the others refuse the word.
      for (const one of pharmacy.pairs) if (!one.end) pharmacy.say({ kind: 'ReturnAgain', id: one.id });
      return;
    case 'use the original':
    case 'use the replacement':
      if (id)
        pharmacy.say({
          kind: 'DecideReissue',
          id,
          stays: step === 'use the original' ? 'original' : 'replacement',
          reason: '',
        });
      return;
    case 'confirm':
      if (id) pharmacy.say({ kind: 'ConfirmProposal', id });
      return;
    case 'restart':
      pharmacy.restart();
      return;
    case 'look again':
      pharmacy.lookAgain();
      return;
    case 'original comes back':
      if (isHere(pharmacy, original.key)) pharmacy.arrive(original, `release-${(releases += 1)}-again`);
  }
};

/** Everything that must still happen: both come, somebody says that they are one supply, EPS answers. */
const finish = (pharmacy: PairPharmacy): void => {
  for (const step of ['original comes', 'replacement comes', 'register it'] as const) take(pharmacy, step);
  for (let i = 0; i < 4; i += 1) {
    if (openPair(pharmacy)?.decision === 'open') {
      take(pharmacy, 'use the replacement');
      if (openPair(pharmacy)?.decision === 'open') take(pharmacy, 'use the original');
    }
    for (const step of ['look again', 'ask again', 'EPS accepts'] as const) take(pharmacy, step);
  }
};

const isWithUs = (pharmacy: PairPharmacy, key: typeof original.key): boolean =>
  pharmacy.script(key).custody.kind === 'ours';

/** What people do beside that: by hand, in another system, or as the last way out. */
const more = [
  ...steps,
  'replacement comes back',
  'give back the original',
  'give back the replacement',
  'mark the original supplied',
  'mark the replacement supplied',
  'mark the original cancelled',
  'mark the replacement cancelled',
  'register typed items',
  'reject',
  'close',
  'call off',
] as const;
type More = (typeof more)[number];
const isStep = (step: More): step is Step => steps.some((one) => one === step);

const mark = (pharmacy: PairPharmacy, which: Which, said: ReissueMark): void => {
  const id = openPair(pharmacy)?.id;
  if (id) pharmacy.say({ kind: 'MarkReissue', id, which, mark: said });
};

const giveBack = (pharmacy: PairPharmacy, key: typeof original.key): void => {
  if (isHere(pharmacy, key)) pharmacy.giveBack(key);
};

const takeMore = (pharmacy: PairPharmacy, step: More): void => {
  if (isStep(step)) {
    take(pharmacy, step);
    return;
  }
  const id = (openPair(pharmacy) ?? pharmacy.pairs.at(-1))?.id;
  switch (step) {
    case 'replacement comes back':
      if (isHere(pharmacy, replacement.key)) pharmacy.arrive(replacement, `release-${(releases += 1)}-again`);
      return;
    case 'give back the original':
      giveBack(pharmacy, original.key);
      return;
    case 'give back the replacement':
      giveBack(pharmacy, replacement.key);
      return;
    case 'mark the original supplied':
      mark(pharmacy, 'original', 'supplied');
      return;
    case 'mark the replacement supplied':
      mark(pharmacy, 'replacement', 'supplied');
      return;
    case 'mark the original cancelled':
      mark(pharmacy, 'original', 'cancelled');
      return;
    case 'mark the replacement cancelled':
      mark(pharmacy, 'replacement', 'cancelled');
      return;
    case 'register typed items':
      pharmacy.register({ patient: original.patient, items: [{ code: '', display: 'Amoxicillin 250mg' }] });
      return;
    case 'reject':
      if (id) pharmacy.say({ kind: 'RejectProposal', id });
      return;
    case 'close':
      if (id) pharmacy.say({ kind: 'CloseReissue', id, reason: 'As agreed with the practice' });
      return;
    case 'call off':
      if (id) pharmacy.say({ kind: 'CallOffReissue', id, reason: 'It will not come' });
  }
};

/** Scripts with us that a pair holds which can no longer say anything about them. */
const heldForEver = (pharmacy: PairPharmacy): readonly string[] =>
  pharmacy.scripts
    .filter(({ custody, hold, prescription: { key } }) => {
      if (custody.kind !== 'ours' || !('reissueId' in hold)) return false;
      const pair = pharmacy.pairs.find(({ id }) => id === hold.reissueId);
      const names = [pair?.original.key, pair?.replacement.key, pair?.proposal?.key].includes(key);
      return !names || (pair?.end !== undefined && pair.end.how !== 'not-taken-back');
    })
    .map(({ prescription: { key } }) => key);

const listOf = (text: string): [More[]] => [
  text.split(', ').flatMap((step) => more.filter((one) => one === step)),
];
/** What chance found once, so that it need not find it again. */
const foundBefore = [
  'original comes, register typed items, mark the replacement supplied, reject, supply the original',
  'original comes, register it, both come, EPS refuses, register typed items, register typed items, close',
  'original comes, give back the original, register typed items, mark the original supplied, original comes back, replacement comes, supply the replacement',
  'register typed items, mark the original supplied, original comes, register it, replacement comes, supply the replacement',
  'register typed items, replacement comes, register typed items, give back the replacement, original comes, EPS refuses',
].map(listOf);

const keyOf: Readonly<Record<Which, IssueKey>> = { original: original.key, replacement: replacement.key };

const handOutOf = (step: More): Which | undefined =>
  step === 'supply the original' ? 'original' : step === 'supply the replacement' ? 'replacement' : undefined;

describe('reissue whatever happens', () => {
  it('[RSU-17] [RSU-18] [RSU-21] whatever people do beside it, nothing is held by a closed pair, never both are supplied, and one question is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...more), { maxLength: 18 }), (list) => {
        const pharmacy = new PairPharmacy();
        for (const step of list) {
          const which = handOutOf(step);
          const pair = openPair(pharmacy);
          // What nobody has told of patient and items cannot be known, nor what a person says is another script.
          const known = which && pair && pair.items.length > 0 && !pair.rejected.includes(keyOf[which]);
          const there = known && markedSupplied(pair[otherOf(which)]);
          const before = pharmacy.supplied().length;
          takeMore(pharmacy, step);
          expect(pharmacy.supplied().length, step).toBeLessThanOrEqual(there ? before : 1);
          expect(heldForEver(pharmacy), step).toEqual([]);
          // One that was seen in another system is a third script, as is the one behind a registration that a person
          // said one of the two is not for; and one that goes back is asked about no more.
          const here = asking(pharmacy).filter(
            ({ original, replacement, proposal, rejected }) =>
              rejected.length === 0 &&
              !original.mark &&
              !replacement.mark &&
              !(proposal && !isWithUs(pharmacy, proposal.key)),
          );
          expect(here.length, step).toBeLessThanOrEqual(1);
        }
        pharmacy.lookAgain();
        const looked = pharmacy.journal.length;
        pharmacy.restart();
        pharmacy.lookAgain();
        expect(pharmacy.journal.length).toBe(looked);
      }),
      {
        numRuns: 1000,
        examples: foundBefore,
      },
    );
  });

  it('[RSU-6] in any order of arrivals, registration, words, answers and restarts never both are supplied', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 14 }), (list) => {
        const pharmacy = new PairPharmacy();
        for (const step of list) {
          take(pharmacy, step);
          expect(pharmacy.supplied().length, step).toBeLessThanOrEqual(1);
        }
        finish(pharmacy);
        take(pharmacy, 'supply the original');
        take(pharmacy, 'supply the replacement');
        expect(pharmacy.supplied().length).toBeLessThanOrEqual(1);
        // One of the two is with us or was supplied here; the other one is not.
        const left = [original.key, replacement.key].filter((key) => isWithUs(pharmacy, key));
        expect(left.length).toBe(1);
      }),
      { numRuns: 300 },
    );
  });

  it('[RSU-5] [RSU-16] one return and no more, however often everything comes, is looked at and starts again', () => {
    const plain = steps.filter(
      (step) => !['EPS refuses', 'ask again', 'original comes back', 'use the original'].includes(step),
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...plain), { maxLength: 14 }), (list) => {
        const pharmacy = new PairPharmacy();
        for (const step of list) take(pharmacy, step);
        finish(pharmacy);
        expect(pharmacy.returns.length).toBe(1);
        const written = pharmacy.journal.length;
        const before = JSON.stringify([pharmacy.scripts, pharmacy.pairs]);
        pharmacy.lookAgain();
        pharmacy.restart();
        pharmacy.arrive(original);
        pharmacy.arrive(replacement);
        pharmacy.lookAgain();
        expect(pharmacy.journal.length).toBe(written);
        expect(JSON.stringify([pharmacy.scripts, pharmacy.pairs])).toBe(before);
      }),
      { numRuns: 300 },
    );
  });
});
