import { join } from 'node:path';
import { session, shell } from 'electron';
import type { BrokerAddress } from '../broker/broker';
import { mayBeSpokenTo } from './addresses';
import { Identity } from './identity';
import { inTime } from './in-time';

type Parts = {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly loopbackAllowed: boolean;
  readonly browserHook: string | undefined;
};

/** What CIS2 and the token endpoint say is short. */
const answerLimitMs = 20_000;

/** The identity of a live profile, on Chromium's network stack; undefined where its sealed file is damaged. */
export const openIdentity = (parts: Parts): Promise<Identity | undefined> => {
  const { folder, key, loopbackAllowed, browserHook } = parts;
  // In memory only, without cookies or cache of its own.
  const lane = session.fromPartition('identity', { cache: false });
  return Identity.open({
    path: join(folder, 'identity.sealed'),
    key,
    fetch: inTime((url, init) => lane.fetch(url, init), answerLimitMs),
    now: () => Date.now(),
    loopbackAllowed,
    openInBrowser: async (address) => {
      if (!mayBeSpokenTo(address, loopbackAllowed)) throw new Error('not an address to open');
      if (browserHook === undefined) await shell.openExternal(address);
      else await lane.fetch(browserHook, { method: 'POST', body: address });
    },
  });
};

/** The broker of a live profile, once the settings say where it is. */
export const liveAddress = (identity: Identity): BrokerAddress | undefined => {
  const { baseUrl } = identity;
  if (baseUrl === undefined) return undefined;
  return {
    name: new URL(baseUrl).host,
    baseUrl,
    probePath: '/_ping',
    prove: async (behind) => {
      const found = await identity.credentials(behind);
      if (found.kind === 'bearer')
        return {
          kind: 'proof',
          headers: { Authorization: `Bearer ${found.accessToken}` },
          judged: found.judged,
        };
      const reason = found.kind === 'not-set-up' ? 'no-broker' : found.kind;
      return { kind: 'none', reason, sentence: found.sentence };
    },
  };
};
