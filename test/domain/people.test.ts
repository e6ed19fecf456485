import { describe, expect, it } from 'vitest';
import { decideAddPerson } from '../../renderer/domain/users/decide';
import {
  decideChangePerson,
  decideChangePin,
  decideDeactivate,
  decideReactivate,
} from '../../renderer/domain/users/decide-people';
import {
  decideSmartcard,
  isLocum,
  rolesHere,
  type CardRole,
} from '../../renderer/domain/users/decide-smartcard';
import { evolveUser } from '../../renderer/domain/users/evolve';
import type { Role, User } from '../../renderer/domain/users/model';
import { asUserId } from '../../renderer/domain/kernel/ids';
import { anActor, now, uuids } from '../support/builders';

const user = (id: string, role: Role, change: Partial<User> = {}): User => ({
  userId: asUserId(id),
  name: `Person ${id}`,
  role,
  sdsUserId: `5550${id}`,
  roleProfileId: `5551${id}`,
  jobRoleCode: 'R8000',
  phone: '',
  pinSalt: 's',
  pinHash: 'stretched',
  active: true,
  ...change,
});
const by = (one: User) => ({ ...anActor(one.role), userId: one.userId });
const pharmacist = user('1', 'pharmacist');
const manager = user('2', 'manager');
const technician = user('3', 'technician');
const people = [pharmacist, manager, technician];

const role = (change: Partial<CardRole> = {}): CardRole => ({
  roleProfileId: '777',
  orgCode: 'FA565',
  orgName: 'Ours',
  jobRoleCode: 'S8000:G8000:R8000',
  jobRoleName: 'Clinical Practitioner',
  ...change,
});
const card = (change = {}) => ({ sdsUserId: '999', name: 'Lou Cumm', roles: [role()], ...change });

