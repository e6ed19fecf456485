import type { Instant } from '../domain/kernel/instant';
import { quickened } from '../domain/watch/model';
import { isOpen, observe, unobserved } from '../sync/connectivity';
import { InboxRunner } from '../sync/inbox-runner';
import { OutboxRunner } from '../sync/outbox-runner';
import type { SerialQueue } from '../sync/serial-queue';
import type { TimerPort } from '../sync/timer';
import { WatchRunner } from '../sync/watch-runner';
import type { Deps } from '../usecases/deps';
import type { AttemptFact } from '../usecases/ports';
import type { Smartcard } from '../usecases/users/smartcard';
import type { OurPharmacy } from './our-pharmacy';

type Parts = {
  readonly shared: {
    readonly deps: Deps;
    readonly queue: SerialQueue;
    readonly timer: TimerPort;
    readonly failed: (failure: unknown) => void;
  };
  readonly pace: number;
  /** When the journal's last entry before the program began was made. */
  readonly lastAt: Instant | undefined;
  readonly pharmacy: OurPharmacy;
  readonly smartcard: Smartcard;
  /** Something is to be shown. */
  readonly shown: () => void;
  /** Something is to be shown, and perhaps to be sent. */
  readonly changed: () => void;
};

/** What goes on by itself: asking, sending, watching. What one of them sees of the broker, all hear. */
export const makeRunners = ({ shared, pace, lastAt, pharmacy, smartcard, shown, changed }: Parts) => {
  let connectivity = unobserved;
  let begun = false;
  const observed = (fact: AttemptFact, at: Instant): void => {
    const before = watch.line.kind;
    if (fact.kind === 'refused-locally' && fact.reason === 'sign-in-again') smartcard.lost();
    const { backAt } = connectivity;
    connectivity = observe(connectivity, fact, at);
    watch.observed(fact, at);
    // What waited for the broker goes out when it is back, and what was lost is asked for once more (INB-13).
    if (watch.line.kind !== before) changed();
    if (connectivity.backAt !== backAt && begun && pharmacy.talks) inbox.wake();
  };
  const send = (): void => {
    if (pharmacy.talks) outbox.wake();
  };
  const askAnew = (): void => {
    if (begun && pharmacy.talks) inbox.start();
  };
  const back = (): void => {
    send();
    askAnew();
  };
  const parts = { ...shared, observed, changed: shown };
  const watch = new WatchRunner({ ...parts, rules: quickened(pace), lastAt, back });
  const inbox = new InboxRunner({ ...parts, broker: () => connectivity });
  const outbox = new OutboxRunner({ ...parts, breakerOpen: () => isOpen(connectivity) });
  const begin = (): void => {
    begun = true;
    watch.start().catch(shared.failed);
    askAnew();
  };
  /** The pharmacy or its connection was changed. */
  const wayChanged = (): void => {
    watch.know(pharmacy.hasBroker);
    if (begun) watch.lookAgain();
    askAnew();
  };
  return { watch, inbox, send, wayChanged, begin };
};
