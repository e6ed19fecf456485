import { enginePortMessage, type Bridge } from '../../electron/contract/bridge';
import type { IpcReply, Payload, Replies, ScreenChannel } from '../../electron/contract/channels';

declare global {
  // Merging with the platform's own interface needs an interface.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Window {
    readonly holdfast: Bridge;
  }
}

/** A call from the screen to main. */
export const callMain = async <C extends ScreenChannel>(
  channel: C,
  payload: Payload<C>,
): Promise<IpcReply<Replies[C]>> => (await window.holdfast.call(channel, payload)) as IpcReply<Replies[C]>; // by the contract

/** Asks main for the engine's port, which arrives as a message to the page. */
export const requestEnginePort = (): Promise<MessagePort> =>
  new Promise((done, fail) => {
    const listen = (event: MessageEvent): void => {
      const [port] = event.ports;
      if (event.data !== enginePortMessage || !port || event.origin !== location.origin) return;
      window.removeEventListener('message', listen);
      done(port);
    };
    window.addEventListener('message', listen);
    void callMain('engine.connect', undefined).then((reply) => {
      if (!reply.ok) fail(new Error(reply.refusal.sentence));
    });
  });
