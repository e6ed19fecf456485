import { describe, expect, it } from 'vitest';
import { looksLikeTwin } from '../../renderer/domain/reissue/rule';
import { act, anActor, received } from '../support/builders';
import { itemIdOf, type ScriptSpec } from '../support/fhir';
import { aScript, fresh, holdOf, old, PairPharmacy, patient } from '../support/pairs';

describe('reissue: suspected duplicates', () => {
  it('[RSU-8] a second script for the same supply is held, the first one goes on', () => {
    const pharmacy = new PairPharmacy();
    const first = pharmacy.arrive(old);
    const second = pharmacy.arrive(fresh);
    expect(holdOf(pharmacy, first)).toBe('none');
    expect(pharmacy.script(second).hold).toMatchObject({ kind: 'possible-duplicate', of: first });
    expect(pharmacy.supply(first)).toBe('decided');
    expect(pharmacy.supply(second)).toBe('OnHold');
    // A part of it that was sent anew is one too.
    const more = new PairPharmacy();
    more.arrive({ ...old, items: [{ code: '111111111' }, { code: '222222222' }] });
    expect(holdOf(more, more.arrive({ ...fresh, items: [{ code: '222222222' }] }))).toBe(
      'possible-duplicate',
    );
  });

  it('[RSU-8] the late original of a script that was supplied is held', () => {
    const pharmacy = new PairPharmacy();
    const replacement = pharmacy.arrive(fresh);
    pharmacy.supply(replacement);
    pharmacy.at(6);
    expect(holdOf(pharmacy, pharmacy.arrive(old))).toBe('possible-duplicate');
  });

  it('[RSU-9] issues, other days, a series, other items, other people and new needs are no duplicates', () => {
    const first = received(old);
    const handedOut = (
      ['CheckPrescription', 'AssemblePrescription', 'AccuracyCheckPrescription', 'SupplyInFull'] as const
    ).reduce((state, kind) => act(state, { kind }), first);
    const none: readonly (readonly [string, ScriptSpec, typeof first])[] = [
      [
        'the next issue',
        { ...old, therapy: 'continuous-repeat-dispensing', intent: 'reflex-order', issue: 2, issues: 6 },
        received({
          ...old,
          therapy: 'continuous-repeat-dispensing',
          intent: 'reflex-order',
          issue: 1,
          issues: 6,
        }),
      ],
      ['the next month', aScript(3, { start: '2026-12-12', signed: '2026-12-10T09:00:00+00:00' }), first],
      ['a weekly series', aScript(3, { start: '2026-11-27', signed: '2026-11-20T09:01:00+00:00' }), first],
      ['another medicine', { ...fresh, items: [{ code: '123456789' }] }, first],
      ['another person', { ...fresh, nhsNumber: '9990000026' }, first],
      [
        'signed after a hand-out, nine days early',
        aScript(3, { start: '2026-12-09', signed: '2026-12-09T09:00:00+00:00' }),
        handedOut,
      ],
      ['one that went back', fresh, act(first, { kind: 'ReturnPrescription', reasonCode: '0003' })],
      [
        'a part of each',
        { ...fresh, items: [{ code: '1111111' }, { code: '2222222' }] },
        received({ ...old, items: [{ code: '1111111' }, { code: '3333333' }] }),
      ],
    ];
    for (const [name, spec, other] of none) expect(looksLikeTwin(received(spec), other), name).toBe(false);
    expect(looksLikeTwin(received(fresh), first)).toBe(true);
    expect(looksLikeTwin(received(fresh), handedOut)).toBe(true);
    const later = aScript(3, { start: '2026-11-28', signed: '2026-11-28T09:00:00+00:00' });
    expect(looksLikeTwin(received(later), handedOut)).toBe(true);
  });

  it('[RSU-10] a pharmacist says which one stays, or that they are two supplies', () => {
    const same = new PairPharmacy();
    const first = same.arrive(old);
    const second = same.arrive(fresh);
    const { id } = same.pair();
    expect(same.say({ kind: 'DeclareDifferent', id, reason: ' ' })).toBe('ReasonMissing');
    expect(same.say({ kind: 'DecideReissue', id, stays: 'replacement', reason: '' })).toBe('decided');
    expect(same.returns).toEqual([first]);
    expect(holdOf(same, second)).toBe('none');
    expect(same.say({ kind: 'DecideReissue', id, stays: 'original', reason: '' })).toBe('ReturnOnItsWay');

    const supplied = new PairPharmacy();
    const kept = supplied.arrive(old);
    const late = supplied.arrive(fresh);
    supplied.supply(kept);
    expect(
      supplied.say({ kind: 'DecideReissue', id: supplied.pair().id, stays: 'replacement', reason: '' }),
    ).toBe('SuppliedAlready');
    supplied.say({ kind: 'DecideReissue', id: supplied.pair().id, stays: 'original', reason: '' });
    expect(supplied.returns).toEqual([late]);

    const different = new PairPharmacy();
    const one = different.arrive(old);
    const two = different.arrive(fresh);
    different.say({ kind: 'DeclareDifferent', id: different.pair().id, reason: 'A second course' });
    expect(different.supply(one)).toBe('decided');
    expect(different.supply(two)).toBe('decided');
    different.context = { ...different.context, user: anActor('technician', 'Tom Reed') };
    expect(different.say({ kind: 'ReturnAgain', id: different.pair().id })).toBe('RoleMissing');
  });

  it('[RSU-11] a promise is called off while one is missing; what was held goes on', () => {
    const pharmacy = new PairPharmacy();
    const original = pharmacy.arrive(old);
    pharmacy.register({ key: original });
    const { id } = pharmacy.pair();
    expect(pharmacy.say({ kind: 'CallOffReissue', id, reason: '' })).toBe('ReasonMissing');
    expect(pharmacy.say({ kind: 'CallOffReissue', id, reason: 'It was not needed' })).toBe('decided');
    expect(pharmacy.supply(original)).toBe('decided');

    const after = new PairPharmacy();
    const held = after.arrive(old);
    after.register({ key: held });
    after.say({ kind: 'DecideReissue', id: after.pair().id, stays: 'original', reason: '' });
    expect(after.supply(held)).toBe('decided');
    const replacement = after.arrive(fresh);
    expect(after.returns).toEqual([replacement]);
    expect(after.say({ kind: 'CallOffReissue', id: after.pair().id, reason: 'late' })).toBe('ReturnOnItsWay');
  });
});

