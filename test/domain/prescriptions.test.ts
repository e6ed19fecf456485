import { blockedBecause } from '../../renderer/domain/prescriptions/allowed';
import { asReissueId, asUnscriptedId } from '../../renderer/domain/kernel/ids';
import { describe, expect, it } from 'vitest';

import type { PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import { decideLift } from '../../renderer/domain/prescriptions/decide-work';
import { liftHold } from '../../renderer/features/prescription/words';

import { returnReasons } from '../../renderer/domain/prescriptions/decide-return';
import type { PrescriptionEvent } from '../../renderer/domain/prescriptions/events';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';

import { roles } from '../../renderer/domain/users/model';

import {
  act,
  aContext,
  anActor,
  evolveAll,
  now,
  ready,
  received,
  recorded,
  refusalCode,
} from '../support/builders';
import { evolvePrescription } from '../../renderer/domain/prescriptions/evolve';
import { aPrescription } from '../support/fhir';

const supply: PrescriptionCommand = { kind: 'SupplyInFull' };
const giveBack: PrescriptionCommand = { kind: 'ReturnPrescription', reasonCode: '0003' };

const returnedState = (state: PrescriptionState): PrescriptionState => {
  const going = act(state, giveBack);
  if (going.custody.kind !== 'returning') throw new Error('not returning');
  return evolveAll(going, [
    { type: 'prescription.returned', key: going.prescription.key, messageId: going.custody.messageId },
  ]);
};

const again = (state: PrescriptionState, releaseResponseId: string): PrescriptionEvent => ({
  type: 'prescription.received-again',
  key: state.prescription.key,
  source: { seq: 9, path: 'p' },
  releaseResponseId,
  prescription: aPrescription({ items: [{ status: 'cancelled' }] }, { releaseResponseId }),
});

describe('prescriptions', () => {
  it('[PRX-1] is received once, and an event about an unknown one changes nothing', () => {
    const state = received();
    const twice = evolveAll(state, [
      {
        type: 'prescription.received',
        key: state.prescription.key,
        prescription: aPrescription({ family: 'Somebody Else' }),
        source: { seq: 7, path: 'x' },
        attended: true,
      },
    ]);
    expect(twice.prescription.patient.family).toBe('Okafor');
    const stray = recorded({ type: 'prescription.unlocked', key: state.prescription.key });
    expect(evolvePrescription(undefined, stray)).toBeUndefined();
  });

  it('[PRX-2] comes back as it is now after a return, and only renews its release id otherwise', () => {
    const here = received();
    const renewed = evolveAll(here, [again(here, 'release-2')]);
    expect(renewed.prescription.items[0]?.status).toBe('0008');
    expect(renewed.prescription.releaseResponseId).toBe('release-2');
    const gone = returnedState(received());
    const back = evolveAll(gone, [again(gone, 'release-3')]);
    expect(back.custody.kind).toBe('ours');
    expect(back.work).toBe('to-check');
    expect(back.prescription.items[0]?.status).toBe('0005');
    const supplied = act(ready(), supply);
    expect(evolveAll(supplied, [again(supplied, 'release-4')]).work).toBe('supplied');
  });

  it('[PRX-3] nothing is supplied from a script that is held, going back, or gone', () => {
    const held = act(ready(), { kind: 'HoldPrescription', reason: 'wrong patient?' });
    expect(refusalCode(held, supply)).toBe('OnHold');
    expect(refusalCode(act(ready(), giveBack), supply)).toBe('NotHere');
    expect(refusalCode(returnedState(ready()), supply)).toBe('NotHere');
    const elsewhere: PrescriptionState = {
      ...ready(),
      custody: {
        kind: 'elsewhere',
        holder: { ods: 'X', name: 'Other', phone: '1', address: '' },
        sinceAt: now,
      },
    };
    expect(refusalCode(elsewhere, supply)).toBe('NotHere');
  });

  it('[PRX-4] the work goes in order and a step may be taken back until something was handed out', () => {
    const state = received();
    expect(refusalCode(state, { kind: 'AssemblePrescription' })).toBe('WrongStep');
    expect(refusalCode(state, supply)).toBe('WrongStep');
    expect(act(ready(), { kind: 'StepBackPrescription' }).work).toBe('to-accuracy-check');
    expect(refusalCode(state, { kind: 'StepBackPrescription' })).toBe('WrongStep');
    expect(refusalCode(act(ready(), supply), { kind: 'StepBackPrescription' })).toBe('WrongStep');
  });

  it('[PRX-5] what came unattended is locked until it is unlocked', () => {
    const locked = received({}, { attended: false });
    expect(locked.work).toBe('locked');
    expect(refusalCode(locked, { kind: 'CheckPrescription' })).toBe('StillLocked');
    expect(refusalCode(locked, giveBack)).toBe('StillLocked');
    const open = evolveAll(locked, [{ type: 'prescription.unlocked', key: locked.prescription.key }]);
    expect(open.work).toBe('to-check');
  });

  it('[PRX-6] each step has its roles and everyone else is refused', () => {
    const as = (role: (typeof roles)[number]) => aContext({ user: anActor(role) });
    const codes = (state: PrescriptionState, command: PrescriptionCommand) =>
      roles.map((role) => `${role} ${refusalCode(state, command, as(role))}`);
    expect(codes(received(), { kind: 'CheckPrescription' })).toEqual([
      'pharmacist decided',
      'technician RoleMissing',
      'dispenser RoleMissing',
      'manager RoleMissing',
    ]);
    expect(codes(ready(), giveBack)).toEqual([
      'pharmacist decided',
      'technician RoleMissing',
      'dispenser RoleMissing',
      'manager RoleMissing',
    ]);
    expect(codes(ready(), supply)[3]).toBe('manager RoleMissing');
  });

  it('[PRX-7] is handed out in full at most once, with exactly one notification', () => {
    const decision = decidePrescription(ready(), supply, aContext());
    expect(decision.kind === 'decided' && decision.messages.map((message) => message.kind)).toEqual([
      'notification',
    ]);
    expect(refusalCode(act(ready(), supply), supply)).toBe('AlreadySupplied');
  });

  it('[PRX-18] a hold of the program keeps a hold by hand under it, and is lifted by its own cause only', () => {
    const byHand = act(received(), { kind: 'HoldPrescription', reason: 'Ask the surgery' });
    const { key } = byHand.prescription;
    const laid = evolveAll(byHand, [
      { type: 'prescription.possible-duplicate', key, reissueId: asReissueId('pair') },
    ]);
    expect(refusalCode(laid, { kind: 'LiftHold', reason: 'asked' })).toBe('OnHold');
    const cleared = (because: string) =>
      evolveAll(laid, [{ type: 'prescription.cleared', key, because: asReissueId(because) }]);
    expect(cleared('another').hold.kind).toBe('possible-duplicate');
    expect(cleared('pair').hold).toEqual(byHand.hold);
  });

  it('[PRX-18] a hold for an earlier supply is lifted from under that of a pair, by its own cause too', () => {
    const { key } = received().prescription;
    const [reissueId, unscriptedId] = [asReissueId('pair'), asUnscriptedId('supply')];
    const byHand = act(received(), { kind: 'HoldPrescription', reason: 'Ask the surgery' });
    for (const type of ['prescription.superseded', 'prescription.possible-duplicate'] as const) {
      const supplied = evolveAll(byHand, [{ type: 'prescription.supplied-before', key, unscriptedId }]);
      const both = evolveAll(supplied, [{ type, key, reissueId }]);
      expect(both.hold).toMatchObject({ under: { kind: 'supplied-before', under: byHand.hold } });
      const lifted = evolveAll(both, [{ type: 'prescription.cleared', key, because: unscriptedId }]);
      expect(lifted.hold).toMatchObject({ reissueId, under: byHand.hold });
      const freed = evolveAll(lifted, [{ type: 'prescription.cleared', key, because: reissueId }]);
      expect(freed.hold).toEqual(byHand.hold);
    }
  });

  it('[PRX-8] anyone may hold with a reason; only a pharmacist lifts, never a superseded one', () => {
    const technician = aContext({ user: anActor('technician') });
    expect(refusalCode(ready(), { kind: 'HoldPrescription', reason: '  ' }, technician)).toBe(
      'ReasonMissing',
    );
    const held = act(ready(), { kind: 'HoldPrescription', reason: 'ask the GP' }, technician);
    expect(refusalCode(held, { kind: 'LiftHold', reason: 'asked' }, technician)).toBe('RoleMissing');
    expect(act(held, { kind: 'LiftHold', reason: 'asked' }).hold.kind).toBe('none');
    const superseded: PrescriptionState = {
      ...held,
      hold: { kind: 'superseded', reissueId: asReissueId('pair'), by: held.prescription.key },
    };
    expect(refusalCode(superseded, { kind: 'LiftHold', reason: 'asked' })).not.toBe('decided');
  });

  it('[PRX-9] a full supply carries every line: what may go, cancelled as it came, expired as not dispensed', () => {
    const state = ready({
      start: '2026-10-20',
      items: [
        {},
        { status: 'cancelled' },
        { schedule: 'CD2' },
        { name: 'Naproxen 500mg tablets', quantity: 28 },
      ],
    });
    const supplied = act(state, supply);
    const lines = supplied.supplies[0]?.lines ?? [];
    expect(lines.map((line) => line.status)).toEqual(['0001', '0005', '0002', '0001']);
    expect(lines[2]?.reason?.code).toBe('0008');
    expect(lines.map((line) => line.products[0]?.quantity.value ?? 0)).toEqual([21, 0, 0, 28]);
    expect(supplied.supplies[0]?.prescriptionStatus).toBe('0006');
    expect(refusalCode(ready({ items: [{ status: 'cancelled' }] }), supply)).toBe('NothingToSupply');
  });

  it('[PRX-10] only a whole script that is with us goes back, once, with a reason EPS knows', () => {
    expect(refusalCode(act(ready(), supply), giveBack)).toBe('SuppliedAlready');
    expect(refusalCode(act(ready(), giveBack), giveBack)).toBe('NotHere');
    expect(refusalCode(ready(), { kind: 'ReturnPrescription', reasonCode: '0099' })).toBe('ReasonUnknown');
    for (const { code } of returnReasons)
      expect(refusalCode(received(), { kind: 'ReturnPrescription', reasonCode: code })).toBe('decided');
  });

  it('[PRX-11] a script that EPS took back for its signature is not to be asked for again, but written anew', () => {
    const refusal = blockedBecause(received({}, { signature: 'failed' }));
    expect(refusal?.sentence).toContain('EPS could not verify the prescriber’s signature');
    expect(refusal?.next).toBe('Ask the prescriber for a new prescription.');
  });

  it('[PRX-11] a failed signature blocks the script and shows that EPS takes it back', () => {
    const failed = received({}, { signature: 'failed' });
    expect(failed.custody.kind).toBe('returned');
    expect(refusalCode(failed, { kind: 'CheckPrescription' })).not.toBe('decided');
    expect(refusalCode(failed, giveBack)).toBe('NotHere');
  });

  it('[PRX-8] [PRX-11] of a failed signature nothing is lifted: what was done about it is noted', () => {
    const failed = received({}, { signature: 'failed' });
    expect(liftHold(failed)).toMatchObject({ button: 'Note what was done', action: 'Note it' });
    expect(decideLift(failed, '', aContext())).toMatchObject({ sentence: 'A note needs words.' });
    const noted = act(failed, { kind: 'LiftHold', reason: 'Surgery rung' });
    expect(noted.hold.kind).toBe('none');
    expect(refusalCode(noted, { kind: 'CheckPrescription' })).toBe('NotHere');
    expect(liftHold(act(ready(), { kind: 'HoldPrescription', reason: 'ask' })).button).toBe('Lift the hold');
  });
});
