import { expect, it } from 'vitest';
import { asInstant, dayMs } from '../../renderer/domain/kernel/instant';
import type { PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import type { Custody, PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { assemble, handOut, none, part, twoItems } from '../support/bags';
import { accepted, act, aContext, now, ready, refusalCode } from '../support/builders';

const hold: PrescriptionCommand = { kind: 'HoldPrescription', reason: 'Ring the surgery' };
const reason = { code: '0003', display: 'Patient requested release' };

it('[PRX-8] what has gone is not held: the hold would be forgotten once it came again', () => {
  const at = (custody: Custody): PrescriptionState => ({ ...ready(), custody });
  const holder = { ods: 'FX1', name: 'Another', phone: '', address: '' };
  for (const custody of [
    { kind: 'returned', at: now, reason },
    { kind: 'sealed', sinceAt: now, pack: 'pack 1' },
    { kind: 'elsewhere', sinceAt: now, holder },
    { kind: 'ended', at: now, how: 'cancelled' },
  ] as const)
    expect(refusalCode(at(custody), hold), custody.kind).toBe('NotHere');
  expect(refusalCode(ready(), hold)).toBe('decided');
  // EPS may refuse the return: it is held then.
  const going = act(ready(), { kind: 'ReturnPrescription', reasonCode: '0003' });
  expect(refusalCode(going, hold)).toBe('decided');
});

it('[WIN-4] a rest of what EPS has closed since it was assembled is not checked for nothing', () => {
  const owed = accepted(act(ready(twoItems), handOut(part(14), none(1))));
  const bagged = act(owed, assemble());
  const check: PrescriptionCommand = { kind: 'AccuracyCheckPrescription' };
  const late = (days: number) => aContext({ now: asInstant(now + days * dayMs) });
  expect(refusalCode(bagged, check, late(180))).toBe('decided');
  expect(refusalCode(bagged, check, late(181))).toBe('ClosedByEps');
  expect(refusalCode(bagged, { kind: 'NoteClosedByEps', reason: 'Not needed' }, late(181))).toBe('decided');
});
