import { refuse, type Refusal } from '../../domain/kernel/refusal';
import type { UserId } from '../../domain/kernel/ids';
import type { Instant } from '../../domain/kernel/instant';
import {
  decideSmartcard,
  isLocum,
  noRoleHere,
  rolesHere,
  type Cardholder,
  type CardRole,
} from '../../domain/users/decide-smartcard';
import type { CommandReply } from '../commands';
import { asFacts, commit } from '../commit';
import type { Deps, InTurn } from '../deps';
import type { IdentityRefused } from '../ports';
import { becomePerson } from './sign-in';
import type { SmartcardStatus } from '../views';

/** The smartcard's session as the engine knows it; main holds the tokens. */
type Held = { readonly userId: UserId; readonly role: CardRole; readonly sinceAt: Instant };

const refusedByMain = ({ code, sentence, next }: IdentityRefused): Refusal =>
  refuse(code, 'USR-8', sentence, next);

const nothingToChoose = (): Refusal =>
  refuse('NothingToChoose', 'USR-8', 'No smartcard waits for a role.', 'Start the sign-in again.');

/** Signing in at CIS2, its session, and what the screen shows of it. In memory only (USR-5). */
export class Smartcard {
  readonly #changed: () => void;
  #held: Held | undefined;
  #waiting: Cardholder | undefined;
  #askingSince: Instant | undefined;
  #again = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  status(deps: Deps): SmartcardStatus {
    if (deps.kind !== 'live') return { kind: 'none' };
    if (this.#askingSince !== undefined) return { kind: 'asking', sinceAt: this.#askingSince };
    if (this.#waiting)
      return {
        kind: 'choose-role',
        name: this.#waiting.name,
        roles: rolesHere(this.#waiting, deps.site.ods),
      };
    if (this.#held && this.holds(deps.who.current()?.userId))
      return { kind: 'signed-in', sinceAt: this.#held.sinceAt, locum: isLocum(this.#held.role) };
    return { kind: 'away', again: this.#again };
  }

  /** [USR-9] Whether the session is this person's. */
  holds(userId: UserId | undefined): boolean {
    return userId !== undefined && this.#held?.userId === userId;
  }

  /** The role of the card that this person's session acts under. */
  roleOf(userId: UserId): CardRole | undefined {
    return this.holds(userId) ? this.#held?.role : undefined;
  }

  /** Main said that the session is over: only the person can begin another. */
  lost(): void {
    if (!this.#held) return;
    this.#held = undefined;
    this.#again = true;
    this.#changed();
  }

  /** Sends the person to CIS2. Outside the engine's queue: it takes as long as a person takes. */
  async begin(deps: Deps, inTurn: InTurn): Promise<CommandReply> {
    this.#askingSince = deps.clock.now();
    this.#changed();
    const reply = await deps.identity.identify().finally(() => {
      this.#askingSince = undefined;
      this.#changed();
    });
    if (reply.kind === 'refused') return refusedByMain(reply);
    const [only, another] = rolesHere(reply.card, deps.site.ods);
    if (!only) return noRoleHere(reply.card, deps.site.ods);
    this.#waiting = reply.card;
    this.#changed();
    if (another) return { kind: 'done', sentence: `${reply.card.name}: choose the role you work in now.` };
    return inTurn(() => this.choose(deps, only.roleProfileId));
  }

  /** [USR-8] Signs in under one role of the card that waits. */
  async choose(deps: Deps, roleProfileId: string): Promise<CommandReply> {
    const card = this.#waiting;
    const role = card && rolesHere(card, deps.site.ods).find((one) => one.roleProfileId === roleProfileId);
    if (!card || !role) return nothingToChoose();
    const decision = decideSmartcard(await deps.store.loadUsers(), card, role, deps.ids.newId);
    if (decision.kind === 'refused') return this.#giveUp(decision);
    const exchanged = await deps.identity.chooseRole(roleProfileId);
    if (exchanged.kind === 'refused') return this.#giveUp(refusedByMain(exchanged));
    const refusal = await commit(deps, decision.actor.name, asFacts(decision.events));
    if (refusal) return this.#giveUp(refusal);
    this.#waiting = undefined;
    this.#again = false;
    this.#held = { userId: decision.actor.userId, role, sinceAt: deps.clock.now() };
    return becomePerson(deps, decision.actor);
  }

  async cancel(deps: Deps): Promise<CommandReply> {
    this.#waiting = undefined;
    await deps.identity.cancel();
    this.#changed();
    return { kind: 'done', sentence: 'The sign-in was cancelled.' };
  }

  /** Ends the session at CIS2. What waits for EPS waits from now on. */
  async end(deps: Deps): Promise<CommandReply> {
    if (!this.#held) return { kind: 'done', sentence: 'No smartcard is signed in.' };
    this.#held = undefined;
    this.#again = false;
    this.#changed();
    await deps.identity.signOut();
    return { kind: 'done', sentence: 'The smartcard is signed out. Messages wait until it is back.' };
  }

  #giveUp(refusal: Refusal): Refusal {
    this.#waiting = undefined;
    this.#changed();
    return refusal;
  }
}