/** A has one item of the two that are re-sent. */
const part = { name: 'A 5mg tablets', code: '111111111' };
const both = [part, { name: 'B 5mg tablets', code: '222222222', id: itemIdOf(2) }];

describe('reissue: beside a pair', () => {
  it('[RSU-8] [RSU-21] one that a registration waits for is compared with what was handed out besides', () => {
    const pharmacy = new PairPharmacy();
    const wanted = both.map(({ name, code }) => ({ code, display: name }));
    expect(pharmacy.register({ patient, items: wanted })).toBe('decided');
    const handedOut = pharmacy.arrive({ ...old, items: [part] });
    expect(pharmacy.supply(handedOut)).toBe('decided');
    const replacement = pharmacy.arrive({ ...fresh, items: both });
    expect(pharmacy.pair().replacement.key).toBe(replacement);
    expect(pharmacy.script(replacement).hold).toMatchObject({ kind: 'possible-duplicate', of: handedOut });
    expect(pharmacy.supply(replacement)).toBe('OnHold');
    const { id } = pharmacy.pair(1);
    expect(pharmacy.say({ kind: 'DeclareDifferent', id, reason: 'Other strength too' })).toBe('decided');
    expect(pharmacy.supply(replacement)).toBe('decided');
    expect(pharmacy.pairs.length).toBe(2);
  });

  it('[RSU-12] [RSU-21] of two others, what was handed out is asked about when the first question is answered', () => {
    const pharmacy = new PairPharmacy();
    const first = pharmacy.arrive({ ...aScript(3, { signed: old.signed ?? '' }), items: [part] });
    const second = pharmacy.arrive({ ...old, items: both.slice(1) });
    expect(pharmacy.supply(second)).toBe('decided');
    const replacement = pharmacy.arrive({ ...fresh, items: both });
    const { id } = pharmacy.pair();
    expect(pharmacy.pair().original.key).toBe(first);
    expect(pharmacy.say({ kind: 'DecideReissue', id, stays: 'replacement', reason: '' })).toBe('decided');
    expect(pharmacy.supply(replacement)).toBe('NotCompared');
    expect(pharmacy.script(replacement).hold).toMatchObject({ kind: 'possible-duplicate', of: second });
  });
});
