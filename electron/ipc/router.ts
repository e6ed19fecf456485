import type * as z from 'zod';
import {
  channels,
  type Caller,
  type Channel,
  type IpcRefusal,
  type IpcReply,
  type Replies,
} from '../contract/channels';

type Decoded<C extends Channel> = z.output<(typeof channels)[C]['payload']>;
/** What main does for a channel; a throw becomes a refusal without detail of the failure. */
export type Handlers = { readonly [C in Channel]: (payload: Decoded<C>) => Promise<Replies[C]> };

const refusal = (code: IpcRefusal['code'], sentence: string): { ok: false; refusal: IpcRefusal } => ({
  ok: false,
  refusal: { kind: 'ipc-refused', code, sentence },
});

/** A call that main is not ready for (no journal open yet). */
export class NotReady extends Error {}

const isChannel = (name: unknown): name is Channel =>
  typeof name === 'string' && Object.hasOwn(channels, name);

/** Answers a call; `caller` is undefined where whoever calls is nobody of ours. */
export type Route = (
  caller: Caller | undefined,
  name: unknown,
  payload: unknown,
) => Promise<IpcReply<unknown>>;

/**
 * [IPC-1] Caller, channel and payload are checked before a handler sees them. A call without a handler is refused.
 * `onDefect` gets the channel's name and the failure, never the payload.
 */
export const makeRouter =
  (handlers: Partial<Handlers>, onDefect: (channel: Channel, failure: unknown) => void): Route =>
  async (caller, name, payload) => {
    if (!isChannel(name)) return refusal('channel', 'There is no such call.');
    const { callers, payload: schema } = channels[name];
    if (!callers.some((one) => one === caller)) return refusal('sender', 'This call is not for this caller.');
    const decoded = schema.safeParse(payload);
    if (!decoded.success) return refusal('payload', 'The call is not well formed.');
    // Each handler takes what its own channel's schema gives.
    const handler = handlers[name] as ((payload: unknown) => Promise<unknown>) | undefined;
    if (!handler) return refusal('not-ready', 'No profile is open.');
    try {
      return { ok: true, value: await handler(decoded.data) };
    } catch (failure) {
      if (failure instanceof NotReady) return refusal('not-ready', failure.message);
      onDefect(name, failure);
      return refusal('failed', 'Holdfast could not do this. Start it again; nothing recorded is lost.');
    }
  };
