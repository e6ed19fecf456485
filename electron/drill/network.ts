import type { Connect } from '../broker/transport';

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
