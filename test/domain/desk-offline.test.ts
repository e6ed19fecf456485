import { describe, expect, it } from 'vitest';
import { mayAsk, notToRecord } from '../../renderer/domain/desk/decide-desk';
import { deskOrderOf, deskTabOf } from '../../renderer/domain/desk/model';
import { confirmByScript, reconcile } from '../../renderer/domain/desk/reconcile';
import { sayScan } from '../../renderer/domain/desk/scan-words';
import { deskSentence } from '../../renderer/domain/desk/words';
import { asRequestId } from '../../renderer/domain/kernel/ids';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { Arrival } from '../../renderer/domain/inbox/answer';
import { decideOnAnswer } from '../../renderer/domain/inbox/decide';
import type { Release } from '../../renderer/domain/inbox/model';
import type { AskedOutcome } from '../../renderer/domain/inbox/asked';
import { bothSidesOf } from '../../renderer/domain/prescriptions/both-sides';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import { act, aContext, anActor, evolveAll, now, received, refusalCode } from '../support/builders';
import {
  anId,
  answered,
  aRow,
  aScanOf,
  followed,
  handedOutOffline,
  listed,
  offline,
  refusedAs,
  holder,
} from '../support/desk';
import { aPrescription } from '../support/fhir';

const id = anId(1);

