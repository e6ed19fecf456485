import type { Instant } from '../domain/kernel/instant';
import type { Drafts } from '../ui';
import type { PersonView } from '../usecases/views';
import type { Place } from './places';

/** What somebody had not saved when the screen was locked, and who has signed in since. */
export type Left = { readonly what: string; readonly at: Instant; readonly since: readonly string[] };

/** What was left where it is kept. */
export type LeftBehind = { readonly what: string; readonly place: Place };

/** Where one person works. What they left unsaved stays there, for them alone. */
export type Seat = {
  /** Another one is a screen that begins anew. */
  readonly id: number;
  readonly person: PersonView;
  readonly place: Place;
  /** Whether its screen stands, seen or not. */
  readonly stands: boolean;
  readonly left?: Left;
  /** [USR-15] What they filled in elsewhere and did not save. */
  readonly drafts: Drafts;
  /** What of it they left when they came to where they are. */
  readonly behind?: LeftBehind;
};

/** The first is that of whoever is here, or was here last. */
export type Seats = readonly Seat[];

const today: Place = { kind: 'today' };
const none = (): Drafts => new Map();
const nextId = (seats: Seats): number => Math.max(0, ...seats.map(({ id }) => id)) + 1;

const notBehind = ({ behind: _behind, ...seat }: Seat): Seat => seat;
const settled = ({ left: _left, ...seat }: Seat): Seat => seat;

/** [USR-11] Only what is not saved is kept over a lock; who left nothing comes back to where they were. */
export const leaveSeat = (seats: Seats, what: string | undefined, at: Instant): Seats => {
  const [seat, ...others] = seats;
  if (!seat) return seats;
  if (what === undefined) return [{ ...settled(seat), stands: false }, ...others];
  return [{ ...seat, left: { what, at, since: seat.left?.since ?? [] } }, ...others];
};

/** [USR-11] Somebody is here: at their own seat, with what they left there, or at a clean one. `first`: where that begins. */
export const takeSeat = (seats: Seats, person: PersonView, first: Place = today): Seats => {
  const isTheirs = (seat: Seat): boolean => seat.person.userId === person.userId;
  const own = seats.find(isTheirs);
  const others = seats.flatMap((seat) =>
    isTheirs(seat) || !seat.left
      ? []
      : [{ ...seat, left: { ...seat.left, since: withName(seat.left.since, person.name) } }],
  );
  if (own?.left) {
    const isAlone = own.left.since.length === 0;
    // What is not on their screen is not kept over somebody else.
    return [{ ...(isAlone ? settled(own) : { ...notBehind(own), drafts: none() }), person }, ...others];
  }
  const place = own?.place ?? first;
  const drafts = own?.drafts ?? none();
  const behind = own?.behind ? { behind: own.behind } : {};
  return [{ id: nextId(seats), person, place, stands: true, drafts, ...behind }, ...others];
};

const withName = (names: readonly string[], name: string): readonly string[] =>
  names.includes(name) ? names : [...names, name];

/** Goes on with what was left. */
export const keepLeft = (seats: Seats): Seats => seats.map((seat, i) => (i === 0 ? settled(seat) : seat));

/** Throws away what was left: the screen begins anew. */
export const dropLeft = (seats: Seats, first: Place = today): Seats =>
  seats.map((seat, i) =>
    i === 0 ? { ...notBehind(settled(seat)), id: nextId(seats), place: first, drafts: none() } : seat,
  );

/** Somebody goes to a place, at the seat where they began to; what they leave behind is kept (USR-15). */
export const goTo = (
  seats: Seats,
  id: number | undefined,
  place: Place,
  behind: LeftBehind | undefined,
): Seats =>
  seats.map((seat) => (seat.id === id ? { ...notBehind(seat), place, ...(behind && { behind }) } : seat));
