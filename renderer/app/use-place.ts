import { useCallback, useState } from 'react';
import { unsavedHere } from '../ui';
import { isSameScreen, type Place } from './places';

/** Where somebody wants to go, and what is not saved where they are. */
type Leaving = { readonly to: Place; readonly what: string };

/** Where somebody is. What is filled in and not saved is left only once they say so. */
export const usePlace = (onLeft: () => void) => {
  const [place, setPlace] = useState<Place>({ kind: 'today' });
  const [leaving, setLeaving] = useState<Leaving | undefined>(undefined);
  const stay = useCallback(() => setLeaving(undefined), []);
  /** `saved`: what was filled in is saved. */
  const visit = useCallback(
    (next: Place, saved = false): void => {
      const what = saved || isSameScreen(place, next) ? undefined : unsavedHere();
      if (what !== undefined) return setLeaving({ to: next, what });
      stay();
      onLeft();
      setPlace(next);
    },
    [place, onLeft, stay],
  );
  return { place, visit, leaving, stay };
};
