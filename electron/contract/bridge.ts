import type { IpcReply } from './channels';

/** Frames on the engine's port. */
export type PortRequest = { readonly id: number; readonly channel: string; readonly payload: unknown };
export type PortReply = { readonly id: number; readonly reply: IpcReply<unknown> };

/** What preload puts on `window.holdfast`, and the message that hands the engine's port to the page. */
export type Bridge = {
  readonly call: (channel: string, payload: unknown) => Promise<IpcReply<unknown>>;
};
export const enginePortMessage = 'holdfast.engine-port';

/** Tells the page that a recovery pack waits to be looked at, or that the watched folder is another or its state; it asks. */
export const packsOfferedMessage = 'holdfast.packs-offered';
