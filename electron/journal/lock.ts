import { createHash, createHmac } from 'node:crypto';
import { createConnection, createServer, type Server } from 'node:net';
import { realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Held while a journal is open; the system lets go of it when the program ends, however it ends. */
export type Lock = { readonly release: () => Promise<void> };

const addressOf = (what: string): string => {
  const name = `holdfast-${createHash('sha256').update(what).digest('hex').slice(0, 24)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.lock`);
};

const listen = (address: string): Promise<Server | undefined> =>
  new Promise((done, fail) => {
    const server = createServer((socket) => socket.end());
    server.once('error', (failure: NodeJS.ErrnoException) =>
      failure.code === 'EADDRINUSE' ? done(undefined) : fail(failure),
    );
    server.listen(address, () => {
      server.unref();
      done(server);
    });
  });

const answers = (address: string): Promise<boolean> =>
  new Promise((done) => {
    const socket = createConnection(address);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });

const take = async (what: string): Promise<Lock | undefined> => {
  const address = addressOf(what);
  let server = await listen(address);
  if (!server && !(await answers(address))) {
    // A socket that nobody answers was left by a program that was killed.
    await rm(address, { force: true });
    server = await listen(address);
  }
  if (!server) return undefined;
  const held = server;
  return { release: () => new Promise((done) => held.close(() => done())) };
};

/** [JRN-9] The lock of a folder, by whatever way it is reached, or undefined while another program holds it. */
export const takeLock = async (folder: string): Promise<Lock | undefined> =>
  take(join(await realpath(folder), 'lock'));

/** [JRN-9] The lock of whoever has this key: copies of a journal have one, wherever they are. */
export const takeKeyLock = (key: Uint8Array): Promise<Lock | undefined> =>
  take(createHmac('sha256', key).update('holdfast one copy 1').digest('hex'));
