import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actorOf,
  checkPin,
  decideAddPerson,
  decideSignIn,
  waitBeforeTryMs,
  withPhone,
} from '../../renderer/domain/users/decide';
import type { User } from '../../renderer/domain/users/model';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { anActor, now, uuids } from '../support/builders';

const details = {
  name: 'Priya Shah',
  role: 'pharmacist',
  sdsUserId: '555086689106',
  roleProfileId: '555086715105',
  jobRoleCode: 'R8003',
  phone: '01632 960101',
} as const;
const secret = { salt: 's', hash: 'stretched' };

const add = (users: readonly User[] = [], change: Partial<typeof details> = {}, by = anActor('manager')) =>
  decideAddPerson(users, { ...details, ...change }, secret, uuids('3'), users.length === 0 ? undefined : by);

const person = (): User => {
  const decision = add();
  const event = decision.kind === 'decided' ? decision.events[0] : undefined;
  if (event?.type !== 'user.added') throw new Error('not added');
  return event.user;
};

describe('users', () => {
  it('[USR-1] only the person’s own PIN signs in, and both ends are on record', () => {
    expect(decideSignIn(person(), 'stretched')).toMatchObject({
      signedIn: true,
      events: [{ type: 'user.signed-in' }],
    });
    for (const wrong of ['stretche', 'stretchedd', '', 'xtretched'])
      expect(decideSignIn(person(), wrong)).toMatchObject({
        signedIn: false,
        events: [{ type: 'user.sign-in-refused' }],
      });
    expect(decideSignIn({ ...person(), active: false }, 'stretched').signedIn).toBe(false);
  });

  it('[USR-2] the first person may be added by anyone, later ones by the manager or a pharmacist', () => {
    expect(add().kind).toBe('decided');
    expect(add([person()], { name: 'Tom Reed', sdsUserId: '1' } as never, anActor('technician')).kind).toBe(
      'refused',
    );
    expect(add([person()], { name: 'Tom Reed', sdsUserId: '1' } as never, anActor('manager')).kind).toBe(
      'decided',
    );
  });

  it('[USR-3] carries all that EPS wants to know, or is refused with a sentence', () => {
    const wrong = [
      { name: ' ' },
      { roleProfileId: 'abc' },
      { jobRoleCode: 'x' },
      { sdsUserId: ' ' },
    ] as never[];
    for (const change of wrong) expect(add([], change).kind).toBe('refused');
    // What is missing is named, from the top of the form down; nothing typed is no wrong number.
    const said = (change: object) => add([], change);
    expect(said({ name: '', sdsUserId: '', roleProfileId: '' })).toMatchObject({
      sentence: 'A person needs a name.',
    });
    expect(said({ sdsUserId: '', roleProfileId: '' })).toMatchObject({
      sentence: 'EPS messages must carry a user id.',
    });
    expect(said({ roleProfileId: ' ' })).toMatchObject({
      sentence: 'EPS messages must carry a role profile id.',
    });
    expect(add([person()]).kind).toBe('refused');
    expect(actorOf(person())).toMatchObject(details);
    const codes = (pins: readonly string[]) => pins.map((pin) => checkPin(pin, 'USR-3')?.code);
    expect(codes(['1234', '123456789012'])).toEqual([undefined, undefined]);
    expect(codes(['123', 'abcd', '1234567890123', ''])).toEqual(Array(4).fill('PinInvalid'));
  });

  it('[USR-3] who has no phone of their own is reached by the pharmacy’s', () => {
    expect(withPhone(anActor(), { phone: '0113 1' }).phone).toBe(anActor().phone);
    expect(withPhone({ ...anActor(), phone: '' }, { phone: '0113 1' }).phone).toBe('0113 1');
  });

  it('[USR-4] after three wrong PINs each try waits longer, up to five minutes', () => {
    const wait = (failed: number) => waitBeforeTryMs({ failed, lastAt: now }, now);
    expect([0, 1, 2].map(wait)).toEqual([0, 0, 0]);
    expect(waitBeforeTryMs(undefined, now)).toBe(0);
    expect([3, 4, 5, 20].map(wait)).toEqual([5_000, 10_000, 20_000, 300_000]);
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 60 }), (failed) => {
        expect(wait(failed)).toBeGreaterThanOrEqual(5_000);
        expect(wait(failed + 1)).toBeGreaterThanOrEqual(wait(failed));
        expect(wait(failed)).toBeLessThanOrEqual(300_000);
        expect(waitBeforeTryMs({ failed, lastAt: now }, asInstant(now + 300_000))).toBe(0);
      }),
    );
  });

  it('[USR-4] a clock that was ahead and is put right locks nobody out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 60 }), fc.integer({ min: 0, max: 3e11 }), (failed, aheadMs) => {
        const waitMs = waitBeforeTryMs({ failed, lastAt: asInstant(now + aheadMs) }, now);
        expect(waitMs).toBeLessThanOrEqual(300_000);
        if (aheadMs > 0) expect(waitMs).toBe(0);
      }),
    );
  });
});
