import {
  decideSignIn,
  actorOf,
  unknownPerson,
  waitBeforeTryMs,
  waitForPin,
  withPhone,
  wrongPin,
  type Attempts,
} from '../../domain/users/decide';
import type { Actor } from '../../domain/kernel/context';
import type { UserId } from '../../domain/kernel/ids';
import type { CommandReply } from '../commands';
import { asFacts, commit } from '../commit';
import { settleOpenPairs } from '../registers/pairs-hear';
import type { Deps } from '../deps';

const unlockBatch = 500;

/** [PRX-5] What came while nobody was here becomes visible work, in batches. */
const unlockWaiting = async (deps: Deps, by: string): Promise<number> => {
  let unlocked = 0;
  for (;;) {
    const keys = await deps.store.keysIn('locked', unlockBatch);
    if (keys.length === 0) return unlocked;
    const refusal = await commit(
      deps,
      by,
      keys.map((key) => ({ event: { type: 'prescription.unlocked', key } })),
    );
    if (refusal) return unlocked;
    unlocked += keys.length;
  }
};

/** Somebody is at the keyboard from now on; what came while nobody was is unlocked. */
export const becomePerson = async (deps: Deps, person: Actor): Promise<CommandReply> => {
  const actor = withPhone(person, deps.site);
  const before = deps.who.current();
  await deps.session.tellMain(actor.roleProfileId === '' ? undefined : actor.roleProfileId);
  deps.who.become(actor);
  if (before && before.userId !== actor.userId) {
    const left = { type: 'user.signed-out', userId: before.userId, why: 'asked' } as const;
    const refusal = await commit(deps, before.name, [{ event: left }]);
    if (refusal) return refusal;
  }
  const unlocked = await unlockWaiting(deps, actor.name);
  await settleOpenPairs(deps);
  return {
    kind: 'done',
    sentence:
      unlocked > 0
        ? `${actor.name} is signed in. ${unlocked} new scripts unlocked.`
        : `${actor.name} is signed in.`,
  };
};

/** [USR-6] Whoever is signed in goes on as what they are known to be now, not as they were when they sat down. */
export const goOnAsKnown = async (
  deps: Deps,
  userId: UserId,
  cardOf: (actor: Actor) => Actor,
): Promise<void> => {
  const user = (await deps.store.loadUsers()).find((known) => known.userId === userId);
  if (!user || deps.who.current()?.userId !== userId) return;
  const actor = withPhone(cardOf(actorOf(user)), deps.site);
  await deps.session.tellMain(actor.roleProfileId === '' ? undefined : actor.roleProfileId);
  deps.who.become(actor);
};

/**
 * Wrong PINs are counted in memory, for this run of the program. `cardOf` puts the role of a smartcard in
 * place, where this person's session at CIS2 is still there.
 */
export const makeSignIn = () => {
  const attempts = new Map<UserId, Attempts>();
  return async (
    deps: Deps,
    userId: UserId,
    pin: string,
    cardOf: (actor: Actor) => Actor = (actor) => actor,
  ): Promise<CommandReply> => {
    const user = (await deps.store.loadUsers()).find((known) => known.userId === userId);
    if (!user) return unknownPerson();
    const waitMs = waitBeforeTryMs(attempts.get(userId), deps.clock.now());
    if (waitMs > 0) return waitForPin(user.name, waitMs);
    const { signedIn, events } = decideSignIn(user, await deps.pins.stretch(pin, user.pinSalt));
    const refusal = await commit(deps, user.name, asFacts(events));
    if (refusal) return refusal;
    if (!signedIn) {
      attempts.set(userId, { failed: (attempts.get(userId)?.failed ?? 0) + 1, lastAt: deps.clock.now() });
      return wrongPin(user.name);
    }
    attempts.delete(userId);
    return becomePerson(deps, cardOf(actorOf(user)));
  };
};

/** Ends the session; what waits for a person waits from now on. */
export const signOut = async (deps: Deps, why: 'asked' | 'idle'): Promise<CommandReply> => {
  const actor = deps.who.current();
  if (!actor) return { kind: 'done', sentence: 'Nobody is signed in.' };
  deps.who.become(undefined);
  await deps.session.tellMain(undefined);
  const refusal = await commit(deps, actor.name, [
    { event: { type: 'user.signed-out', userId: actor.userId, why } },
  ]);
  return (
    refusal ?? {
      kind: 'done',
      sentence: why === 'idle' ? 'Locked after a pause.' : `${actor.name} is signed out.`,
    }
  );
};
