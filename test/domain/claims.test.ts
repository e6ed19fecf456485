import { describe, expect, it } from 'vitest';
import { claimDates, workingDaysUntil } from '../../renderer/domain/claims/dates';
import { proposeClaim } from '../../renderer/domain/claims/details';
import type { ClaimDetails, ClaimLine } from '../../renderer/domain/claims/model';
import { writeClaim } from '../../renderer/domain/fhir/write-claim';
import { asInstant, formatFhirTime, type Instant } from '../../renderer/domain/kernel/instant';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { standingSupplies } from '../../renderer/domain/prescriptions/supplied';
import { roles } from '../../renderer/domain/users/model';
import {
  act,
  aContext,
  accepted,
  anActor,
  aSite,
  evolveAll,
  now,
  ready,
  refusalCode,
  uuids,
} from '../support/builders';
import { claimDetails, claimSettled, sendClaim } from '../support/claims';
import { refusalsOf } from '../support/proxy-rules';

const dispensed = (items = [{}, {}]): PrescriptionState =>
  accepted(act(ready({ items }), { kind: 'SupplyInFull' }));

const at = (iso: string): Instant => asInstant(Date.parse(iso));
const end = (when: Instant): string => formatFhirTime(when);

describe('claims', () => {
  it('[CLM-1] only a complete script whose notification EPS accepted, one claim at a time', () => {
    expect(refusalCode(ready(), sendClaim(ready()))).toBe('NotComplete');
    const waiting = act(ready(), { kind: 'SupplyInFull' });
    expect(refusalCode(waiting, sendClaim(waiting))).toBe('NotComplete');
    const claimed = act(dispensed(), sendClaim(dispensed()));
    expect(refusalCode(claimed, sendClaim(claimed))).toBe('ClaimOnItsWay');
    expect(refusalCode(claimSettled(claimed, 'parked'), sendClaim(claimed))).toBe('ClaimOnItsWay');
  });

  it('[CLM-2] by the fifth of the next month, never after 180 days, whatever the season', () => {
    const september = claimDates(at('2026-09-26T12:00:00+01:00'));
    expect(end(september.dueAt)).toBe('2026-10-05T23:59:59+01:00');
    expect(end(claimDates(at('2026-10-02T12:00:00+01:00')).dueAt)).toBe('2026-11-05T23:59:59+00:00');
    expect(end(claimDates(at('2026-12-31T23:30:00Z')).dueAt)).toBe('2027-01-05T23:59:59+00:00');
    // Half past midnight in England is still the day before by UTC.
    expect(end(claimDates(at('2026-06-30T23:30:00Z')).dueAt)).toBe('2026-08-05T23:59:59+01:00');
    expect(end(september.noClaimAt)).toBe('2027-03-25T23:59:59+00:00');
    const late = aContext({ now: asInstant(now + 181 * 86_400_000) });
    expect(refusalCode(dispensed(), sendClaim(dispensed()), late)).toBe('ClaimOver');
    expect(workingDaysUntil(at('2026-11-27T09:00:00Z'), at('2026-12-05T23:59:59Z'))).toBe(5);
  });

  it('[CLM-3] every line has charge and endorsement, and each endorsement what it needs', () => {
    const state = dispensed();
    const code = (line: Partial<ClaimLine>, change: Partial<ClaimDetails> = {}) =>
      refusalCode(state, sendClaim(state, claimDetails(state, change, line)));
    expect(code({ endorsements: [] })).toBe('EndorsementMissing');
    expect(code({ endorsements: [{ code: 'ZZ', text: '' }] })).toBe('EndorsementUnknown');
    expect(code({ endorsements: [{ code: 'WR', text: '' }] })).toBe('EndorsementUnknown');
    for (const needing of ['IP', 'NCSO', 'PC', 'PNC', 'XP'])
      expect(code({ endorsements: [{ code: needing, text: ' ' }] }), needing).toBe('EndorsementText');
    expect(
      code({
        endorsements: [
          { code: 'NDEC', text: '' },
          { code: 'BB', text: '' },
        ],
      }),
    ).toBe('NdecAlone');
    expect(code({ charge: 'paid-once' })).toBe('ChargeAndExempt');
    expect(code({ charge: 'paid-twice' }, { exemption: '0001' })).toBe('decided');
    expect(refusalCode(state, sendClaim(state, claimDetails(state, { lines: [] })))).toBe(
      'EndorsementMissing',
    );
    const none = accepted(
      act(ready(), {
        kind: 'SupplyItems',
        choices: ready().prescription.items.map(({ itemId }) => ({
          kind: 'not-dispensed',
          itemId,
          reasonCode: '0010',
        })),
      }),
    );
    expect(
      refusalCode(none, sendClaim(none, claimDetails(none, { exemption: '0001' }, { charge: 'paid-once' }))),
    ).toBe('ChargeForNothing');
  });

  it('[CLM-4] the charge is never assumed: age or nothing dispensed answers it, else a person', () => {
    const state = dispensed();
    const born = (birthDate: string): PrescriptionState => ({
      ...state,
      prescription: { ...state.prescription, patient: { ...state.prescription.patient, birthDate } },
    });
    const exemption = (birthDate: string) => proposeClaim(born(birthDate), now).details.exemption;
    expect(exemption('1966-11-24')).toBe('0002');
    expect(exemption('1966-11-25')).toBe('');
    expect(exemption('2010-11-25')).toBe('0002');
    expect(exemption('2010-11-24')).toBe('');
    expect(refusalCode(born('1990-01-01'), { kind: 'SendClaim' })).toBe('ChargeOpen');
    expect(refusalCode(born('1950-01-01'), { kind: 'SendClaim' })).toBe('decided');
    const kept = act(born('1990-01-01'), { kind: 'PrepareClaim', details: claimDetails(state) });
    expect(refusalCode(kept, { kind: 'SendClaim' })).toBe('decided');
    expect(proposeClaim(kept, now)).toEqual({ details: claimDetails(state), certain: true });
  });

  it('[CLM-3] paid says for which item, where anything was dispensed', () => {
    const state = dispensed();
    const paid = claimDetails(state, { exemption: '0001' });
    expect(refusalCode(state, sendClaim(state, paid))).toBe('ChargeNowhere');
    const [first, ...rest] = paid.lines;
    if (!first) throw new Error('no line');
    // One of the two is free of charge, as a contraceptive is.
    const lines = [{ ...first, charge: 'paid-once' as const }, ...rest];
    expect(refusalCode(state, sendClaim(state, { ...paid, lines }))).toBe('decided');
  });

  it('[CLM-4] what was kept for a hand-out that was taken back is not sent for the next one', () => {
    const choices = ready().prescription.items.map(({ itemId }) => ({
      kind: 'not-dispensed' as const,
      itemId,
      reasonCode: '0010',
    }));
    const none = accepted(act(ready(), { kind: 'SupplyItems', choices }));
    const kept = act(none, { kind: 'PrepareClaim', details: claimDetails(none, { exemption: '0001' }) });
    const going = act(kept, { kind: 'WithdrawSupply', reasonCode: 'ONC' }, aContext({ newId: uuids('8') }));
    const messageId = going.supplies[0]?.withdrawal;
    if (messageId === undefined) throw new Error('no withdrawal');
    const { key } = going.prescription;
    const back = evolveAll(going, [{ type: 'prescription.supply-withdrawn', key, messageId }]);
    const after = accepted(act(back, { kind: 'SupplyInFull' }, aContext({ newId: uuids('9') })));
    expect(after.claimDraft).toBeUndefined();
    const amended = accepted(
      act(kept, { kind: 'AmendSupply', choices: [] }, aContext({ newId: uuids('8') })),
    );
    expect(amended.work).toBe('part-supplied');
    const rest = act(act(amended, { kind: 'AssemblePrescription' }), { kind: 'AccuracyCheckPrescription' });
    const full = accepted(act(rest, { kind: 'SupplyInFull' }, aContext({ newId: uuids('9') })));
    expect(refusalCode(full, { kind: 'SendClaim' })).toBe('ChargeNowhere');
    expect(proposeClaim(full, now).certain).toBe(false);
  });

  it('[CLM-4] [CLM-5] a claim that EPS refused keeps what was filled in, and goes again only by a person', () => {
    const old = dispensed();
    const { patient } = old.prescription;
    const state = {
      ...old,
      prescription: { ...old.prescription, patient: { ...patient, birthDate: '1950-01-01' } },
    };
    const filled = claimDetails(state, {}, { endorsements: [{ code: 'BB', text: '' }] });
    const bad = claimSettled(act(state, sendClaim(state, filled)), 'refused');
    expect(proposeClaim(bad, now)).toEqual({ details: filled, certain: false });
    const again = aContext({ newId: uuids('6') });
    expect(refusalCode(bad, { kind: 'SendClaim' }, again)).toBe('ClaimNotConfirmed');
    expect(refusalCode(bad, sendClaim(bad, filled), again)).toBe('decided');
    const stands = claimSettled(act(state, sendClaim(state, filled)), 'accepted');
    expect(refusalCode(stands, { kind: 'SendClaim' }, again)).toBe('ClaimNotConfirmed');
  });

  it('[CLM-5] an accepted claim is amended by its id until the fifth; a refused one is made anew', () => {
    const state = dispensed();
    const first = claimSettled(act(state, sendClaim(state)), 'accepted');
    const again = aContext({ newId: uuids('6') });
    const second = act(first, sendClaim(first, claimDetails(first, { exemption: '0007' })), again);
    expect(second.claims[1]?.replaces).toBe(first.claims[0]?.messageId);
    expect(claimSettled(second, 'accepted').claims.map(({ progress }) => progress)).toEqual([
      'replaced',
      'accepted',
    ]);
    expect(claimSettled(second, 'refused').claims.map(({ progress }) => progress)).toEqual([
      'accepted',
      'refused',
    ]);
    const later = aContext({ now: asInstant(claimDates(now).dueAt + 1) });
    expect(refusalCode(first, sendClaim(first), later)).toBe('AmendOver');
    const refused = claimSettled(act(state, sendClaim(state)), 'refused');
    expect(act(refused, sendClaim(refused), again).claims[1]?.replaces).toBeUndefined();
  });

  it('[CLM-6] a claimed script keeps its notification: no withdrawal, and no other status', () => {
    const state = dispensed();
    const claimed = claimSettled(act(state, sendClaim(state)), 'accepted');
    expect(refusalCode(claimed, { kind: 'WithdrawSupply', reasonCode: 'QU' })).toBe('Claimed');
    const owing = { kind: 'AmendSupply', choices: [] } as const;
    expect(refusalCode(claimed, owing)).toBe('ClaimedStatus');
    const waiting = act(state, sendClaim(state));
    expect(refusalCode(waiting, owing)).toBe('ClaimOnItsWay');
    const later = aContext({ now: asInstant(now + 37 * 86_400_000) });
    expect(refusalCode(claimed, owing, later)).toBe('AmendOver');
  });

  it('[CLM-1] everybody of the pharmacy claims', () => {
    for (const role of roles)
      expect(refusalCode(dispensed(), sendClaim(dispensed()), aContext({ user: anActor(role) }))).toBe(
        'decided',
      );
  });

  it('[FHIR-14] a claim carries each line with all that left for it, and names what it replaces', () => {
    const partly = accepted(
      act(ready({ items: [{}, {}] }), {
        kind: 'SupplyItems',
        choices: ready({ items: [{}, {}] }).prescription.items.map(({ itemId }) => ({
          kind: 'part',
          itemId,
          quantity: 7,
        })),
      }),
    );
    const rest = act(act(partly, { kind: 'AssemblePrescription' }), { kind: 'AccuracyCheckPrescription' });
    const state = accepted(act(rest, { kind: 'SupplyInFull' }));
    const claimed = act(state, sendClaim(state));
    const [claim] = claimed.claims;
    if (!claim) throw new Error('no claim');
    const message = writeClaim({
      prescription: state.prescription,
      supplies: standingSupplies(state),
      claim: { ...claim, replaces: claim.messageId },
      actor: anActor(),
      site: aSite,
      newId: uuids('7'),
    });
    expect(message.item).toHaveLength(1);
    expect(message.insurance).toHaveLength(1);
    const [item] = message.item;
    expect(item?.detail.map(({ subDetail }) => subDetail?.map(({ quantity }) => quantity.value))).toEqual([
      [7, 14],
      [7, 14],
    ]);
    expect(item?.detail[0]?.programCode.map(({ coding }) => coding[0]?.code)).toEqual(['not-paid', 'NDEC']);
    expect(message.extension[0]?.url).toMatch(/Extension-replacementOf$/);
  });

  it('[FHIR-14] a line that was not dispensed has its status as the one modifier, and its reason beside it', () => {
    const script = ready({ items: [{}, {}] });
    const [first, second] = script.prescription.items;
    if (!first || !second) throw new Error('no items');
    const state = accepted(
      act(script, {
        kind: 'SupplyItems',
        choices: [
          { kind: 'full', itemId: first.itemId },
          { kind: 'not-dispensed', itemId: second.itemId, reasonCode: '0001' },
        ],
      }),
    );
    const [claim] = act(state, sendClaim(state)).claims;
    if (!claim) throw new Error('no claim');
    const message = writeClaim({
      prescription: state.prescription,
      supplies: standingSupplies(state),
      claim,
      actor: anActor(),
      site: aSite,
      newId: uuids('7'),
    });
    const details = message.item[0]?.detail ?? [];
    expect(
      details.map(({ modifier }) => modifier.flatMap(({ coding }) => coding.map(({ code }) => code))),
    ).toEqual([['0001'], ['0002']]);
    expect(JSON.stringify(details[1]?.extension)).toContain('Extension-EPS-TaskBusinessStatusReason');
    expect(refusalsOf(JSON.parse(JSON.stringify(message)))).toEqual([]);
  });

  it('[FHIR-14] of repeat dispensing the script and each line count their own issues', () => {
    const state = dispensed();
    const [first, second] = state.prescription.items;
    const [claim] = act(state, sendClaim(state)).claims;
    if (!first || !second || !claim) throw new Error('no claim');
    const { item } = writeClaim({
      prescription: {
        ...state.prescription,
        treatment: 'erd',
        issue: 2,
        issues: 6,
        items: [{ ...first, repeat: { issued: 2, allowed: 3 } }, second],
      },
      supplies: standingSupplies(state),
      claim,
      actor: anActor(),
      site: aSite,
      newId: uuids('7'),
    });
    const counted = (extensions: readonly { readonly url: string; readonly extension?: unknown }[] = []) =>
      extensions.flatMap(({ url, extension }) =>
        url.endsWith('Extension-EPS-RepeatInformation')
          ? (extension as readonly { valueInteger: number }[]).map(({ valueInteger }) => valueInteger)
          : [],
      );
    expect(counted(item[0]?.extension)).toEqual([5, 1]);
    expect(item[0]?.detail.map(({ extension }) => counted(extension))).toEqual([
      [2, 1],
      [5, 1],
    ]);
  });
});
