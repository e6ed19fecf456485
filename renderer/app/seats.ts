import type { Instant } from '../domain/kernel/instant';
import type { PersonView } from '../usecases/views';
import type { Place } from './places';

/** What somebody had not saved when the screen was locked, and who has signed in since. */
export type Left = { readonly what: string; readonly at: Instant; readonly since: readonly string[] };

/** Where one person works. What they left unsaved stays there, for them alone. */
export type Seat = {
  /** Another one is a screen that begins anew. */
  readonly id: number;
  readonly person: PersonView;
  readonly place: Place;
  /** Whether its screen stands, seen or not. */
  readonly stands: boolean;
  readonly left?: Left;
};

/** The first is that of whoever is here, or was here last. */
export type Seats = readonly Seat[];

const today: Place = { kind: 'today' };
const nextId = (seats: Seats): number => Math.max(0, ...seats.map(({ id }) => id)) + 1;

const settled = ({ left: _left, ...seat }: Seat): Seat => seat;

/** [USR-11] Only what is not saved is kept over a lock; who left nothing comes back to where they were. */
export const leaveSeat = (seats: Seats, what: string | undefined, at: Instant): Seats => {
  const [seat, ...others] = seats;
  if (!seat) return seats;
  if (what === undefined) return [{ ...settled(seat), stands: false }, ...others];
  return [{ ...seat, left: { what, at, since: seat.left?.since ?? [] } }, ...others];
};

/** [USR-11] Somebody is here: at their own seat, with what they left there, or at a clean one. */
export const takeSeat = (seats: Seats, person: PersonView): Seats => {
  const isTheirs = (seat: Seat): boolean => seat.person.userId === person.userId;
  const own = seats.find(isTheirs);
  const others = seats.flatMap((seat) =>
    isTheirs(seat) || !seat.left
      ? []
      : [{ ...seat, left: { ...seat.left, since: withName(seat.left.since, person.name) } }],
  );
  if (own?.left) return [{ ...(own.left.since.length === 0 ? settled(own) : own), person }, ...others];
  return [{ id: nextId(seats), person, place: own?.place ?? today, stands: true }, ...others];
};

const withName = (names: readonly string[], name: string): readonly string[] =>
  names.includes(name) ? names : [...names, name];

/** Goes on with what was left. */
export const keepLeft = (seats: Seats): Seats => seats.map((seat, i) => (i === 0 ? settled(seat) : seat));

/** Throws away what was left: the screen begins anew. */
export const dropLeft = (seats: Seats): Seats =>
  seats.map((seat, i) => (i === 0 ? { ...settled(seat), id: nextId(seats), place: today } : seat));

/** Somebody goes to a place, at the seat where they began to. */
export const goTo = (seats: Seats, id: number | undefined, place: Place): Seats =>
  seats.map((seat) => (seat.id === id ? { ...seat, place } : seat));
