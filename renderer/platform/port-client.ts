import type { PortReply, PortRequest } from '../../electron/contract/bridge';
import type { EngineChannel, IpcReply, Payload, Replies } from '../../electron/contract/channels';

/** Calls from the engine to main, over the port that main gave the page. */
export type MainClient = {
  readonly call: <C extends EngineChannel>(channel: C, payload: Payload<C>) => Promise<Replies[C]>;
};

/** Main did not carry out a call. The message is a sentence for a person. */
class MainRefused extends Error {
  override readonly name = 'MainRefused';
}

/** The part of a MessagePort that is needed; tests hand in another. */
export type Port = {
  readonly postMessage: (message: PortRequest) => void;
  readonly addEventListener: (type: 'message', listener: (event: MessageEvent) => void) => void;
  readonly start: () => void;
};

export const makeMainClient = (port: Port): MainClient => {
  let nextId = 1;
  const waiting = new Map<number, (reply: IpcReply<unknown>) => void>();
  port.addEventListener('message', ({ data }) => {
    const { id, reply } = data as PortReply; // only main holds the other end
    waiting.get(id)?.(reply);
    waiting.delete(id);
  });
  port.start();
  return {
    call: <C extends EngineChannel>(channel: C, payload: Payload<C>) =>
      new Promise<Replies[C]>((done, fail) => {
        const id = nextId;
        nextId += 1;
        waiting.set(id, (reply) =>
          // The contract gives each channel its reply.
          reply.ok ? done(reply.value as Replies[C]) : fail(new MainRefused(reply.refusal.sentence)),
        );
        port.postMessage({ id, channel, payload });
      }),
  };
};
