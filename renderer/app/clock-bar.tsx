import type { Instant } from '../domain/kernel/instant';
import type { ClockFault } from '../domain/kernel/clock-fault';
import { clockWords } from '../domain/watch/clock';

type Props = { readonly fault: ClockFault | undefined; readonly now: Instant };

/** [WAT-16] A wrong clock has its own line on every screen, also on a locked one, until it is right. */
export const ClockBar = ({ fault, now }: Props) => {
  if (!fault) return null;
  const { sentence, next } = clockWords(fault, now);
  return (
    <aside className="hf-clock-bar" aria-label="Clock of this computer">
      <span aria-hidden="true">▲ </span>
      <strong>Clock</strong> {sentence} {next}
    </aside>
  );
};
