import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { noMore } from '../../../electron/training/outcome';

export type CannedBroker = {
  readonly url: string;
  /** Lets the answers go; resolves with the time of the first. */
  readonly open: () => Promise<number>;
  readonly close: () => void;
};

/**
 * A broker that holds every request for scripts until it is opened, then answers each with the next of its answers.
 * A probe (WAT-7) takes none of them.
 */
export const cannedBroker = async (answers: readonly Buffer[]): Promise<CannedBroker> => {
  const empty = Buffer.from(JSON.stringify(noMore().body));
  let next = 0;
  let isOpen = false;
  const held: ServerResponse[] = [];
  const answer = (response: ServerResponse): void => {
    const body = answers[next] ?? empty;
    next += 1;
    response.writeHead(200, { 'Content-Type': 'application/fhir+json', 'Content-Length': body.length });
    response.end(body);
  };
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      if (request.method !== 'POST') response.writeHead(404).end();
      else if (isOpen) answer(response);
      else held.push(response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // a TCP server listens
    open: async () => {
      while (held.length === 0) await new Promise((turn) => setTimeout(turn, 20));
      isOpen = true;
      const at = Date.now();
      for (const response of held.splice(0)) answer(response);
      return at;
    },
    close: () => server.closeAllConnections(),
  };
};
