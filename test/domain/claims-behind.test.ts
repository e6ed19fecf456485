import { expect, it } from 'vitest';
import { behindWords } from '../../renderer/domain/claims/behind';
import { claimDates } from '../../renderer/domain/claims/dates';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import { summaryOf } from '../../renderer/store/summary';
import { act, aContext, accepted, now, ready, refusalCode, refused, uuids } from '../support/builders';
import { claimSettled, sendClaim } from '../support/claims';

it('[CLM-7] a correction that EPS took leaves the claim behind until it is changed, and both are said', () => {
  const state = accepted(act(ready(), { kind: 'SupplyInFull' }));
  const claimed = claimSettled(act(state, sendClaim(state)), 'accepted');
  expect(behindWords(claimed, now)).toBe('');
  expect(summaryOf(claimed).claim).toBeUndefined();
  const [item] = claimed.prescription.items;
  if (!item) throw new Error('no item');
  const ramipril = { code: '39691911000001107', display: 'Ramipril 5mg capsules' };
  const correct = {
    kind: 'AmendSupply',
    choices: [{ kind: 'full', itemId: item.itemId, products: [{ medication: ramipril, quantity: 21 }] }],
  } as const;
  const sentence = (at = now) => {
    const decision = decidePrescription(claimed, correct, aContext({ now: at }));
    return decision.kind === 'decided' ? decision.sentence : decision.code;
  };
  expect(sentence()).toContain('Change the claim as well, by 05-Dec-2026');
  const sixth = asInstant(Date.UTC(2026, 11, 6, 9));
  expect(sentence(sixth)).toContain('what is paid stays as it was claimed. Write to the NHSBSA');
  const waiting = act(claimed, correct, aContext({ newId: uuids('5') }));
  expect(summaryOf(waiting).claim).toBeUndefined();
  const refusedOne = refused(waiting);
  expect([behindWords(refusedOne, now), summaryOf(refusedOne).claim]).toEqual(['', undefined]);
  const behind = accepted(waiting);
  expect(behindWords(behind, now)).toContain('Change the claim as well, by 05-Dec-2026');
  expect(behindWords(behind, sixth)).toContain('Write to the NHSBSA');
  const { dueAt } = claimDates(now);
  expect(summaryOf(behind).claim).toEqual({ dueAt, noClaimAt: dueAt, certain: false, of: 'change' });
  expect(refusalCode(behind, { kind: 'SendClaim' })).toBe('ClaimNotConfirmed');
  const changing = act(behind, sendClaim(behind), aContext({ newId: uuids('6') }));
  expect(summaryOf(changing).claim).toBeUndefined();
  expect(summaryOf(claimSettled(changing, 'refused')).claim).toMatchObject({ of: 'change' });
  const done = claimSettled(changing, 'accepted');
  expect([behindWords(done, now), summaryOf(done).claim]).toEqual(['', undefined]);
});

it('[CLM-8] what was not dispensed is due before the Spine drops it, and EPS says whether later is too late', () => {
  const at = asInstant(Date.UTC(2026, 10, 3, 9));
  const state = accepted(
    act(ready(), { kind: 'RecordNotDispensed', reasonCode: '0010' }, aContext({ now: at })),
  );
  const dropsAt = asInstant(Date.UTC(2026, 11, 2, 23, 59, 59));
  expect(summaryOf(state).claim).toEqual({
    dueAt: dropsAt,
    noClaimAt: dropsAt,
    certain: true,
    of: 'not-dispensed',
  });
  // Of the last days of a month the fifth comes first.
  const late = accepted(act(ready(), { kind: 'RecordNotDispensed', reasonCode: '0010' }));
  expect(summaryOf(late).claim?.dueAt).toBe(claimDates(now).dueAt);
  expect(summaryOf(late).claim?.noClaimAt).toBe(asInstant(Date.UTC(2026, 11, 23, 23, 59, 59)));
  const after = aContext({ now: asInstant(dropsAt + 1) });
  expect(refusalCode(state, { kind: 'SendClaim' }, after)).toBe('decided');
});