describe('people', () => {
  it('[USR-6] the manager or a pharmacist changes people, nobody else', () => {
    const details = { ...technician, name: 'Tom Reed', role: 'pharmacist' as const };
    const { userId } = technician;
    expect(decideChangePerson(people, userId, details, true, by(manager))).toMatchObject({
      kind: 'decided',
      events: [{ type: 'user.changed', details: { name: 'Tom Reed', role: 'pharmacist' } }],
    });
    expect(decideChangePerson(people, userId, details, true, by(technician)).kind).toBe('refused');
    expect(
      decideChangePerson(people, userId, { ...details, name: manager.name }, true, by(manager)).kind,
    ).toBe('refused');
    expect(decideDeactivate(people, userId, by(technician)).kind).toBe('refused');
    expect(decideReactivate(people, userId, undefined).kind).toBe('refused');
    expect(decideReactivate(people, userId, by(pharmacist)).kind).toBe('decided');
    expect(decideDeactivate(people, asUserId('9'), by(manager)).kind).toBe('refused');
  });

  it('[USR-6] everybody changes their own PIN with the present one; who leads sets that of others', () => {
    const pin = (present?: string) => ({ salt: 'n', hash: 'new', present });
    expect(decideChangePin(people, technician.userId, pin('stretched'), by(technician)).kind).toBe('decided');
    expect(decideChangePin(people, technician.userId, pin('other'), by(technician)).kind).toBe('refused');
    expect(decideChangePin(people, technician.userId, pin(), by(technician)).kind).toBe('refused');
    expect(decideChangePin(people, technician.userId, pin(), by(manager)).kind).toBe('decided');
    expect(decideChangePin(people, manager.userId, pin('stretched'), by(technician)).kind).toBe('refused');
    const fresh = user('4', 'dispenser', { pinHash: '' });
    expect(decideChangePin([fresh], fresh.userId, pin(), by(fresh)).kind).toBe('decided');
  });

  it('[USR-7] nobody takes themselves off the list, and somebody who may add people stays', () => {
    expect(decideDeactivate(people, manager.userId, by(manager))).toMatchObject({ rule: 'USR-7' });
    expect(decideDeactivate(people, manager.userId, by(pharmacist)).kind).toBe('decided');
    const alone = [manager, { ...pharmacist, active: false }, technician];
    expect(decideDeactivate(alone, manager.userId, by(pharmacist))).toMatchObject({ rule: 'USR-7' });
    const lower = { ...manager, role: 'dispenser' as const };
    expect(decideChangePerson(alone, manager.userId, lower, true, by(manager))).toMatchObject({
      rule: 'USR-7',
    });
    expect(decideChangePerson(people, manager.userId, lower, true, by(manager)).kind).toBe('decided');
  });

  it('[USR-3] a companion asks for name and role only', () => {
    const bare = {
      name: 'Ann',
      role: 'pharmacist',
      sdsUserId: '',
      roleProfileId: '',
      jobRoleCode: '',
      phone: '',
    } as const;
    const secret = { salt: 's', hash: 'h' };
    expect(decideAddPerson([], bare, secret, uuids('3'), undefined, false).kind).toBe('decided');
    expect(decideAddPerson([], bare, secret, uuids('3'), undefined, true).kind).toBe('refused');
    const two = [user('5', 'manager', { sdsUserId: '' })];
    expect(decideAddPerson(two, bare, secret, uuids('3'), by(manager), false).kind).toBe('decided');
  });

  it('[USR-6] what happened to a person is folded, and keeps the rest', () => {
    const place = { seq: 1, at: now, by: 'x' };
    const { userId } = pharmacist;
    const off = evolveUser(pharmacist, { type: 'user.deactivated', userId, ...place });
    expect(off).toEqual({ ...pharmacist, active: false });
    expect(evolveUser(off, { type: 'user.reactivated', userId, ...place })).toEqual(pharmacist);
    expect(
      evolveUser(pharmacist, { type: 'user.pin-changed', userId, pinSalt: 'n', pinHash: 'm', ...place }),
    ).toEqual({ ...pharmacist, pinSalt: 'n', pinHash: 'm' });
    expect(evolveUser(undefined, { type: 'user.deactivated', userId, ...place })).toBeUndefined();
  });

  it('[USR-8] a smartcard acts under a role of this pharmacy or as a locum, and under no other', () => {
    const roles = [role(), role({ orgCode: 'FFFFF', roleProfileId: '778' }), role({ orgCode: 'FV123' })];
    const here = rolesHere(card({ roles }), 'fa565');
    expect(here.map(({ roleProfileId }) => roleProfileId)).toEqual(['777', '778']);
    expect(here.map(isLocum)).toEqual([false, true]);
    expect(rolesHere(card({ roles: [role({ orgCode: 'FV123' })] }), 'FA565')).toEqual([]);
  });

  it('[USR-8] its person is known by the SDS user id, or added with what the card says', () => {
    const known = decideSmartcard(people, card({ sdsUserId: '55503' }), role(), uuids('3'));
    expect(known).toMatchObject({
      kind: 'decided',
      events: [{ type: 'user.signed-in', userId: '3', smartcard: { roleProfileId: '777' } }],
      actor: { userId: '3', role: 'technician', roleProfileId: '777', jobRoleCode: 'S8000:G8000:R8000' },
    });
    const added = decideSmartcard(people, card(), role(), uuids('3'));
    expect(added).toMatchObject({
      kind: 'decided',
      events: [
        { type: 'user.added', user: { name: 'Lou Cumm', role: 'pharmacist', pinHash: '', active: true } },
        { type: 'user.signed-in' },
      ],
    });
    // Two of one name are told apart.
    const namesake = decideSmartcard(people, card({ name: 'PERSON 2' }), role(), uuids('3'));
    expect(namesake).toMatchObject({ actor: { name: 'PERSON 2 (999)' } });
    const clerk = decideSmartcard(people, card(), role({ jobRoleCode: 'S8000:G8003:R8010' }), uuids('3'));
    expect(clerk).toMatchObject({ actor: { role: 'dispenser' } });
    const off = people.map((one) => ({ ...one, active: false }));
    expect(decideSmartcard(off, card({ sdsUserId: '55503' }), role(), uuids('3')).kind).toBe('refused');
  });
});
