import { MessageChannelMain, type BrowserWindow, type MessagePortMain } from 'electron';
import { enginePortMessage, type PortReply, type PortRequest } from '../contract/bridge';
import type { Route } from './router';

/** The engine's way to main: a port that goes through the page to its Worker. */
export class EnginePort {
  #port: MessagePortMain | undefined;

  /** Gives the page a fresh port for its engine; the one before it, of a page that is gone, ends. */
  connect(route: Route, window: BrowserWindow | undefined): void {
    this.#port?.close();
    const { port1, port2 } = new MessageChannelMain();
    this.#port = port1;
    port1.on('message', ({ data }) => {
      const { id, channel, payload } = data as PortRequest; // checked by the router
      void route('engine', channel, payload).then((reply) =>
        port1.postMessage({ id, reply } satisfies PortReply),
      );
    });
    port1.start();
    window?.webContents.postMessage(enginePortMessage, null, [port2]);
  }
}
