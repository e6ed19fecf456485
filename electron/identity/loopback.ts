import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page for the browser: what happened, and that Holdfast goes on. It loads and runs nothing. */
const page = (sentence: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Holdfast</title><body><h1>Holdfast</h1><p>${sentence}</p></body></html>`;

const say = (response: ServerResponse, status: number, sentence: string): void => {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'",
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  });
  response.end(page(sentence));
};

export type Loopback = {
  readonly redirectUri: string;
  /** The address with which the browser came back, once. Never settles if it does not. */
  readonly came: Promise<URL>;
  readonly close: () => void;
};

const path = '/signed-in';

/** [IDN-1] Hears the browser come back to a port of this computer that nobody knew before. */
export const openLoopback = (state: string): Promise<Loopback> =>
  new Promise((done, fail) => {
    let arrive: (url: URL) => void = () => undefined;
    const came = new Promise<URL>((settle) => {
      arrive = settle;
    });
    const server = createServer((request, response) => {
      const { port } = server.address() as AddressInfo; // a TCP server that listens has a port
      const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
      if (request.method !== 'GET' || url.pathname !== path)
        return say(response, 404, 'There is nothing here.');
      if (url.searchParams.get('state') !== state)
        return say(response, 400, 'This is not the sign-in that Holdfast is waiting for. Nothing was done.');
      say(response, 200, 'You can close this page and go back to Holdfast.');
      arrive(url);
    });
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo; // as above
      const close = (): void => {
        server.close();
        server.closeIdleConnections();
      };
      done({ redirectUri: `http://127.0.0.1:${port}${path}`, came, close });
    });
  });
