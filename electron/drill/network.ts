import { epsLimitMs, type Connect } from '../broker/transport';
import type { DrillClock } from '../contract/drill';

/** [DRL-9] Whether a drill has taken this computer's network away. The director of the drill sets it. */
export type DrillNetwork = { gone: boolean };

/** As Chromium says it where no cable is in. */
const disconnected = 'net::ERR_INTERNET_DISCONNECTED';

/** [DRL-9] The same way out, that leads nowhere while the network is gone: not even to the training Spine. */
export const overNetwork =
  (connect: Connect, network: DrillNetwork): Connect =>
  () =>
    network.gone
      ? Promise.resolve({
          fetch: () => Promise.reject(new Error(disconnected)),
          release: () => undefined,
        })
      : connect();

/** Even an answer at once takes a busy computer some time, whatever the drill's clock shows. */
const leastMs = 2000;

/**
 * [DRL-6] How long one attempt may take by the computer's clock: EPS's limit by the clock of the drill, but never so
 * short that an answer which is there would be missed. A clock that stands, or none, leaves the limit as it is.
 */
export const attemptLimitMs = (clock: DrillClock | undefined): number =>
  clock && clock.pace > 0 ? Math.min(epsLimitMs, Math.max(leastMs, epsLimitMs / clock.pace)) : epsLimitMs;
