import { useEffect, useState } from 'react';
import { unsavedWithin, useLatest } from '../ui';
import type { UserId } from '../domain/kernel/ids';
import type { Seats } from './seats';
import { seatMark } from './use-place';

/** What would be lost, of whoever is here and of those whose work is kept for them. */
const lostBy = (seats: Seats, here: UserId | undefined): string | undefined => {
  const found = seats.flatMap(({ id, person, drafts }) => {
    const elsewhere = [...drafts.values()].map(({ what }) => what);
    const onScreen = unsavedWithin(seatMark(id));
    const all = [...(onScreen === undefined ? [] : [onScreen]), ...elsewhere];
    return person.userId === here || all.length === 0 ? all : [`what ${person.name} left unsaved`];
  });
  return found.length === 0 ? undefined : new Intl.ListFormat('en-GB').format(new Set(found));
};

/** [USR-13] A window that is closed over something unsaved stays, and asks first. */
export const useClosing = (seats: Seats, here: UserId | undefined) => {
  const [asked, setAsked] = useState<string | undefined>(undefined);
  const latest = useLatest({ seats, here, asked });
  useEffect(() => {
    const stay = (event: BeforeUnloadEvent): void => {
      const { asked: before, ...now } = latest.current;
      const what = lostBy(now.seats, now.here);
      // Closed once more over the question, it is answered.
      if (what === undefined || before !== undefined) return;
      event.preventDefault();
      // Chromium before 119 stays for this alone.
      event.returnValue = what;
      setAsked(what);
    };
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [latest]);
  return { asked, stay: () => setAsked(undefined), close: () => window.close() };
};
