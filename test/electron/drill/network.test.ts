import { describe, expect, it } from 'vitest';
import { post } from '../../../electron/broker/transport';
import { overNetwork } from '../../../electron/drill/network';
import { makeLookAround } from '../../../electron/system/look-around';

const asked: string[] = [];
/** A broker that answers everything. */
const answering = () =>
  Promise.resolve({
    fetch: async (url: string) => {
      asked.push(url);
      return new Response('{"spine":"works"}');
    },
    release: () => undefined,
  });
const request = { url: 'http://127.0.0.1:1/x', headers: {}, body: new Uint8Array() };

describe('[DRL-9] the network of a drill', () => {
  it('is gone for messages and probes, also to this computer, and comes back', async () => {
    const network = { gone: true };
    const connect = overNetwork(answering, network);
    const look = makeLookAround({
      address: async () => ({
        name: 'Training Spine',
        baseUrl: 'http://127.0.0.1:1',
        probePath: '/_probe',
        prove: async () => ({ kind: 'proof', headers: {} }),
      }),
      signIn: () => undefined,
      connect,
      wall: () => 0,
      cut: () => network.gone,
      printers: async () => [],
    });
    const gone = { kind: 'unreachable', reason: 'ERR_INTERNET_DISCONNECTED' };
    expect(await post(connect, request)).toEqual(gone);
    expect(await look()).toMatchObject({ network: { kind: 'no-address' }, broker: gone });
    expect(asked).toEqual([]);
    network.gone = false;
    expect(await post(connect, request)).toMatchObject({ kind: 'answered', status: 200 });
    expect(await look()).toMatchObject({ network: { kind: 'own-computer' }, broker: { kind: 'answered' } });
  });
});
