import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shortIdOfRelease } from '../../renderer/domain/inbox/evolve';
import { asPrescriptionId, type IssueKey } from '../../renderer/domain/kernel/ids';
import type { CardRole } from '../../renderer/domain/users/decide-smartcard';
import { actorOf, withPhone } from '../../renderer/domain/users/decide';
import { makeIdentityExecute } from '../../renderer/engine/execute-identity';
import { executeBy } from '../../renderer/engine/handlers';
import { makeSerialQueue } from '../../renderer/sync/serial-queue';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { addPerson } from '../../renderer/usecases/users/add-person';
import { prepareAttempt, settleAttempt } from '../../renderer/usecases/outbox/deliver';
import { planRelease } from '../../renderer/usecases/inbox/plan-release';
import type { IdentityPort, SendResult } from '../../renderer/usecases/ports';
import { requestById } from '../../renderer/usecases/inbox/request-by-id';
import type { Execute } from '../../renderer/usecases/commands';
import type { IdentityCommand } from '../../renderer/usecases/users/identity-commands';
import { signOut } from '../../renderer/usecases/users/sign-in';
import { Smartcard } from '../../renderer/usecases/users/smartcard';
import { aSite } from '../support/builders';
import { MemoryJournal } from '../support/memory-journal';
import { noIdentity } from '../support/no-identity';
import { aSpine, forget, openWorld, settleRelease, type World } from '../support/world';

const name = 'smartcard-test';
const role = (change: Partial<CardRole> = {}): CardRole => ({
  roleProfileId: '777',
  orgCode: 'FA565',
  orgName: 'Ours',
  jobRoleCode: 'S8000:G8000:R8000',
  jobRoleName: 'Clinical Practitioner',
  ...change,
});

let world: World;
let smartcard: Smartcard;
let execute: Execute<IdentityCommand['kind'] | 'SignIn'>;
let roles: readonly CardRole[];
const done: string[] = [];
/** How often what waits for a person was looked at again. */
let woken = 0;

const cis2: IdentityPort = {
  ...noIdentity,
  identify: async () => ({ kind: 'identified', card: { sdsUserId: '999', name: 'Lou Cumm', roles } }),
  chooseRole: async (id) => {
    done.push(`chose ${id}`);
    return { kind: 'signed-in' };
  },
  signOut: async () => void done.push('signed out'),
};

const openLive = async (kind: 'live' | 'companion' = 'live'): Promise<void> => {
  smartcard = new Smartcard(() => undefined);
  world = await openWorld({
    journal: new MemoryJournal(),
    spine: aSpine(3),
    name,
    kind,
    identity: cis2,
    speaks: () => smartcard.holds(world.deps.who.current()?.userId),
  });
  const { deps } = world;
  const handlers = makeIdentityExecute({
    deps,
    signedIn: () => (woken += 1),
    queue: makeSerialQueue(),
    smartcard,
    settingsChanged: async () => undefined,
  });
  execute = executeBy(handlers);
  const details = {
    sdsUserId: '555086689106',
    roleProfileId: '555086715105',
    jobRoleCode: 'R8000',
    phone: '',
  };
  await addPerson(deps, { ...details, name: 'Priya Shah', role: 'pharmacist' }, '1111');
};

beforeEach(async () => {
  roles = [role()];
  done.length = 0;
  await openLive();
});
afterEach(async () => {
  world.close();
  await forget(name);
});

const priya = async () => {
  const user = (await world.deps.store.loadUsers()).find((one) => one.name === 'Priya Shah');
  if (!user) throw new Error('nobody');
  return user;
};

it('[USR-3] an empty form is told of the name first, and of its PIN once the rest is right', async () => {
  const { deps } = world;
  const typed = { sdsUserId: '1', roleProfileId: '7777', jobRoleCode: 'R8000', phone: '' };
  const add = (named: string) => addPerson(deps, { ...typed, name: named, role: 'manager' }, '');
  deps.who.become(actorOf(await priya()));
  expect(await add('')).toMatchObject({ code: 'PersonInvalid', sentence: 'A person needs a name.' });
  expect(await add('Ann Lee')).toMatchObject({ code: 'PinInvalid' });
  expect(await deps.store.loadUsers()).toHaveLength(1);
});

const download = async (): Promise<readonly string[]> => {
  const { deps } = world;
  const step = await planRelease(deps, undefined);
  if (step.kind !== 'send') throw new Error(step.kind);
  expect(step.request.roleProfileId).toBe(deps.speaks() ? '777' : undefined);
  await settleRelease(deps, step.request, await deps.broker.send(step.request));
  return (await world.db.scripts.toArray()).map(({ id }) => id);
};

/** Returns one of the scripts that are here, which makes a message. */
const giveBack = async () => {
  const { deps } = world;
  const received = (await deps.journal.read(1, { withBytes: false })).find(
    (entry) => entry.kind === 'prescription.received',
  );
  const key = received?.subject as IssueKey; // the subject of such an entry
  return actOnPrescription(deps, key, { kind: 'ReturnPrescription', reasonCode: '0003' });
};

