import { createHash } from 'node:crypto';
import { createConnection, createServer, type Server } from 'node:net';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Held while a journal is open; the system lets go of it when the program ends, however it ends. */
export type Lock = { readonly release: () => Promise<void> };

const addressOf = (folder: string): string => {
  const name = `holdfast-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 24)}`;
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

/** [JRN-9] The lock of a folder, or undefined while another program holds it. */
export const takeLock = async (folder: string): Promise<Lock | undefined> => {
  const address = addressOf(folder);
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
