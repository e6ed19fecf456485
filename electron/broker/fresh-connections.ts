import { session, type Session } from 'electron';
import type { Connect } from './transport';

/**
 * [BRK-6] Chromium repeats a request by itself when a connection that was used before breaks off without an
 * answer. A second `$release` would hand over scripts that nobody hears of, so each attempt has a connection
 * that was never used: a session of its own, in memory only, emptied before it is taken again.
 */
export const freshConnections = (name = 'broker'): Connect => {
  const free: Session[] = [];
  let made = 0;
  const take = (): Session => {
    const found = free.pop();
    if (found) return found;
    made += 1;
    return session.fromPartition(`${name}-${made}`, { cache: false });
  };
  return async () => {
    const lane = take();
    return {
      fetch: (url, init) => lane.fetch(url, init),
      // What is still on its way ends here too. A lane that cannot be emptied is not taken again.
      release: () =>
        void lane.closeAllConnections().then(
          () => free.push(lane),
          () => undefined,
        ),
    };
  };
};
