import { contextBridge, ipcRenderer } from 'electron';
import { enginePortMessage, packsOfferedMessage, type Bridge } from './contract/bridge';
import type { IpcReply } from './contract/channels';

const bridge: Bridge = {
  call: (channel, payload) =>
    ipcRenderer.invoke('holdfast.call', channel, payload) as Promise<IpcReply<unknown>>, // main's router replies so
};
contextBridge.exposeInMainWorld('holdfast', bridge);

// The engine's port goes through to the page, which hands it to the Worker; nothing is read here.
ipcRenderer.on(enginePortMessage, (event) => {
  window.postMessage(enginePortMessage, location.origin, event.ports);
});
ipcRenderer.on(packsOfferedMessage, () => window.postMessage(packsOfferedMessage, location.origin));