describe('released offline', () => {
  it('[DSK-7] may be checked and handed out, and is not returned, withdrawn or claimed', () => {
    expect(refusalCode(offline(), { kind: 'ReturnPrescription', reasonCode: '0003' })).toBe('Unconfirmed');
    const out = handedOutOffline();
    expect(out).toMatchObject({ work: 'supplied', custody: { kind: 'ours-unconfirmed' } });
    expect(refusalCode(out, { kind: 'WithdrawSupply', reasonCode: 'QU' })).toBe('NotAccepted');
    expect(refusalCode(out, { kind: 'SendClaim' })).toBe('NotComplete');
  });

  it('[DSK-9] is put back while nobody has worked on it', () => {
    expect(act(offline(), { kind: 'UndoRelease' }).custody.kind).toBe('sealed');
    expect(refusalCode(act(offline(), { kind: 'CheckPrescription' }), { kind: 'UndoRelease' })).toBe(
      'WrongStep',
    );
    expect(refusalCode(received(), { kind: 'UndoRelease' })).toBe('NotUnconfirmed');
  });

  it('[INB-3] [DSK-9] what was put back into its pack is ours once it arrives, with the pack’s own reference too', () => {
    const { prescription } = offline();
    const release: Release = {
      requestId: asRequestId('00000000-0000-4000-8000-000000000001'),
      shortId: prescription.shortId,
      attended: true,
      intentSeq: 1,
      sha256: '',
      attempts: 1,
      progress: { kind: 'asked', sinceAt: now },
    };
    const arrival: Arrival = { kind: 'script', prescription, source: { seq: 9, path: 'p' } };
    const arrive = (state = offline()) =>
      decideOnAnswer(
        release,
        { kind: 'arrivals', arrivals: [arrival] },
        {
          now,
          chance: 0.5,
          attended: true,
          ods: 'FA565',
          known: new Map([[prescription.key, state]]),
          ofThisId: [state],
        },
      ).map(({ type }) => type);
    expect(arrive(act(offline(), { kind: 'UndoRelease' }))).toContain('prescription.received-again');
    expect(arrive(received())).toEqual(['release.settled']);
  });

  it('[DSK-4] [DSK-11] the paper of what was handed out and is not confirmed says so, and what to do', () => {
    const out = handedOutOffline();
    const { key, shortId } = out.prescription;
    const state = evolveAll(out, [{ type: 'prescription.conflicted', key, says: { kind: 'cancelled' } }]);
    const world = { id: shortId, scripts: [state], row: undefined, opened: [] };
    const { title, sentence, next } = sayScan(aScanOf(world), world);
    expect(title).toBe('ALREADY HANDED OUT');
    expect(sentence).toMatch(/^It was handed out at .* by .*cancelled/);
    expect(next).not.toBe('Nothing to do.');
  });

  it('[DSK-10] is ours when the Spine hands it over or says it is with us; what waited goes', () => {
    const out = handedOutOffline();
    const fresh = aPrescription({}, { releaseResponseId: 'release-2' });
    const events = confirmByScript(out, fresh, { seq: 9, path: 'p' });
    expect(events.map(({ type }) => type)).toEqual(['prescription.confirmed', 'message.unblocked']);
    const after = evolveAll(out, events.slice(0, 1));
    expect(after).toMatchObject({
      custody: { kind: 'ours' },
      work: 'supplied',
      prescription: { releaseResponseId: 'release-2' },
    });
    const stuck = evolveAll(out, reconcile([out], { kind: 'stuck' }).slice(0, 1));
    expect(stuck).toMatchObject({
      custody: { kind: 'ours' },
      prescription: { releaseResponseId: 'release-1' },
    });
  });

  it('[DSK-10] what differs and was not handed out is taken as the Spine has it, and checked anew', () => {
    const checked = act(offline(), { kind: 'CheckPrescription' });
    const events = confirmByScript(checked, aPrescription({ items: [{ quantity: 14 }] }), {
      seq: 9,
      path: 'p',
    });
    expect(evolveAll(checked, events)).toMatchObject({ work: 'to-check', custody: { kind: 'ours' } });
  });

  it.each<AskedOutcome>([
    { kind: 'cancelled' },
    { kind: 'expired' },
    { kind: 'dispensed' },
    { kind: 'not-found' },
    { kind: 'elsewhere', holder },
    { kind: 'here' },
  ])('[DSK-11] is held where the Spine says otherwise ($kind), and nothing of it is hidden', (outcome) => {
    const out = handedOutOffline();
    const held = evolveAll(out, reconcile([out], outcome));
    expect(held.hold.kind).toBe('conflict');
    expect(held.supplies).toEqual(out.supplies);
    expect(refusalCode(held, { kind: 'LiftHold', reason: 'x' })).toBe('NotConfirmed');
    const row = followed(aRow([listed(id)]), held);
    expect([row.custody.kind, deskTabOf(row)]).toEqual(['conflict', 'needs-person']);
  });

  it('[DSK-11] an answer that says nothing about the script leaves it as it is', () => {
    for (const outcome of [
      { kind: 'put-off', sentence: '' },
      { kind: 'refused', sentence: '', next: '' },
      { kind: 'in-doubt' },
    ] as const)
      expect(reconcile([offline()], outcome)).toEqual([]);
  });

  it('[DSK-11] what EPS said in place of a confirmation is on the row, which a person sees and nobody asks twice', () => {
    const row = followed(aRow([listed(id)]), handedOutOffline());
    const said = refusedAs('NEW_CODE', { sentence: 'Not now.', next: 'Call the service desk.' });
    const refused = answered(row, said);
    expect([deskTabOf(refused), refused.custody.kind]).toEqual(['needs-person', 'handed-out']);
    expect(deskSentence(refused)).toEqual({
      sentence: expect.stringMatching(/EPS did not confirm it: Not now\.$/) as string,
      next: 'Call the service desk. It is asked again by itself; its notification waits.',
    });
    expect([mayAsk(refused), notToRecord(refused)?.code]).toEqual([false, 'ScriptIsHere']);
    expect(deskOrderOf(refused)).toBeLessThan(deskOrderOf(answered(row, said, asInstant(now + 1))));
    expect(deskOrderOf(refused)).toBeLessThan(deskOrderOf(aRow([listed(anId(2))])));
    const again = followed(refused, handedOutOffline(), 'prescription.confirmation-wanted');
    expect(deskTabOf(again)).toBe('unconfirmed');
    expect(deskTabOf(followed(refused, received()))).toBe('released');
  });

  it('[DSK-11] a line that the Spine has cancelled since is shown beside what was handed out', () => {
    const out = handedOutOffline();
    const events = confirmByScript(out, aPrescription({ items: [{ status: 'cancelled' }] }), {
      seq: 9,
      path: 'p',
    });
    const held = evolveAll(out, events);
    expect(held.hold).toMatchObject({ kind: 'conflict', says: { kind: 'changed' } });
    expect(refusalCode(held, { kind: 'SettleConflict', choice: 'spine', reason: 'x' })).toBe('OursAfterAll');
    const settled = act(held, { kind: 'SettleConflict', choice: 'ours', reason: 'The patient has it.' });
    expect(settled).toMatchObject({ hold: { kind: 'none' }, custody: { kind: 'ours' } });
  });

  it('[DSK-11] both sides: what was handed out, when and by whom, beside the Spine’s own words', () => {
    const out = handedOutOffline();
    expect(bothSidesOf(out)).toBeUndefined();
    const away = bothSidesOf(evolveAll(out, reconcile([out], { kind: 'elsewhere', holder })));
    const [item] = out.prescription.items;
    const [handOut] = away?.here.handOuts ?? [];
    expect(away?.here.released).toContain('Released offline from Pack 17');
    expect(handOut?.when).toContain(`by ${out.supplies[0]?.by}`);
    expect(handOut?.lines).toEqual([
      `${item?.medication.display}: ${item?.quantity.value} ${item?.quantity.unit}`,
    ]);
    expect(handOut?.notification).toBe('EPS was not told yet: its notification waits.');
    expect(away?.spine).toMatchObject({
      sentence: 'The Spine says it is with The Simple Pharmacy.',
      holder,
      differences: [],
    });
    const events = confirmByScript(out, aPrescription({ items: [{ status: 'cancelled' }] }), {
      seq: 9,
      path: 'p',
    });
    expect(bothSidesOf(evolveAll(out, events))?.spine.differences).toEqual([
      `${item?.medication.display} is cancelled.`,
    ]);
    const untouched = offline();
    const gone = bothSidesOf(evolveAll(untouched, reconcile([untouched], { kind: 'cancelled' })));
    expect(gone?.here.handOuts).toEqual([]);
    expect(gone?.spine.sentence).toBe('The Spine says the prescriber has cancelled it.');
  });

  it('[DSK-12] is settled by a pharmacist with a reason, asked again, or by the Spine’s word', () => {
    const out = handedOutOffline();
    const held = evolveAll(out, reconcile([out], { kind: 'elsewhere', holder }));
    const settle = { kind: 'SettleConflict', choice: 'spine', reason: 'They dispensed it.' } as const;
    expect(refusalCode(held, settle, aContext({ user: anActor('technician') }))).toBe('RoleMissing');
    expect(refusalCode(held, { ...settle, reason: ' ' })).toBe('ReasonMissing');
    expect(refusalCode(held, { ...settle, choice: 'ours' })).toBe('NotOurs');
    const decision = decidePrescription(held, settle, aContext());
    // [BLG-1] Its notification stood in the queue until now.
    expect(decision).toMatchObject({
      events: [{ type: 'prescription.reconciled' }, { type: 'message.set-aside', waited: true }],
    });
    const settled = evolveAll(held, [
      { type: 'prescription.reconciled', key: held.prescription.key, choice: 'spine', reason: 'x' },
    ]);
    expect(settled).toMatchObject({
      custody: { kind: 'elsewhere' },
      hold: { kind: 'none' },
      supplies: [{ notification: 'withheld' }],
    });
    expect(act(held, { kind: 'AskToConfirm' })).toMatchObject({
      hold: { kind: 'none' },
      custody: { kind: 'ours-unconfirmed' },
    });
  });
});
