import { Activity, useLayoutEffect, useRef, type ReactNode } from 'react';
import { formatClock, type Instant } from '../domain/kernel/instant';
import { Button, Dialog, DraftsHere } from '../ui';
import type { Left, Seat } from './seats';
import { seatMark } from './use-place';

type AroundProps = { readonly id: string; readonly isHere: boolean; readonly children: ReactNode };

/** The keys go back to where they were when the screen was locked. */
const Around = ({ id, isHere, children }: AroundProps) => {
  const last = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (isHere) last.current?.focus();
  }, [isHere]);
  return (
    <div id={id} className="hf-seat" onFocus={({ target }) => (last.current = target)}>
      {children}
    </div>
  );
};

type Props = { readonly seat: Seat; readonly isHere: boolean; readonly children: ReactNode };

/** [USR-11] One person's screen. Where they left something unsaved it stays in memory, unseen, until they are back. */
export const SeatArea = ({ seat, isHere, children }: Props) =>
  seat.stands ? (
    <Activity mode={isHere ? 'visible' : 'hidden'}>
      <Around id={seatMark(seat.id)} isHere={isHere}>
        <DraftsHere value={seat.drafts}>{children}</DraftsHere>
      </Around>
    </Activity>
  ) : null;

const all = new Intl.ListFormat('en-GB');

type LeftProps = {
  readonly left: Left;
  readonly now: Instant;
  readonly onAnswer: (keep: boolean) => void;
};

/** [USR-11] Somebody else worked here meanwhile: what was left may be done already. */
export const LeftDialog = ({ left, now, onAnswer }: LeftProps) => (
  <Dialog title="Go on with what you left?" onClose={() => onAnswer(true)}>
    <p>
      You had not saved {left.what} when the screen was locked at {formatClock(left.at, now)}. Since then{' '}
      {all.format(left.since)} signed in here. Look whether it has been done meanwhile, then go on with it or
      throw it away.
    </p>
    <div className="hf-actions">
      <Button look="primary" onPress={() => onAnswer(true)} hint="Esc">
        Go on with it
      </Button>
      <Button onPress={() => onAnswer(false)}>Throw it away</Button>
    </div>
  </Dialog>
);

type CloseProps = { readonly what: string; readonly onClose: () => void; readonly onStay: () => void };

/** [USR-13] The window was closed over something that is not saved. */
export const CloseDialog = ({ what, onClose, onStay }: CloseProps) => (
  <Dialog title="Close Holdfast?" onClose={onStay}>
    <p>Not saved yet, and lost if you close: {what}.</p>
    <div className="hf-actions">
      <Button look="primary" onPress={onStay} hint="Esc">
        Stay with it
      </Button>
      <Button onPress={onClose}>Close without saving</Button>
    </div>
  </Dialog>
);