describe('smartcard', () => {
  it('[USR-8] a card with one role signs in at once, and its person is added', async () => {
    expect(await execute({ kind: 'BeginSmartcard' })).toMatchObject({ kind: 'done' });
    expect(world.deps.who.current()).toMatchObject({
      name: 'Lou Cumm',
      role: 'pharmacist',
      roleProfileId: '777',
    });
    expect(smartcard.status(world.deps).kind).toBe('signed-in');
    expect(world.deps.speaks()).toBe(true);
    // [USR-3] Without a phone of their own, the pharmacy's.
    expect(world.deps.who.current()?.phone).toBe(aSite.phone);
  });

  it('[USR-8] with several roles here the person chooses; one of elsewhere is refused', async () => {
    roles = [role(), role({ roleProfileId: '778', orgCode: 'FFFFF' }), role({ orgCode: 'FV123' })];
    await execute({ kind: 'BeginSmartcard' });
    expect(smartcard.status(world.deps)).toMatchObject({ kind: 'choose-role', roles: [{}, {}] });
    expect(world.deps.who.current()).toBeUndefined();
    const locum = await execute({ kind: 'ChooseSmartcardRole', roleProfileId: '778' });
    expect(locum).toMatchObject({ kind: 'done' });
    expect(smartcard.status(world.deps)).toMatchObject({ kind: 'signed-in', locum: true });
    expect(world.deps.who.current()?.roleProfileId).toBe('778');
    roles = [role({ orgCode: 'FV123' })];
    expect(await execute({ kind: 'BeginSmartcard' })).toMatchObject({
      kind: 'refused',
      rule: 'USR-8',
    });
  });

  it('[USR-9] a lock keeps the session for the same person; anybody else ends it', async () => {
    const { deps } = world;
    await execute({ kind: 'BeginSmartcard' });
    const lou = deps.who.current();
    if (!lou) throw new Error('nobody');
    await execute({ kind: 'ChangePin', userId: lou.userId, pin: '4444', present: '' });
    await signOut(deps, 'idle');
    expect(deps.speaks()).toBe(false);
    await execute({ kind: 'SignIn', userId: lou.userId, pin: '4444' });
    expect(deps.speaks()).toBe(true);
    expect(deps.who.current()?.roleProfileId).toBe('777');
    await signOut(deps, 'asked');
    await execute({ kind: 'SignIn', userId: (await priya()).userId, pin: '1111' });
    expect(deps.speaks()).toBe(false);
    expect(done).toEqual(['chose 777', 'signed out']);
  });

  it('[USR-9] with a PIN alone work goes on, the download is the program’s own, and a request by id is queued', async () => {
    const { deps } = world;
    await execute({ kind: 'SignIn', userId: (await priya()).userId, pin: '1111' });
    expect((await download()).length).toBe(3);
    const id = asPrescriptionId('24F5DA-A83008-7EFE6Z');
    const asked = await requestById(deps, id);
    expect(asked).toMatchObject({ kind: 'waits', id });
    expect(asked.kind === 'waits' && asked.sentence).toContain('when somebody signs in with a smartcard');
    const [row] = await deps.store.loadFromList('desk', [id]);
    expect(row?.custody.kind).toBe('queued');
    // Nothing of it leaves before somebody has a card in; then it goes first.
    expect(await planRelease(deps, { nominated: false, byId: true })).toEqual({ kind: 'idle' });
    const before = woken;
    await execute({ kind: 'BeginSmartcard' });
    expect(woken).toBeGreaterThan(before);
    const step = await planRelease(deps, { nominated: false, byId: true });
    expect(step.kind === 'send' && shortIdOfRelease(step.request.subject)).toBe(id);
    await execute({ kind: 'SignIn', userId: (await priya()).userId, pin: '1111' });
    expect(await giveBack()).toMatchObject({ kind: 'done' });
  });

  it('[OUT-9] what this computer could not send rests, and an older attempt without answer stays in doubt', async () => {
    const { deps } = world;
    deps.who.become(withPhone(actorOf(await priya()), aSite));
    await download();
    await giveBack();
    const [message] = await deps.store.openMessages();
    if (!message) throw new Error('no message');
    const local = (reason: string): SendResult => ({
      fact: { kind: 'refused-locally', reason, sentence: 'x' },
      intentSeq: undefined,
      answerSeq: undefined,
      at: deps.clock.now(),
    });
    const progress = async () => (await deps.store.loadMessage(message.messageId))?.progress;
    await settleAttempt(deps, message.messageId, local('sign-in-again'));
    expect(await progress()).toEqual(message.progress);
    await settleAttempt(deps, message.messageId, local('sign-in-away'));
    expect(await progress()).toMatchObject({ kind: 'waiting', reason: 'network' });
    world.broker.weather = ['lost-request'];
    const request = await prepareAttempt(deps, message);
    if (request) await deps.broker.send(request);
    await settleAttempt(deps, message.messageId, local('sign-in-away'));
    expect((await progress())?.kind).toBe('in-doubt');
  });

  it('[SET-4] a companion says that it has no broker, and makes no message', async () => {
    world.close();
    await forget(name);
    await openLive('companion');
    const { deps } = world;
    deps.who.become(actorOf(await priya()));
    await download();
    expect(await giveBack()).toMatchObject({ kind: 'refused', rule: 'SET-4' });
    expect(await execute({ kind: 'BeginSmartcard' })).toMatchObject({
      kind: 'refused',
      rule: 'SET-4',
    });
  });
});
