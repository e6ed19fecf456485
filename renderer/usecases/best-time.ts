import { bestTime } from '../domain/kernel/clock-fault';
import type { Instant } from '../domain/kernel/instant';
import type { Deps } from './deps';

/** [WAT-17] The best time that is known, for what is put on paper or told to EPS. */
export const bestTimeOf = ({ clock, clockFault }: Pick<Deps, 'clock' | 'clockFault'>): Instant =>
  bestTime(clock.now(), clockFault());
