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
type Session =
  /** `again`: there was one, and CIS2 or the broker ended it. */
  | { readonly kind: 'none'; readonly again: boolean }
  | { readonly kind: 'held'; readonly userId: UserId; readonly role: CardRole; readonly sinceAt: Instant };

/** How far a person is on the way to one. */
type SignIn =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking'; readonly sinceAt: Instant }
  /** The card is known, and its role is to be chosen. */
  | { readonly kind: 'choosing'; readonly card: Cardholder };

const refusedByMain = ({ code, sentence, next }: IdentityRefused): Refusal =>
  refuse(code, 'USR-8', sentence, next);

const nothingToChoose = (): Refusal =>
  refuse('NothingToChoose', 'USR-8', 'No smartcard waits for a role.', 'Start the sign-in again.');

/** Signing in at CIS2, its session, and what the screen shows of it. In memory only (USR-5). */
export class Smartcard {
  readonly #changed: () => void;
  #session: Session = { kind: 'none', again: false };
  #signIn: SignIn = { kind: 'none' };

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  status(deps: Pick<Deps, 'kind' | 'site' | 'who'>): SmartcardStatus {
    if (deps.kind !== 'live') return { kind: 'none' };
    const [signIn, session] = [this.#signIn, this.#session];
    if (signIn.kind === 'asking') return signIn;
    if (signIn.kind === 'choosing') {
      const { card } = signIn;
      return { kind: 'choose-role', name: card.name, roles: rolesHere(card, deps.site.ods) };
    }
    if (session.kind === 'none') return { kind: 'away', again: session.again };
    return this.holds(deps.who.current()?.userId)
      ? { kind: 'signed-in', sinceAt: session.sinceAt, locum: isLocum(session.role) }
      : { kind: 'away', again: false };
  }

  /** [USR-9] Whether the session is this person's. */
  holds(userId: UserId | undefined): boolean {
    return this.#session.kind === 'held' && this.#session.userId === userId;
  }

  /** The role of the card that this person's session acts under. */
  roleOf(userId: UserId): CardRole | undefined {
    const session = this.#session;
    return session.kind === 'held' && session.userId === userId ? session.role : undefined;
  }

  /** Main said that the session is over: only the person can begin another. */
  lost(): void {
    if (this.#session.kind === 'none') return;
    this.#session = { kind: 'none', again: true };
    this.#changed();
  }

  /** Sends the person to CIS2. Outside the engine's queue: it takes as long as a person takes. */
  async begin(deps: Deps, inTurn: InTurn): Promise<CommandReply> {
    this.#onTheWay({ kind: 'asking', sinceAt: deps.clock.now() });
    const reply = await deps.identity.identify().finally(() => this.#onTheWay({ kind: 'none' }));
    if (reply.kind === 'refused') return refusedByMain(reply);
    const [only, another] = rolesHere(reply.card, deps.site.ods);
    if (!only) return noRoleHere(reply.card, deps.site.ods);
    this.#onTheWay({ kind: 'choosing', card: reply.card });
    if (another) return { kind: 'done', sentence: `${reply.card.name}: choose the role you work in now.` };
    return inTurn(() => this.choose(deps, only.roleProfileId));
  }

  /** [USR-8] Signs in under one role of the card that waits. */
  async choose(deps: Deps, roleProfileId: string): Promise<CommandReply> {
    if (this.#signIn.kind !== 'choosing') return nothingToChoose();
    const { card } = this.#signIn;
    const role = rolesHere(card, deps.site.ods).find((one) => one.roleProfileId === roleProfileId);
    if (!role) return nothingToChoose();
    const decision = decideSmartcard(await deps.store.loadUsers(), card, role, deps.ids.newId);
    if (decision.kind === 'refused') return this.#giveUp(decision);
    const exchanged = await deps.identity.chooseRole(roleProfileId);
    if (exchanged.kind === 'refused') return this.#giveUp(refusedByMain(exchanged));
    const refusal = await commit(deps, decision.actor.name, asFacts(decision.events));
    if (refusal) return this.#giveUp(refusal);
    this.#signIn = { kind: 'none' };
    this.#session = { kind: 'held', userId: decision.actor.userId, role, sinceAt: deps.clock.now() };
    return becomePerson(deps, decision.actor);
  }

  async cancel(deps: Deps): Promise<CommandReply> {
    if (this.#signIn.kind === 'choosing') this.#signIn = { kind: 'none' };
    await deps.identity.cancel();
    this.#changed();
    return { kind: 'done', sentence: 'The sign-in was cancelled.' };
  }

  /** Ends the session at CIS2. What waits for EPS waits from now on. */
  async end(deps: Deps): Promise<CommandReply> {
    if (this.#session.kind === 'none') return { kind: 'done', sentence: 'No smartcard is signed in.' };
    this.#session = { kind: 'none', again: false };
    this.#changed();
    await deps.identity.signOut();
    return { kind: 'done', sentence: 'The smartcard is signed out. Messages wait until it is back.' };
  }

  #giveUp(refusal: Refusal): Refusal {
    this.#onTheWay({ kind: 'none' });
    return refusal;
  }

  #onTheWay(signIn: SignIn): void {
    this.#signIn = signIn;
    this.#changed();
  }
}
