import { useCallback, useLayoutEffect, useReducer, useState } from 'react';
import { asInstant, type Instant } from '../domain/kernel/instant';
import type { PersonView } from '../usecases/views';
import { unsavedHere, unsavedWithin, useClock, useLatest } from '../ui';
import { isSameScreen, type Place } from './places';
import { dropLeft, goTo, keepLeft, leaveSeat, takeSeat, type LeftBehind, type Seats } from './seats';

/** Where somebody wants to go, and what is not saved where they are. */
type Leaving = { readonly to: Place; readonly what: string };

type Step =
  | { readonly kind: 'came'; readonly person: PersonView }
  | { readonly kind: 'left'; readonly what: string | undefined; readonly at: Instant }
  | {
      readonly kind: 'went';
      readonly from: number | undefined;
      readonly to: Place;
      readonly behind: LeftBehind | undefined;
    }
  | { readonly kind: 'kept' | 'dropped' };

const stepOf = (first: Place, seats: Seats, step: Step): Seats => {
  switch (step.kind) {
    case 'came':
      return takeSeat(seats, step.person, first);
    case 'left':
      return leaveSeat(seats, step.what, step.at);
    case 'went':
      return goTo(seats, step.from, step.to, step.behind);
    case 'kept':
      return keepLeft(seats);
    case 'dropped':
      return dropLeft(seats, first);
  }
};

/** Each person's seat: taken when they sign in, left when the screen is locked, by whatever locks it. */
const useSeats = (person: PersonView | undefined, first: Place) => {
  const [seats, step] = useReducer((before: Seats, next: Step) => stepOf(first, before, next), []);
  const clock = useClock();
  const latest = useLatest({ person, seat: seats[0]?.id, clock });
  const leave = useCallback(() => {
    const { seat, clock: now } = latest.current;
    step({ kind: 'left', what: unsavedWithin(seatMark(seat)), at: asInstant(now()) });
  }, [latest]);
  const userId = person?.userId;
  useLayoutEffect(() => {
    const { person: here } = latest.current;
    if (userId === undefined || !here) return undefined;
    step({ kind: 'came', person: here });
    return leave;
  }, [userId, latest, leave]);
  return { seats, step };
};

/** Marks the part of the page that is one seat. */
export const seatMark = (id: number | undefined): string => `seat-${id ?? 0}`;

/** Where somebody is, `first` to begin with. What is filled in and not saved is kept where they left it, or left only once they say so. */
export const usePlace = (person: PersonView | undefined, first: Place, onLeft: () => void) => {
  const { seats, step } = useSeats(person, first);
  const [leaving, setLeaving] = useState<Leaving | undefined>(undefined);
  const stay = useCallback(() => setLeaving(undefined), []);
  const here = seats[0];
  const id = here?.id;
  const place = here?.place ?? first;
  /** `saved`: what was filled in is saved. */
  const visit = useCallback(
    (next: Place, saved = false): void => {
      const left = saved || isSameScreen(place, next) ? undefined : unsavedHere();
      if (left?.isKept === false) return setLeaving({ to: next, what: left.what });
      stay();
      onLeft();
      // Another screen begins at its top.
      if (!isSameScreen(place, next)) document.getElementById('main')?.scrollTo(0, 0);
      step({ kind: 'went', from: id, to: next, behind: left && { what: left.what, place } });
    },
    [place, id, onLeft, stay, step],
  );
  const answerLeft = useCallback((keep: boolean) => step({ kind: keep ? 'kept' : 'dropped' }), [step]);
  return { seats, place, visit, leaving, behind: here?.behind, stay, answerLeft };
};
